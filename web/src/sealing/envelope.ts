// Reading a small envelope whole, by the same profile as crypto/sealing/envelope.hpp: one recipient by key agreement on
// P-256, one wrapped key, AES-256 in GCM with a full tag or in CBC, in DER or in BER with indefinite lengths. Large
// envelopes are written in pieces (seal.ts) and read in pieces (open.ts).
import * as asn1js from "asn1js";
import { type Bytes, joined } from "../crypto/bytes";
import { type AgreementHash, type Cipher, uncompressed } from "./agreement";
import { SealingFault } from "./fault";
import { oid } from "./oids";

export interface Envelope {
    cipher: Cipher;
    ephemeral: Bytes; // R, 65 bytes
    hash: AgreementHash;
    material: Bytes | null; // the sender's own, that went into the key
    wrapped: Bytes;
    nonce: Bytes;
    content: Bytes; // what is sealed; with the tag behind it where it is GCM, as WebCrypto has it
}

const hashes: Record<string, AgreementHash> = {
    [oid.agreementSha256]: "SHA-256",
    [oid.agreementSha384]: "SHA-384",
    [oid.agreementSha512]: "SHA-512",
};
const wrappedSize = 40;
const blockSize = 16;
const nonceSize = 12;
const tagSize = 16;

function need(holds: boolean, code = "envelope_malformed"): asserts holds {
    if (!holds) {
        throw new SealingFault(code);
    }
}

type Kind<T> = abstract new (...args: never[]) => T;
function as<T>(value: unknown, kind: Kind<T>, code?: string): T {
    need(value instanceof kind, code);
    return value;
}

function itemsOf(block: unknown): asn1js.BaseBlock[] {
    return as(block, asn1js.Constructed).valueBlock.value as asn1js.BaseBlock[];
}

function isTagged(block: unknown, number: number): boolean {
    const id = (block as asn1js.BaseBlock | undefined)?.idBlock;
    return id !== undefined && id.tagClass === 3 && id.tagNumber === number;
}

// What stands alone in an explicit tag.
function inside(block: unknown, number: number): asn1js.BaseBlock {
    need(isTagged(block, number));
    const [only, ...more] = itemsOf(block);
    need(only !== undefined && more.length === 0);
    return only;
}

function oidOf(block: unknown): string {
    return as(block, asn1js.ObjectIdentifier).valueBlock.toString();
}

function octetsOf(block: unknown): Bytes {
    return Uint8Array.from(as(block, asn1js.OctetString).valueBlock.valueHexView);
}

function numberOf(block: unknown): number {
    return as(block, asn1js.Integer).valueBlock.valueDec;
}

// No parameters, or NULL.
function isBare(parameters: asn1js.BaseBlock[]): boolean {
    return parameters.length === 0 || (parameters.length === 1 && parameters[0] instanceof asn1js.Null);
}

function readOriginator(block: unknown): { ephemeral: Bytes; namesCurve: boolean } {
    const key = inside(block, 0);
    need(isTagged(key, 1));
    const [algorithm, bits, ...more] = itemsOf(key);
    need(more.length === 0);
    const [kind, ...parameters] = itemsOf(algorithm);
    const namesCurve = parameters[0] instanceof asn1js.ObjectIdentifier;
    const known = oidOf(kind) === oid.ecPublicKey && (namesCurve ? oidOf(parameters[0]) === oid.p256 : isBare(parameters));
    need(known, "envelope_algorithms");
    const point = Uint8Array.from(as(bits, asn1js.BitString).valueBlock.valueHexView);
    need(point.length === 65, "malformed_point");
    return { ephemeral: uncompressed(point), namesCurve };
}

function readAgreement(block: unknown): AgreementHash {
    const [kind, wrap, ...more] = itemsOf(block);
    need(more.length === 0);
    const hash = hashes[oidOf(kind)];
    const [wrapKind, ...parameters] = itemsOf(wrap);
    need(hash !== undefined && oidOf(wrapKind) === oid.aes256Wrap && isBare(parameters), "envelope_algorithms");
    return hash;
}

