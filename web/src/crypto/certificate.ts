// X.509 certificates of the platform's authority (RFC 5280): version 3, P-256 keys, ECDSA with SHA-256. The same
// profile as crypto/certificate.hpp: the authority issues directly, and one certificate serves one use.
import * as asn1js from "asn1js";
import { type Bytes, fromPem, sameBytes, toHex } from "./bytes";

export interface Certificate {
    der: Bytes;
    serial: string; // lower-case hex, whole bytes
    issuer: Bytes;
    subject: Bytes;
    commonName: string;
    organisation: string;
    uscc: string | null; // the organisation's unified social credit code, where the platform's authority wrote it
    subjectValues: string[]; // all that the subject says: other authorities keep the code where they like
    issuerName: string;
    notBefore: number; // milliseconds
    notAfter: number; // the first millisecond in which it is not valid any more, as OpenSSL reads it
    key: CryptoKey;
    isAuthority: boolean;
    keyUsage: string[];
    extendedKeyUsage: string[];
    statement: string | null; // what the authority says beside it, in an extension of the platform's own
    toBeSigned: Bytes;
    signature: Bytes; // r || s, 64 bytes
}

export type CertificateFault = "wrong_issuer" | "not_yet_valid" | "expired" | "wrong_use";
export const clientAuth = "1.3.6.1.5.5.7.3.2"; // what the authority certifies parties for
export const documentSigning = "1.3.6.1.5.5.7.3.36";
// asn1js writes an arc of more than 53 bits in its own way: names of our own are compared as it reads them.
const asRead = (oid: string) => oidOf(asn1js.fromBER(new asn1js.ObjectIdentifier({ value: oid }).toBER(false)).result);
export const bidSealing = (): string => asRead("2.25.172906703678154015915351966426536142621.2");
const statementOid = (): string => asRead("2.25.172906703678154015915351966426536142621.1");

const organizationIdentifier = "2.5.4.97";
const codePrefix = "NTRCN-"; // ETSI EN 319 412-1, 5.1.4
const ecdsaWithSha256 = "1.2.840.10045.4.3.2";
const ecdsa = { name: "ECDSA", hash: "SHA-256" };
const usageNames = ["digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign"];

class Malformed extends Error {}

function bytesOf(buffer: ArrayBuffer | Uint8Array): Bytes {
    return new Uint8Array(buffer instanceof Uint8Array ? Uint8Array.from(buffer) : buffer.slice(0));
}

function need<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) {
        throw new Malformed();
    }
    return value;
}

type Kind<T> = abstract new (...args: never[]) => T;
function as<T>(value: unknown, kind: Kind<T>): T {
    if (!(value instanceof kind)) {
        throw new Malformed();
    }
    return value;
}

function itemsOf(value: unknown): asn1js.BaseBlock[] {
    return as(value, asn1js.Constructed).valueBlock.value as asn1js.BaseBlock[];
}

// The block's bytes as they came, never encoded anew.
function derOf(block: unknown): Bytes {
    return bytesOf((block as asn1js.BaseBlock).valueBeforeDecodeView);
}

function decode(der: Bytes): asn1js.BaseBlock {
    const parsed = asn1js.fromBER(der);
    if (parsed.offset !== der.length) {
        throw new Malformed();
    }
    return parsed.result as asn1js.BaseBlock;
}

function oidOf(block: unknown): string {
    return as(block, asn1js.ObjectIdentifier).valueBlock.toString();
}

function nameParts(name: unknown): Map<string, string> {
    const parts = new Map<string, string>();
    for (const set of itemsOf(name)) {
        for (const pair of itemsOf(set)) {
            const [type, value] = itemsOf(pair);
            const text = (value as unknown as { valueBlock: { value: unknown } }).valueBlock.value;
            parts.set(oidOf(type), String(text));
        }
    }
    return parts;
}

// r and s of the DER signature, 32 bytes each, as WebCrypto wants them.
export function rawSignature(der: Bytes): Bytes | null {
    try {
        const raw = new Uint8Array(64);
        const numbers = itemsOf(decode(der));
        if (numbers.length !== 2) {
            return null;
        }
        numbers.forEach((number, at) => {
            const view = as(number, asn1js.Integer).valueBlock.valueHexView;
            const bytes = view[0] === 0 ? view.subarray(1) : view;
            if (bytes.length > 32) {
                throw new Malformed();
            }
            raw.set(bytes, at * 32 + 32 - bytes.length);
        });
        return raw;
    } catch {
        return null;
    }
}

function timeOf(block: unknown): number {
    const time = block instanceof asn1js.GeneralizedTime ? block : as(block, asn1js.UTCTime);
    return time.toDate().getTime();
}

interface Extensions {
    isAuthority: boolean;
    keyUsage: string[];
    extendedKeyUsage: string[];
    statement: string | null;
}

