// The key of an envelope: ephemeral-static ECDH on P-256, X9.63 with SHA-256, AES-256 key wrap (RFC 5753), to exactly
// one recipient. WebCrypto makes and keeps the keys, so that neither the ephemeral key nor the content's key is ever in
// this page's own memory; pkijs writes the structures.
import { p256 } from "@noble/curves/nist.js";
import * as asn1js from "asn1js";
import {
    AlgorithmIdentifier,
    ECCCMSSharedInfo,
    IssuerAndSerialNumber,
    KeyAgreeRecipientIdentifier,
    KeyAgreeRecipientInfo,
    kdf,
    OriginatorIdentifierOrKey,
    OriginatorPublicKey,
    RecipientEncryptedKey,
    RecipientEncryptedKeys,
    RecipientInfo,
} from "pkijs";
import type { Bytes } from "../crypto/bytes";
import { SealingFault } from "./fault";
import { oid } from "./oids";

export type Cipher = "AES-CBC" | "AES-GCM";
export type AgreementHash = "SHA-256" | "SHA-384" | "SHA-512";

// Whom an envelope is sealed to, and how it names that one.
export interface Recipient {
    point: Bytes; // SEC 1, compressed or not
    name: IssuerAndSerialNumber;
}

export interface Agreed {
    recipients: Bytes; // RecipientInfos, a SET in DER
    key: CryptoKey; // of the content: encrypts, and nothing else is known of it
}

const ecdh = { name: "ECDH", namedCurve: "P-256" };
const keyBits = 256;

// The point as 65 bytes; refuses malformed_point for anything that is not on the curve, infinity and the hybrid form.
export function uncompressed(point: Uint8Array): Bytes {
    const known = (point.length === 33 && (point[0] === 2 || point[0] === 3)) || (point.length === 65 && point[0] === 4);
    try {
        if (known) {
            return Uint8Array.from(p256.Point.fromBytes(point).toBytes(false));
        }
    } catch {
        // said below
    }
    throw new SealingFault("malformed_point");
}

// The key that wraps the content's key, out of the agreed point's x.
async function wrappingKey(agreedX: ArrayBuffer, hash: AgreementHash, material: Bytes | null, use: "wrapKey" | "unwrapKey"): Promise<CryptoKey> {
    const shared = new ECCCMSSharedInfo({
        keyInfo: new AlgorithmIdentifier({ algorithmId: oid.aes256Wrap }),
        ...(material ? { entityUInfo: new asn1js.OctetString({ valueHex: material.buffer }) } : {}),
        suppPubInfo: new asn1js.OctetString({ valueHex: Uint8Array.of(0, 0, keyBits >> 8, keyBits & 0xff).buffer }),
    });
    const raw = await kdf(hash, agreedX, keyBits, shared.toSchema().toBER(false));
    return crypto.subtle.importKey("raw", raw, "AES-KW", false, [use]);
}

function recipientInfo(recipient: Recipient, ephemeral: ArrayBuffer, wrapped: ArrayBuffer): RecipientInfo {
    const originator = new OriginatorPublicKey({
        // Without the curve: stock openssl writes it so, and derives from what everybody else derives from.
        algorithm: new AlgorithmIdentifier({ algorithmId: oid.ecPublicKey }),
        publicKey: new asn1js.BitString({ valueHex: ephemeral }),
    });
    const wrap = new AlgorithmIdentifier({ algorithmId: oid.aes256Wrap });
    const key = new RecipientEncryptedKey({
        rid: new KeyAgreeRecipientIdentifier({ variant: 1, value: recipient.name }),
        encryptedKey: new asn1js.OctetString({ valueHex: wrapped }),
    });
    const value = new KeyAgreeRecipientInfo({
        version: 3,
        originator: new OriginatorIdentifierOrKey({ variant: 3, value: originator }),
        keyEncryptionAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.agreementSha256, algorithmParams: wrap.toSchema() }),
        recipientEncryptedKeys: new RecipientEncryptedKeys({ encryptedKeys: [key] }),
    });
    return new RecipientInfo({ variant: 2, value });
}

// A fresh key for one envelope's contents, wrapped for the recipient.
export async function agreeWith(recipient: Recipient, cipher: Cipher): Promise<Agreed> {
    const theirs = await crypto.subtle.importKey("raw", uncompressed(recipient.point), ecdh, false, []);
    const ours = await crypto.subtle.generateKey(ecdh, false, ["deriveBits"]);
    const agreedX = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, keyBits);
    const wrapping = await wrappingKey(agreedX, "SHA-256", null, "wrapKey");
    // It must be extractable to be wrapped; nothing else here asks for its bytes.
    const key = await crypto.subtle.generateKey({ name: cipher, length: keyBits }, true, ["encrypt"]);
    const wrapped = await crypto.subtle.wrapKey("raw", key, wrapping, "AES-KW");
    const ephemeral = await crypto.subtle.exportKey("raw", ours.publicKey);
    const set = new asn1js.Set({ value: [recipientInfo(recipient, ephemeral, wrapped).toSchema() as asn1js.BaseBlock] });
    return { recipients: new Uint8Array(set.toBER(false)), key };
}

// The content's key from the agreed point; null when what is wrapped was wrapped by another one.
export async function contentKey(
    agreed: Bytes,
    how: { hash: AgreementHash; material: Bytes | null; wrapped: Bytes; cipher: Cipher },
): Promise<CryptoKey | null> {
    const agreedX = uncompressed(agreed).slice(1, 33).buffer;
    const wrapping = await wrappingKey(agreedX, how.hash, how.material, "unwrapKey");
    try {
        // In pieces, CBC also encrypts: the padding that WebCrypto wants behind each (open.ts).
        const uses: KeyUsage[] = how.cipher === "AES-CBC" ? ["decrypt", "encrypt"] : ["decrypt"];
        return await crypto.subtle.unwrapKey("raw", how.wrapped, wrapping, "AES-KW", { name: how.cipher, length: keyBits }, false, uses);
    } catch {
        return null;
    }
}
