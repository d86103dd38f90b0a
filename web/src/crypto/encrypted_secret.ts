// A secret in a file under a passphrase, as crypto/encrypted_secret.hpp has it: EncryptedPrivateKeyInfo of PKCS#8 (RFC
// 5958) in PEM, by PBES2 with scrypt (RFC 7914; N = 2^14, r = 8, p = 5) and AES-256-CBC. What is inside is a
// PrivateKeyInfo whose algorithm is an identifier of our own and whose key is the secret's bytes.
import { scryptAsync } from "@noble/hashes/scrypt.js";
import * as asn1js from "asn1js";
import { type Bytes, fromPem, toPem, utf8 } from "./bytes";
import { oidBlock, oidText } from "./oid";

const label = "ENCRYPTED PRIVATE KEY";
const pbes2 = "1.2.840.113549.1.5.13";
const scryptOid = "1.3.6.1.4.1.11591.4.11";
const aes256Cbc = "2.16.840.1.101.3.4.1.42";
const secretOid = "2.25.172906703678154015915351966426536142621.3";
const ours = { N: 2 ** 14, r: 8, p: 5 };
const mostBytes = 4 * 1024 * 1024;

type Cost = typeof ours;

// What a passphrase came to: kept for a sitting, so that what changes is written again without asking.
export interface Passkey {
    salt: Bytes;
    cost: Cost;
    key: CryptoKey;
}

function sequence(...value: asn1js.BaseBlock[]): asn1js.Sequence {
    return new asn1js.Sequence({ value });
}
function octets(bytes: Bytes): asn1js.OctetString {
    return new asn1js.OctetString({ valueHex: bytes.buffer });
}
function derOf(block: asn1js.BaseBlock): Bytes {
    return new Uint8Array(block.toBER(false).slice(0));
}

async function stretched(passphrase: string, salt: Bytes, cost: Cost): Promise<CryptoKey> {
    const bytes = new Uint8Array(await scryptAsync(utf8(passphrase), salt, { ...cost, dkLen: 32, asyncTick: 40 }));
    return crypto.subtle.importKey("raw", bytes, "AES-CBC", false, ["encrypt", "decrypt"]);
}

export async function newPasskey(passphrase: string): Promise<Passkey> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    return { salt, cost: ours, key: await stretched(passphrase, salt, ours) };
}

export async function encryptSecret(secret: Bytes, passkey: Passkey): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(16));
    const { salt, cost, key } = passkey;
    const info = derOf(sequence(new asn1js.Integer({ value: 0 }), sequence(oidBlock(secretOid)), octets(secret)));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, info));
    const numbers = [cost.N, cost.r, cost.p].map((value) => new asn1js.Integer({ value }));
    const derivation = sequence(oidBlock(scryptOid), sequence(octets(salt), ...numbers));
    const scheme = sequence(oidBlock(pbes2), sequence(derivation, sequence(oidBlock(aes256Cbc), octets(iv))));
    return toPem(derOf(sequence(scheme, octets(sealed))), label);
}

interface Sealed {
    salt: Bytes;
    cost: Cost;
    iv: Bytes;
    secret: Bytes;
}

function children(block: unknown): unknown[] {
    return (block as asn1js.Sequence).valueBlock.value;
}
function isOid(block: unknown, wanted: string): boolean {
    return block instanceof asn1js.ObjectIdentifier && oidText(block) === wanted;
}
function bytesIn(block: unknown): Bytes {
    return new Uint8Array((block as asn1js.OctetString).getValue().slice(0));
}

// The file itself says how hard the passphrase is to try: at most four times as hard as ours is taken.
function isBearable({ N, r, p }: Cost): boolean {
    return N > 1 && N <= ours.N && Number.isInteger(Math.log2(N)) && r >= 1 && r <= ours.r && p >= 1 && p <= ours.p * 4;
}

function readSealed(der: Bytes): Sealed | null {
    try {
        const parsed = asn1js.fromBER(der);
        const [scheme, secret] = children(parsed.result);
        const [schemeOid, parts] = children(scheme);
        const [derivation, encryption] = children(parts);
        const [derivationOid, parameters] = children(derivation);
        const [encryptionOid, iv] = children(encryption);
        const [salt, ...numbers] = children(parameters);
        const [N = 0, r = 0, p = 0] = numbers.map((number) => (number as asn1js.Integer).valueBlock.valueDec);
        const known =
            parsed.offset === der.length && isOid(schemeOid, pbes2) && isOid(derivationOid, scryptOid) && isOid(encryptionOid, aes256Cbc);
        return known && isBearable({ N, r, p }) ? { salt: bytesIn(salt), cost: { N, r, p }, iv: bytesIn(iv), secret: bytesIn(secret) } : null;
    } catch {
        return null;
    }
}

function secretIn(info: Bytes): Bytes | null {
    try {
        const parsed = asn1js.fromBER(info);
        const [, algorithm, key] = children(parsed.result);
        return parsed.offset === info.length && isOid(children(algorithm)[0], secretOid) ? bytesIn(key) : null;
    } catch {
        return null;
    }
}

export type Decrypted = { secret: Bytes; passkey: Passkey } | { fault: "malformed" | "wrong_passphrase" };

export async function decryptSecret(pem: string, passphrase: string): Promise<Decrypted> {
    const der = pem.length <= 2 * mostBytes ? fromPem(pem.trim(), label) : null;
    const sealed = der ? readSealed(der) : null;
    if (!sealed) {
        return { fault: "malformed" };
    }
    const { salt, cost, iv } = sealed;
    const key = await stretched(passphrase, salt, cost);
    let info: Bytes;
    try {
        info = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, sealed.secret));
    } catch {
        return { fault: "wrong_passphrase" };
    }
    const secret = secretIn(info);
    // The padding of a wrong key's rubbish fits once in 256 times.
    return secret ? { secret, passkey: { salt, cost, key } } : { fault: "wrong_passphrase" };
}