function readExtension(found: Extensions, oid: string, value: Bytes): void {
    const inner = decode(value);
    if (oid === "2.5.29.19") {
        const flag = itemsOf(inner)[0];
        found.isAuthority = flag instanceof asn1js.Boolean && flag.valueBlock.value;
    } else if (oid === "2.5.29.15") {
        const bits = as(inner, asn1js.BitString).valueBlock.valueHexView;
        found.keyUsage = usageNames.filter((_, at) => ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0);
    } else if (oid === "2.5.29.37") {
        found.extendedKeyUsage = itemsOf(inner).map(oidOf);
    } else if (oid === statementOid()) {
        found.statement = as(inner, asn1js.Utf8String).valueBlock.value;
    }
}

function extensionsOf(block: unknown): Extensions {
    const found: Extensions = { isAuthority: false, keyUsage: [], extendedKeyUsage: [], statement: null };
    for (const extension of itemsOf(need(itemsOf(block)[0]))) {
        const fields = itemsOf(extension);
        readExtension(found, oidOf(fields[0]), bytesOf(as(fields[fields.length - 1], asn1js.OctetString).getValue()));
    }
    return found;
}

async function read(der: Bytes): Promise<Certificate> {
    const [toBeSigned, algorithm, signature] = itemsOf(decode(der));
    const [version, serial, inner, issuer, validity, subject, spki, extensions] = itemsOf(toBeSigned);
    const versionNumber = as(need(itemsOf(version)[0]), asn1js.Integer).valueBlock.valueDec;
    if (versionNumber !== 2 || oidOf(itemsOf(algorithm)[0]) !== ecdsaWithSha256 || oidOf(itemsOf(inner)[0]) !== ecdsaWithSha256) {
        throw new Malformed();
    }
    const [from, until] = itemsOf(validity);
    const parts = nameParts(subject);
    const issuerParts = nameParts(issuer);
    const code = parts.get(organizationIdentifier);
    const serialBytes = as(serial, asn1js.Integer).valueBlock.valueHexView;
    return {
        der,
        serial: toHex(serialBytes[0] === 0 && serialBytes.length > 1 ? serialBytes.subarray(1) : serialBytes),
        issuer: derOf(issuer),
        subject: derOf(subject),
        commonName: parts.get("2.5.4.3") ?? "",
        organisation: parts.get("2.5.4.10") ?? "",
        uscc: code?.startsWith(codePrefix) ? code.slice(codePrefix.length) : null,
        subjectValues: [...parts.values()],
        issuerName: issuerParts.get("2.5.4.3") ?? issuerParts.get("2.5.4.10") ?? "",
        notBefore: timeOf(from),
        notAfter: timeOf(until),
        key: await crypto.subtle.importKey("spki", derOf(spki), { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]),
        ...extensionsOf(extensions),
        toBeSigned: derOf(toBeSigned),
        signature: need(rawSignature(bytesOf(as(signature, asn1js.BitString).valueBlock.valueHexView))),
    };
}

// null for anything but exactly one certificate of the profile.
export async function certificateFromDer(der: Bytes): Promise<Certificate | null> {
    if (der.length > 16 * 1024) {
        return null;
    }
    try {
        return await read(der);
    } catch {
        return null;
    }
}

export async function certificateFromPem(pem: string): Promise<Certificate | null> {
    const der = fromPem(pem, "CERTIFICATE");
    return der && certificateFromDer(der);
}

function issuedBy(certificate: Certificate, authority: Certificate): Promise<boolean> {
    return crypto.subtle.verify(ecdsa, authority.key, certificate.signature, certificate.toBeSigned);
}

// What is wrong with trusting this certificate for `purpose` at that moment under the authority; null for nothing.
// Revocation is not judged: a receipt stays what it was when it was signed.
export async function faultOf(
    certificate: Certificate,
    authority: Certificate,
    at: number,
    purpose: string,
    usage = "digitalSignature",
): Promise<CertificateFault | null> {
    const rooted =
        authority.isAuthority &&
        authority.keyUsage.includes("keyCertSign") &&
        sameBytes(authority.issuer, authority.subject) &&
        (await issuedBy(authority, authority));
    if (!rooted || !sameBytes(certificate.issuer, authority.subject) || !(await issuedBy(certificate, authority))) {
        return "wrong_issuer";
    }
    if (at < Math.max(certificate.notBefore, authority.notBefore)) {
        return "not_yet_valid";
    }
    if (at >= Math.min(certificate.notAfter, authority.notAfter)) {
        return "expired";
    }
    const onlyThat = certificate.extendedKeyUsage.length === 1 && certificate.extendedKeyUsage[0] === purpose;
    const usedOnly = certificate.keyUsage.length === 1 && certificate.keyUsage[0] === usage;
    return onlyThat && usedOnly && !certificate.isAuthority ? null : "wrong_use";
}