function readKey(block: unknown): Bytes {
    const keys = itemsOf(block);
    need(keys.length === 1, "envelope_recipients");
    const [name, wrapped, ...more] = itemsOf(keys[0]);
    need(name instanceof asn1js.Sequence, "envelope_recipients");
    need(more.length === 0);
    const key = octetsOf(wrapped);
    need(key.length === wrappedSize);
    return key;
}

export type KeyWrapping = Pick<Envelope, "ephemeral" | "hash" | "material" | "wrapped">;

export function readRecipient(block: unknown): KeyWrapping {
    const all = itemsOf(as(block, asn1js.Set));
    need(isTagged(all[0], 1), "envelope_algorithms"); // RSA, a password, a key that both hold
    need(all.length === 1, "envelope_recipients");
    const fields = itemsOf(all[0]);
    const material = isTagged(fields[2], 1) ? octetsOf(inside(fields.splice(2, 1)[0], 1)) : null;
    const [version, originator, agreement, keys, ...more] = fields;
    need(numberOf(version) === 3 && more.length === 0);
    const { ephemeral, namesCurve } = readOriginator(originator);
    const hash = readAgreement(agreement);
    // pkijs names the curve; without material of its own it then derives the key from what nobody else derives it from.
    need(!namesCurve || material !== null, "envelope_algorithms");
    return { ephemeral, hash, material, wrapped: readKey(keys) };
}

export function readAlgorithm(block: unknown, cipher: Cipher): Bytes {
    const [kind, parameters, ...more] = itemsOf(block);
    need(more.length === 0, "envelope_algorithms");
    if (cipher === "AES-CBC") {
        const nonce = octetsOf(parameters);
        need(oidOf(kind) === oid.aes256Cbc && nonce.length === blockSize, "envelope_algorithms");
        return nonce;
    }
    const [nonce, size, ...others] = itemsOf(parameters);
    const bytes = octetsOf(nonce);
    const fits = bytes.length === nonceSize && numberOf(size) === tagSize && others.length === 0;
    need(oidOf(kind) === oid.aes256Gcm && fits, "envelope_algorithms");
    return bytes;
}

function readContent(block: unknown): Bytes {
    need(isTagged(block, 0));
    if (block instanceof asn1js.Constructed) {
        return joined(...itemsOf(block).map(octetsOf));
    }
    return Uint8Array.from((as(block, asn1js.Primitive) as asn1js.Primitive).valueBlock.valueHexView);
}

export function cipherOf(type: string): Cipher {
    need(type !== oid.data && type !== oid.signedData, "envelope_not_encrypted");
    need(type === oid.envelopedData || type === oid.authEnvelopedData);
    return type === oid.authEnvelopedData ? "AES-GCM" : "AES-CBC";
}

// Refuses what crypto/sealing/envelope.hpp refuses.
export function readEnvelope(bytes: Bytes): Envelope {
    const parsed = asn1js.fromBER(bytes);
    need(bytes[0] === 0x30, "envelope_not_encrypted");
    need(parsed.offset === bytes.length);
    const [type, wrapped, ...more] = itemsOf(parsed.result);
    need(more.length === 0);
    const cipher = cipherOf(oidOf(type));
    const [version, recipients, sealed, ...tail] = itemsOf(inside(wrapped, 0));
    need(numberOf(version) === (cipher === "AES-GCM" ? 0 : 2));
    const recipient = readRecipient(recipients);
    const [kind, algorithm, content, ...others] = itemsOf(sealed);
    need(oidOf(kind) === oid.data && others.length === 0);
    const nonce = readAlgorithm(algorithm, cipher);
    const body = readContent(content);
    need(body.length > 0);
    if (cipher === "AES-CBC") {
        need(tail.length === 0 && body.length % blockSize === 0);
        return { cipher, ...recipient, nonce, content: body };
    }
    need(tail.length === 1);
    const tag = octetsOf(tail[0]);
    need(tag.length === tagSize, "envelope_algorithms");
    return { cipher, ...recipient, nonce, content: joined(body, tag) };
}
