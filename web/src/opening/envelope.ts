// Envelopes to a holder's point (crypto/sealing/seal.hpp, envelope.hpp, opening.hpp): CMS AuthEnvelopedData with
// AES-256-GCM (RFC 5083, 5084) or EnvelopedData with AES-256-CBC (RFC 5652), to one recipient by ephemeral-static ECDH
// on P-256 with X9.63's KDF and AES-256 key wrap (RFC 5753). Small ones, such as carry shares: all in memory. Whoever
// opens one brings the agreed point; the key itself is not asked for.
import * as asn1js from "asn1js";
import { type Bytes, joined } from "../crypto/bytes";
import { compressed, drawScalar, generatorTimes, type Point, pointFromBytes, times, uncompressed, uncompressedBytes } from "./group";
import { refuse } from "./refusal";

const oids = {
    data: "1.2.840.113549.1.7.1",
    enveloped: "1.2.840.113549.1.7.3",
    authEnveloped: "1.2.840.113549.1.9.16.1.23",
    ecPublicKey: "1.2.840.10045.2.1",
    p256: "1.2.840.10045.3.1.7",
    wrap: "2.16.840.1.101.3.4.1.45",
    gcm: "2.16.840.1.101.3.4.1.46",
    cbc: "2.16.840.1.101.3.4.1.42",
    commonName: "2.5.4.3",
};
const agreements: Record<string, string> = {
    "1.3.132.1.11.1": "SHA-256",
    "1.3.132.1.11.2": "SHA-384",
    "1.3.132.1.11.3": "SHA-512",
};
const mostBytes = 1024 * 1024;
const nonceBytes = 12;
const blockBytes = 16;
const wrappedBytes = 40;

type Block = asn1js.BaseBlock;
class Malformed extends Error {}

// --- reading ---

export interface Envelope {
    cipher: "AES-GCM" | "AES-CBC";
    ephemeral: Point; // R: the sender's half of the agreement
    hash: string; // of the KDF
    keyInfo: Bytes; // the wrapping's algorithm as it stands in the envelope
    material: Bytes | null; // of the user's, that the KDF takes in
    wrapped: Bytes;
    nonce: Bytes;
    contents: Bytes; // sealed
    mac: Bytes;
}

function bytesOf(view: ArrayBuffer | Uint8Array): Bytes {
    return Uint8Array.from(view instanceof Uint8Array ? view : new Uint8Array(view));
}
function need<T>(value: T | undefined | null): T {
    if (value === undefined || value === null) {
        throw new Malformed();
    }
    return value;
}
function items(block: unknown): Block[] {
    if (!(block instanceof asn1js.Constructed)) {
        throw new Malformed();
    }
    return block.valueBlock.value as Block[];
}
function oid(block: unknown): string {
    if (!(block instanceof asn1js.ObjectIdentifier)) {
        throw new Malformed();
    }
    return block.valueBlock.toString();
}
function octets(block: unknown): Bytes {
    if (!(block instanceof asn1js.OctetString)) {
        throw new Malformed();
    }
    return bytesOf(block.getValue());
}
function integer(block: unknown): number {
    if (!(block instanceof asn1js.Integer)) {
        throw new Malformed();
    }
    return block.valueBlock.valueDec;
}
function isTagged(block: unknown, number: number): block is Block {
    return block instanceof asn1js.BaseBlock && block.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;
}
function tagged(block: unknown, number: number): Block {
    if (!isTagged(block, number)) {
        throw new Malformed();
    }
    return block;
}

// What is sealed: one piece, or as stock tools write a stream, several.
function sealedContents(block: Block): Bytes {
    return block instanceof asn1js.Constructed
        ? joined(...items(block).map(octets))
        : bytesOf((block as asn1js.Primitive).valueBlock.valueHexView);
}

