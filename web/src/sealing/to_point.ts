// Small contents sealed to a key that has no certificate - a share in a ceremony - and their opening: the counterpart of
// `seal_to_point` (crypto/sealing/seal.hpp) and `open_envelope` (crypto/sealing/opening.hpp). Sealed with GCM, since
// WebCrypto does that in one piece: nobody without the key changes what is inside.
import { p256 } from "@noble/curves/nist.js";
import * as asn1js from "asn1js";
import { AlgorithmIdentifier, AttributeTypeAndValue, ContentInfo, IssuerAndSerialNumber, RelativeDistinguishedNames } from "pkijs";
import type { Bytes } from "../crypto/bytes";
import { agreeWith, contentKey, uncompressed } from "./agreement";
import { type Envelope, readEnvelope } from "./envelope";
import { SealingFault } from "./fault";
import { oid } from "./oids";

const tagSize = 16;

// CMS names a recipient by a certificate's issuer and number. Whoever opens with the key itself asks for neither, so that
// a key without a certificate is named by the ceremony's own word.
function ceremonyName(): IssuerAndSerialNumber {
    const word = new AttributeTypeAndValue({ type: oid.commonName, value: new asn1js.Utf8String({ value: "daylight ceremony" }) });
    return new IssuerAndSerialNumber({
        issuer: new RelativeDistinguishedNames({ typesAndValues: [word] }),
        serialNumber: new asn1js.Integer({ value: 1 }),
    });
}

function octets(bytes: Uint8Array): asn1js.OctetString {
    return new asn1js.OctetString({ valueHex: Uint8Array.from(bytes).buffer });
}

// pkijs has no AuthEnvelopedData (RFC 5083), so that its five fields stand here.
function authEnveloped(recipients: Bytes, nonce: Bytes, sealed: Bytes): Bytes {
    const gcm = new AlgorithmIdentifier({
        algorithmId: oid.aes256Gcm,
        algorithmParams: new asn1js.Sequence({ value: [octets(nonce), new asn1js.Integer({ value: tagSize })] }),
    });
    const content = new asn1js.Primitive({
        idBlock: { tagClass: 3, tagNumber: 0 },
        valueHex: sealed.slice(0, -tagSize).buffer,
    });
    const fields = new asn1js.Sequence({
        value: [
            new asn1js.Integer({ value: 0 }),
            asn1js.fromBER(recipients).result as asn1js.BaseBlock,
            new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: oid.data }), gcm.toSchema(), content] }),
            octets(sealed.slice(-tagSize)),
        ],
    });
    const info = new ContentInfo({ contentType: oid.authEnvelopedData, content: fields });
    return new Uint8Array(info.toSchema().toBER(false));
}

// `recipient`: a point of P-256, SEC 1, compressed or not. Refuses malformed_point.
export async function sealToPoint(recipient: Uint8Array, contents: Bytes): Promise<Bytes> {
    const { recipients, key } = await agreeWith({ point: uncompressed(recipient), name: ceremonyName() }, "AES-GCM");
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, tagLength: 8 * tagSize }, key, contents));
    return authEnveloped(recipients, nonce, sealed);
}

// The point that opens this envelope and no other: the key times the envelope's own point (what a complaint shows).
// `key`: 32 bytes, big-endian, from 1 to the order less one; refuses malformed_scalar.
export function openingPoint(key: Uint8Array, envelope: Envelope): Bytes {
    const valid = key.length === 32 && p256.utils.isValidSecretKey(key);
    if (!valid) {
        throw new SealingFault("malformed_scalar");
    }
    const scalar = p256.Point.Fn.fromBytes(key);
    return Uint8Array.from(p256.Point.fromBytes(envelope.ephemeral).multiply(scalar).toBytes(false));
}

// What is inside, opened by the agreed point. Refuses envelope_does_not_open.
export async function openWithAgreed(agreed: Bytes, envelope: Envelope): Promise<Bytes> {
    const { hash, material, wrapped, cipher, nonce, content } = envelope;
    const key = await contentKey(agreed, { hash, material, wrapped, cipher });
    if (!key) {
        throw new SealingFault("envelope_does_not_open");
    }
    try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: cipher, iv: nonce }, key, content));
    } catch {
        throw new SealingFault("envelope_does_not_open");
    }
}

// Refuses what readEnvelope, openingPoint and openWithAgreed refuse.
export async function openFromPoint(key: Uint8Array, sealed: Bytes): Promise<Bytes> {
    const envelope = readEnvelope(sealed);
    return openWithAgreed(openingPoint(key, envelope), envelope);
}
