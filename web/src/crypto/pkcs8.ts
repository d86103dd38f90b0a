// The backup of a private key: encrypted PKCS#8 (RFC 5958) by PBES2 (RFC 8018) with PBKDF2, HMAC-SHA-256 and
// AES-256-CBC, as "openssl pkcs8" and "openssl pkey" read it.
import * as asn1js from "asn1js";
import { type Bytes, fromPem, toPem, utf8 } from "./bytes";

export const rounds = 600_000;
const mostRounds = 10_000_000; // a damaged file must not hang the page
const label = "ENCRYPTED PRIVATE KEY";

const pbes2 = "1.2.840.113549.1.5.13";
const pbkdf2 = "1.2.840.113549.1.5.12";
const hmacWithSha256 = "1.2.840.113549.2.9";
const aes256Cbc = "2.16.840.1.101.3.4.1.42";

function sequence(...value: asn1js.BaseBlock[]): asn1js.Sequence {
    return new asn1js.Sequence({ value });
}
function oid(value: string): asn1js.ObjectIdentifier {
    return new asn1js.ObjectIdentifier({ value });
}
function octets(bytes: Bytes): asn1js.OctetString {
    return new asn1js.OctetString({ valueHex: bytes.buffer });
}

async function keyFrom(passphrase: string, salt: Bytes, iterations: number, use: KeyUsage): Promise<CryptoKey> {
    const material = await crypto.subtle.importKey("raw", utf8(passphrase), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return crypto.subtle.deriveKey(how, material, { name: "AES-CBC", length: 256 }, false, [use]);
}

export async function encryptedPkcs8Pem(key: CryptoKey, passphrase: string, iterations = rounds): Promise<string> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(16));
    const plain = await crypto.subtle.exportKey("pkcs8", key);
    const aes = await keyFrom(passphrase, salt, iterations, "encrypt");
    const secret = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, aes, plain));
    const derivation = sequence(
        oid(pbkdf2),
        sequence(
            octets(salt),
            new asn1js.Integer({ value: iterations }),
            sequence(oid(hmacWithSha256), new asn1js.Null()),
        ),
    );
    const encryption = sequence(oid(aes256Cbc), octets(iv));
    const scheme = sequence(oid(pbes2), sequence(derivation, encryption));
    return toPem(new Uint8Array(sequence(scheme, octets(secret)).toBER(false)), label);
}

interface Sealed {
    salt: Bytes;
    iterations: number;
    iv: Bytes;
    secret: Bytes;
}

function children(block: unknown): unknown[] {
    return (block as asn1js.Sequence).valueBlock.value;
}
function isOid(block: unknown, wanted: string): boolean {
    return block instanceof asn1js.ObjectIdentifier && block.valueBlock.toString() === wanted;
}
function bytesIn(block: unknown): Bytes {
    return new Uint8Array((block as asn1js.OctetString).getValue().slice(0));
}

function readSealed(der: Bytes): Sealed | null {
    try {
        const parsed = asn1js.fromBER(der);
        const [scheme, secret] = children(parsed.result);
        const [schemeOid, parts] = children(scheme);
        const [derivation, encryption] = children(parts);
        const [derivationOid, parameters] = children(derivation);
        const [encryptionOid, iv] = children(encryption);
        const [salt, iterations, ...more] = children(parameters);
        const iterationCount = (iterations as asn1js.Integer).valueBlock.valueDec;
        const known =
            parsed.offset === der.length &&
            isOid(schemeOid, pbes2) &&
            isOid(derivationOid, pbkdf2) &&
            isOid(encryptionOid, aes256Cbc) &&
            isOid(children(more[more.length - 1])[0], hmacWithSha256) &&
            iterationCount >= 1 &&
            iterationCount <= mostRounds;
        return known ? { salt: bytesIn(salt), iterations: iterationCount, iv: bytesIn(iv), secret: bytesIn(secret) } : null;
    } catch {
        return null;
    }
}

export type Restored = { keys: { privateKey: CryptoKey; publicKey: CryptoKey } } | { fault: "malformed" | "wrong_passphrase" };

const p256 = { name: "ECDSA", namedCurve: "P-256" };

// The key from its backup. The private key that comes back cannot be exported again.
export async function restoreFromPem(pem: string, passphrase: string): Promise<Restored> {
    const der = fromPem(pem.trim(), label);
    const sealed = der ? readSealed(der) : null;
    if (!sealed) {
        return { fault: "malformed" };
    }
    let plain: ArrayBuffer;
    try {
        const aes = await keyFrom(passphrase, sealed.salt, sealed.iterations, "decrypt");
        plain = await crypto.subtle.decrypt({ name: "AES-CBC", iv: sealed.iv }, aes, sealed.secret);
    } catch {
        return { fault: "wrong_passphrase" };
    }
    try {
        const open = await crypto.subtle.importKey("pkcs8", plain, p256, true, ["sign"]);
        const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", open);
        const publicKey = await crypto.subtle.importKey("jwk", { kty, crv, x, y } as JsonWebKey, p256, true, ["verify"]);
        const privateKey = await crypto.subtle.importKey("pkcs8", plain, p256, false, ["sign"]);
        return { keys: { privateKey, publicKey } };
    } catch {
        return { fault: "malformed" };
    }
}
