// Sealing as crypto/sealing/seal.hpp does it, in memory that does not grow with the file: CMS SignedData of the contents
// by the bidder's certificate, inside CMS EnvelopedData to lot.crt. Both are written as the bytes come by, in BER with
// indefinite lengths, which is what stock openssl streams too; pkijs makes whatever is small and has a structure.
//
// The cipher is AES-256-CBC and not GCM. WebCrypto has no GCM in pieces, so that a file would have to be in memory whole
// (twice), or GHASH be computed by a script. CBC goes piece by piece: each is encrypted with the last block of the one
// before as its IV, and the padding that WebCrypto puts behind every piece is dropped but for the last. What CBC lacks -
// it can be altered without an error - the signature inside makes good, and the signed act names the envelope's digest.
//
// SHA-256 is computed by a script (WebCrypto digests only what is in memory whole), once over the contents and once over
// the envelope.
import * as asn1js from "asn1js";
import { AlgorithmIdentifier, Attribute, SignedAndUnsignedAttributes, SignerInfo } from "pkijs";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, joined, toHex } from "../crypto/bytes";
import type { Certificate } from "../crypto/certificate";
import { derSignature } from "../crypto/request";
import { agreeWith, type Recipient } from "./agreement";
import { begin, element, end, header, tag } from "./ber";
import { nameOf } from "./names";
import { oid } from "./oids";
import { Pieces, type Sink } from "./pieces";

const blockBytes = 16;

export interface SealingSigner {
    certificate: Certificate;
    key: CryptoKey; // the certificate's: ECDSA on P-256
}

export interface Sealed {
    contents: string; // SHA-256 of what was sealed, in hex: what the letter binds
    digest: string; // of the envelope
    size: number; // likewise
}

function der(block: { toBER(sizeOnly?: boolean): ArrayBuffer }): Bytes {
    return new Uint8Array(block.toBER(false));
}
const oidBytes = (value: string) => der(new asn1js.ObjectIdentifier({ value }));
const version = (number: number) => der(new asn1js.Integer({ value: number }));
const algorithm = (algorithmId: string, algorithmParams?: asn1js.BaseBlock) =>
    new AlgorithmIdentifier(algorithmParams ? { algorithmId, algorithmParams } : { algorithmId });

// --- EnvelopedData around whatever is written ---

class Enveloping {
    private readonly hash = sha256.create();
    private readonly out: Pieces;
    private readonly clear: Pieces;
    private iv: Bytes = crypto.getRandomValues(new Uint8Array(blockBytes));
    private size = 0;

    private constructor(
        private readonly key: CryptoKey,
        private readonly sink: Sink,
    ) {
        this.out = new Pieces(sink);
        this.clear = new Pieces((piece) => this.encrypt(piece, false));
    }

    static async begun(recipient: Recipient, sink: Sink): Promise<Enveloping> {
        const { recipients, key } = await agreeWith(recipient, "AES-CBC");
        const made = new Enveloping(key, sink);
        const cipher = der(algorithm(oid.aes256Cbc, new asn1js.OctetString({ valueHex: made.iv.slice().buffer })).toSchema());
        await made.put(begin(tag.sequence), oidBytes(oid.envelopedData), begin(tag.explicit0, tag.sequence), version(2), recipients);
        await made.put(begin(tag.sequence), oidBytes(oid.data), cipher, begin(tag.explicit0));
        return made;
    }

    write(bytes: Uint8Array): Promise<void> {
        return this.clear.write(bytes);
    }

    async finish(): Promise<{ digest: string; size: number }> {
        await this.encrypt(this.clear.rest(), true);
        await this.put(end(5));
        const rest = this.out.rest();
        if (rest.length > 0) {
            await this.sink(rest);
        }
        return { digest: toHex(this.hash.digest()), size: this.size };
    }

    private async encrypt(clear: Bytes, isLast: boolean): Promise<void> {
        const padded = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv: this.iv }, this.key, clear));
        const sealed = isLast ? padded : padded.subarray(0, clear.length);
        this.iv = sealed.slice(-blockBytes);
        await this.put(header(tag.octets, sealed.length), sealed);
    }

    private async put(...parts: Uint8Array[]): Promise<void> {
        for (const part of parts) {
            this.hash.update(part);
            this.size += part.length;
            await this.out.write(part);
        }
    }
}

// --- SignedData around the contents ---

function signedAttributes(digest: Bytes): SignedAndUnsignedAttributes {
    const attributes = [
        new Attribute({ type: oid.contentType, values: [new asn1js.ObjectIdentifier({ value: oid.data })] }),
        new Attribute({ type: oid.messageDigest, values: [new asn1js.OctetString({ valueHex: digest.buffer })] }),
    ];
    // A SET OF stands in the order of its elements' bytes, or the signature is one over something else (X.690, 11.6).
    const sorted = attributes
        .map((attribute) => ({ attribute, text: toHex(der(attribute.toSchema())) }))
        .sort((one, other) => (one.text < other.text ? -1 : 1));
    return new SignedAndUnsignedAttributes({ type: 0, attributes: sorted.map(({ attribute }) => attribute) });
}

// The time of signing is left out: a browser's clock proves nothing, and the letter becomes public.
async function signerInfo(signer: SealingSigner, digest: Bytes): Promise<Bytes> {
    const signedAttrs = signedAttributes(digest);
    const toBeSigned = element(tag.set, ...signedAttrs.attributes.map((one) => der(one.toSchema())));
    const how = { name: "ECDSA", hash: "SHA-256" };
    const signature = derSignature(new Uint8Array(await crypto.subtle.sign(how, signer.key, toBeSigned)));
    const info = new SignerInfo({
        version: 1,
        sid: nameOf(signer.certificate),
        digestAlgorithm: algorithm(oid.sha256),
        signedAttrs,
        signatureAlgorithm: algorithm(oid.ecdsaWithSha256),
        signature: new asn1js.OctetString({ valueHex: signature.buffer }),
    });
    return der(info.toSchema());
}

// Signs and seals everything that the contents give: one byte at least, or a RangeError. Twice SHA-256, once AES.
export async function sealSigned(
    recipient: Recipient,
    signer: SealingSigner,
    contents: AsyncIterable<Uint8Array>,
    sink: Sink,
): Promise<Sealed> {
    const envelope = await Enveloping.begun(recipient, sink);
    const hash = sha256.create();
    await envelope.write(joined(begin(tag.sequence), oidBytes(oid.signedData), begin(tag.explicit0, tag.sequence), version(1)));
    await envelope.write(element(tag.set, der(algorithm(oid.sha256).toSchema())));
    await envelope.write(joined(begin(tag.sequence), oidBytes(oid.data), begin(tag.explicit0, tag.constructedOctets)));
    let empty = true;
    for await (const piece of contents) {
        if (piece.length > 0) {
            hash.update(piece);
            await envelope.write(header(tag.octets, piece.length));
            await envelope.write(piece);
            empty = false;
        }
    }
    if (empty) {
        throw new RangeError("there is nothing to seal");
    }
    const digest = Uint8Array.from(hash.digest());
    await envelope.write(joined(end(3), element(tag.explicit0, signer.certificate.der)));
    await envelope.write(joined(element(tag.set, await signerInfo(signer, digest)), end(3)));
    return { contents: toHex(digest), ...(await envelope.finish()) };
}
