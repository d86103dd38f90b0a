// What a bidder signed inside its envelope, read as it comes by (crypto/sealing/signed_contents.hpp): CMS SignedData with
// its contents in it, by one signer on P-256 with SHA-256 over signed attributes, whose certificate comes with it.
//
// Whose certificate it is, and whether it was good, is for others to ask. Refusals: signed_malformed, signed_algorithms,
// signature_invalid, and certificate_malformed of a certificate that cannot be read.
import { sha256 } from "@noble/hashes/sha2.js";
import * as asn1js from "asn1js";
import { type Bytes, joined, sameBytes, toHex } from "../crypto/bytes";
import { type Certificate, certificateFromDer, rawSignature } from "../crypto/certificate";
import { tag } from "./ber";
import { BerReader, Malformed } from "./ber_reader";
import { SealingFault } from "./fault";
import { oid } from "./oids";
import { takeOid } from "./open";

const mostAlgorithms = 64;
const mostCertificates = 16 * 1024;
const mostSigners = 16 * 1024;

export interface Signed {
    signer: Certificate;
    digest: string; // of the contents
    size: number; // likewise
}

type Take = (piece: Uint8Array) => Promise<void>;

function need(holds: unknown, code = "signed_malformed"): asserts holds {
    if (!holds) {
        throw new SealingFault(code);
    }
}

// --- what stands around the contents ---

function itemsOf(block: unknown): asn1js.BaseBlock[] {
    need(block instanceof asn1js.Constructed);
    return block.valueBlock.value as asn1js.BaseBlock[];
}
function parsed(der: Bytes): asn1js.BaseBlock {
    const { offset, result } = asn1js.fromBER(der);
    need(offset === der.length);
    return result as asn1js.BaseBlock;
}
// As it came, never encoded anew.
function derOf(block: asn1js.BaseBlock): Bytes {
    return Uint8Array.from(block.valueBeforeDecodeView);
}
function isOid(block: unknown, wanted: string): boolean {
    return block instanceof asn1js.ObjectIdentifier && block.valueBlock.toString() === wanted;
}
function isTagged(block: asn1js.BaseBlock | undefined, number: number): boolean {
    return block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;
}
// With no parameters, or NULL.
function isAlgorithm(block: asn1js.BaseBlock | undefined, wanted: string): boolean {
    const [kind, ...parameters] = itemsOf(block);
    return isOid(kind, wanted) && (parameters.length === 0 || (parameters.length === 1 && parameters[0] instanceof asn1js.Null));
}
// The only value of the only attribute of this type.
function attribute(attributes: asn1js.BaseBlock[], type: string): asn1js.BaseBlock | null {
    const found = attributes.filter((one) => isOid(itemsOf(one)[0], type));
    const values = found[0] && itemsOf(itemsOf(found[0])[1]);
    return found.length === 1 && values?.length === 1 ? (values[0] ?? null) : null;
}
// By issuer and number; by a key's identifier there is only one certificate that could be meant.
function isNamed(name: asn1js.BaseBlock | undefined, certificate: Certificate): boolean {
    if (isTagged(name, 0)) {
        return true;
    }
    const [issuer, serial] = itemsOf(name);
    need(issuer && serial instanceof asn1js.Integer);
    const number = toHex(serial.valueBlock.valueHexView).replace(/^00(?=.)/, "");
    return sameBytes(derOf(issuer), certificate.issuer) && number === certificate.serial;
}

interface Frame {
    algorithms: Bytes;
    certificates: Bytes;
    signers: Bytes;
}

async function verifiedSigner(frame: Frame, digest: Bytes): Promise<Certificate> {
    const certificates = itemsOf(parsed(frame.certificates));
    const signers = itemsOf(parsed(frame.signers));
    need(certificates.length === 1 && certificates[0] && signers.length === 1);
    const [version, name, hashed, ...rest] = itemsOf(signers[0]);
    need(version instanceof asn1js.Integer && hashed);
    const attributes = isTagged(rest[0], 0) ? rest.shift() : undefined;
    const [signing, value] = rest;
    need(value instanceof asn1js.OctetString);
    const certificate = await certificateFromDer(derOf(certificates[0]));
    need(certificate, "certificate_malformed");
    const all = itemsOf(parsed(frame.algorithms));
    need(all.length === 1 && isAlgorithm(all[0], oid.sha256) && isAlgorithm(hashed, oid.sha256) && isAlgorithm(signing, oid.ecdsaWithSha256), "signed_algorithms");
    need(attributes && isNamed(name, certificate), "signature_invalid");
    const said = attribute(itemsOf(attributes), oid.messageDigest);
    const saysDigest = said instanceof asn1js.OctetString && sameBytes(said.valueBlock.valueHexView, digest);
    need(saysDigest && isOid(attribute(itemsOf(attributes), oid.contentType), oid.data), "signature_invalid");
    // What is signed is the SET OF, not the tag that it stands under here (RFC 5652, 5.4).
    const toBeSigned = joined(Uint8Array.of(tag.set), derOf(attributes).subarray(1));
    const signature = rawSignature(Uint8Array.from(value.valueBlock.valueHexView));
    const how = { name: "ECDSA", hash: "SHA-256" };
    need(signature && (await crypto.subtle.verify(how, certificate.key, signature, toBeSigned)), "signature_invalid");
    return certificate;
}

// --- the contents ---

async function readContents(ber: BerReader, take: Take): Promise<void> {
    const readSegment = async (): Promise<void> => {
        await ber.begin(tag.octets);
        for (let piece = await ber.read(); piece; piece = await ber.read()) {
            await take(piece);
        }
    };
    await ber.enter(tag.explicit0, "any");
    if (await ber.nextIs(tag.constructedOctets)) {
        await ber.enter(tag.constructedOctets, "any");
        while (await ber.more()) {
            await readSegment();
        }
        await ber.leave();
    } else {
        await readSegment();
    }
    await ber.leave();
}

async function readAll(ber: BerReader, take: Take): Promise<Frame> {
    await ber.enter(tag.sequence, "any");
    need((await takeOid(ber)) === oid.signedData);
    await ber.enter(tag.explicit0, "any");
    await ber.enter(tag.sequence, "any");
    await ber.takeWhole(tag.integer, 1);
    const algorithms = await ber.takeWhole(tag.set, mostAlgorithms);
    await ber.enter(tag.sequence, "any");
    need((await takeOid(ber)) === oid.data);
    await readContents(ber, take);
    await ber.leave();
    const certificates = await ber.takeWhole(tag.explicit0, mostCertificates);
    const signers = await ber.takeWhole(tag.set, mostSigners);
    await ber.leave();
    await ber.leave();
    await ber.leave();
    await ber.finish();
    return { algorithms, certificates, signers };
}

// The contents go to `take` as they are read; they count only when it ends well.
export async function readSigned(source: AsyncIterable<Uint8Array>, take: Take): Promise<Signed> {
    const hash = sha256.create();
    let size = 0;
    try {
        const frame = await readAll(new BerReader(source), async (piece) => {
            hash.update(piece);
            size += piece.length;
            await take(piece);
        });
        const digest = Uint8Array.from(hash.digest());
        return { signer: await verifiedSigner(frame, digest), digest: toHex(digest), size };
    } catch (error) {
        throw error instanceof Malformed ? new SealingFault("signed_malformed") : error;
    }
}