function readRecipient(set: Block): Pick<Envelope, "ephemeral" | "hash" | "keyInfo" | "material" | "wrapped"> {
    const recipients = items(set);
    const fields = items(tagged(need(recipients[0]), 1));
    const [version, originator, ...rest] = fields;
    const [originatorKey] = items(tagged(originator, 0));
    const [algorithm, bits] = items(tagged(originatorKey, 1));
    const [keyType, curve] = items(algorithm);
    const namesCurve = curve instanceof asn1js.ObjectIdentifier;
    const ephemeral = bytesOf((bits as asn1js.BitString).valueBlock.valueHexView);
    const material = isTagged(rest[0], 1) ? octets(need(items(rest.shift())[0])) : null;
    const [agreement, encryptedKeys, ...more] = rest;
    const [agreementType, keyInfo] = items(agreement);
    const keys = items(encryptedKeys);
    const [, wrapped] = items(need(keys[0]));
    const hash = agreements[oid(agreementType)];
    const sound =
        recipients.length === 1 &&
        keys.length === 1 &&
        more.length === 0 &&
        integer(version) === 3 &&
        oid(keyType) === oids.ecPublicKey &&
        (!namesCurve || (oid(curve) === oids.p256 && material !== null)) &&
        oid(items(keyInfo)[0]) === oids.wrap &&
        ephemeral.length === uncompressedBytes &&
        octets(wrapped).length === wrappedBytes;
    if (!sound || !hash) {
        throw new Malformed();
    }
    const info = bytesOf((keyInfo as Block).valueBeforeDecodeView);
    return { ephemeral: pointFromBytes(ephemeral), hash, keyInfo: info, material, wrapped: octets(wrapped) };
}

function read(der: Bytes): Envelope {
    const parsed = asn1js.fromBER(der);
    const [type, content] = items(parsed.result);
    const isGcm = oid(type) === oids.authEnveloped;
    const [version, recipients, encrypted, mac, ...more] = items(items(tagged(content, 0))[0]);
    const [dataType, algorithm, sealed] = items(encrypted);
    const [cipher, parameters] = items(algorithm);
    const nonce = isGcm ? octets(items(parameters)[0]) : octets(parameters);
    const contents = sealedContents(tagged(sealed, 0));
    const sound =
        parsed.offset === der.length &&
        (isGcm || oid(type) === oids.enveloped) &&
        integer(version) === (isGcm ? 0 : 2) &&
        oid(dataType) === oids.data &&
        oid(cipher) === (isGcm ? oids.gcm : oids.cbc) &&
        nonce.length === (isGcm ? nonceBytes : blockBytes) &&
        (!isGcm || integer(items(parameters)[1]) === blockBytes) &&
        (isGcm ? octets(mac).length === blockBytes : mac === undefined) &&
        contents.length > 0 &&
        more.length === 0;
    if (!sound) {
        throw new Malformed();
    }
    return {
        cipher: isGcm ? "AES-GCM" : "AES-CBC",
        ...readRecipient(need(recipients)),
        nonce,
        contents,
        mac: isGcm ? octets(mac) : new Uint8Array(0),
    };
}

// Nothing says yet whether it opens: only that it can be opened in one way.
export function readEnvelope(der: Bytes): Envelope {
    if (der.length > mostBytes) {
        refuse("envelope_malformed");
    }
    try {
        return read(der);
    } catch {
        return refuse("envelope_malformed");
    }
}

// --- the agreement ---

function sequence(...value: Block[]): asn1js.Sequence {
    return new asn1js.Sequence({ value });
}
function named(value: string): asn1js.ObjectIdentifier {
    return new asn1js.ObjectIdentifier({ value });
}
function octetString(bytes: Bytes): asn1js.OctetString {
    return new asn1js.OctetString({ valueHex: bytes.buffer });
}
function explicit(number: number, ...value: Block[]): asn1js.Constructed {
    return new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value });
}
function derOf(block: Block): Bytes {
    return bytesOf(block.toBER(false));
}

// ECC-CMS-SharedInfo of RFC 5753, 7.2: a key of 256 bits.
function sharedInfo(keyInfo: Bytes, material: Bytes | null): Bytes {
    const bits = explicit(2, octetString(Uint8Array.of(0, 0, 1, 0)));
    const rest = joined(...(material ? [derOf(explicit(0, octetString(material)))] : []), derOf(bits));
    const whole = joined(keyInfo, rest);
    if (whole.length > 127) {
        return joined(Uint8Array.of(0x30, 0x81, whole.length), whole);
    }
    return joined(Uint8Array.of(0x30, whole.length), whole);
}

// X9.63 with one round: 32 bytes are less than any of these hashes gives.
async function wrappingKey(agreed: Point, hash: string, info: Bytes, use: KeyUsage): Promise<CryptoKey> {
    const shared = compressed(agreed).slice(1); // the x coordinate (SEC 1, 3.3.1)
    const derived = await crypto.subtle.digest(hash, joined(shared, Uint8Array.of(0, 0, 0, 1), info));
    return crypto.subtle.importKey("raw", derived.slice(0, 32), "AES-KW", false, [use]);
}

// What is inside, by the point that the recipient's key makes of R. Of GCM nobody else could have sealed it so.
export async function openEnvelope(envelope: Envelope, agreed: Point): Promise<Bytes> {
    if (agreed.is0()) {
        refuse("envelope_does_not_open");
    }
    const { cipher, hash, keyInfo, material, wrapped, nonce, contents, mac } = envelope;
    try {
        const kek = await wrappingKey(agreed, hash, sharedInfo(keyInfo, material), "unwrapKey");
        const key = await crypto.subtle.unwrapKey("raw", wrapped, kek, "AES-KW", cipher, false, ["decrypt"]);
        return new Uint8Array(await crypto.subtle.decrypt({ name: cipher, iv: nonce }, key, joined(contents, mac)));
    } catch {
        return refuse("envelope_does_not_open");
    }
}

// --- sealing ---

// CMS names a recipient by a certificate's issuer and number. Whoever opens with the agreed point asks for neither, so
// that a key without a certificate is named by the ceremony's own word.
function recipientName(): asn1js.Sequence {
    const pair = sequence(named(oids.commonName), new asn1js.Utf8String({ value: "daylight ceremony" }));
    return sequence(sequence(new asn1js.Set({ value: [pair] })), new asn1js.Integer({ value: 1 }));
}

export async function sealToPoint(recipient: Point, contents: Bytes): Promise<Bytes> {
    const secret = drawScalar();
    const wrapAlgorithm = sequence(named(oids.wrap));
    const kek = await wrappingKey(times(recipient, secret), "SHA-256", sharedInfo(derOf(wrapAlgorithm), null), "wrapKey");
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    const wrapped = new Uint8Array(await crypto.subtle.wrapKey("raw", key, kek, "AES-KW"));
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, contents));
    const text = sealed.slice(0, -blockBytes);
    const mac = sealed.slice(-blockBytes);
    const point = new asn1js.BitString({ valueHex: uncompressed(generatorTimes(secret)).buffer });
    const originator = explicit(0, explicit(1, sequence(named(oids.ecPublicKey)), point));
    const agreement = sequence(named("1.3.132.1.11.1"), wrapAlgorithm);
    const keys = sequence(sequence(recipientName(), octetString(wrapped)));
    const to = explicit(1, new asn1js.Integer({ value: 3 }), originator, agreement, keys);
    const cipher = sequence(named(oids.gcm), sequence(octetString(nonce), new asn1js.Integer({ value: blockBytes })));
    const piece = new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: text.buffer });
    const body = sequence(
        new asn1js.Integer({ value: 0 }),
        new asn1js.Set({ value: [to] }),
        sequence(named(oids.data), cipher, piece),
        octetString(mac),
    );
    return derOf(sequence(named(oids.authEnveloped), explicit(0, body)));
}
