// One bid's file, from its sealed pieces to its contents: everything that can be found out about it on the way. The
// contents count only where `fault` is null; what they are compared with is for checks.ts.
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, fromHex, toHex } from "../crypto/bytes";
import { type Certificate, type CertificateFault, clientAuth, faultOf } from "../crypto/certificate";
import type { Cipher } from "../sealing/agreement";
import { uncompressed } from "../sealing/agreement";
import { fetched, type FetchingEnds } from "../sealing/download";
import { SealingFault } from "../sealing/fault";
import { EnvelopeReader, openedPieces } from "../sealing/open";
import { Pieces, type Sink } from "../sealing/pieces";
import { readSigned } from "../sealing/signed";

export interface SealedFile {
    size: number;
    chunk_bytes: number;
    agreed: string; // the point that opens it, compressed, in hex
}

export interface Signer {
    serial: string;
    name: string;
    organisation: string;
    uscc: string | null;
    values: string[]; // all that its subject says
    issuer: string;
    fault: CertificateFault | null; // under the authority that this browser remembers
}

export interface FoundFile {
    sealed: string; // SHA-256 of the sealed bytes
    cipher: Cipher | null;
    signer: Signer | null;
    contents: { digest: string; size: number; begins: Bytes } | null;
    fault: string | null; // why there are no contents
}

const beginning = 16; // bytes, by which kinds of files are told apart

async function signerOf(certificate: Certificate, authority: Certificate): Promise<Signer> {
    const { serial, commonName: name, organisation, uscc, subjectValues: values, issuerName: issuer } = certificate;
    // Whether it was still valid, or revoked, on the day is the platform's to judge: this browser does not know the day.
    const fault = await faultOf(certificate, authority, certificate.notBefore, clientAuth);
    return { serial, name, organisation, uscc, values, issuer, fault };
}

// Reads to the end whatever it finds, so that what was wrong with the bytes is told from what was wrong with the bid.
export async function openFile(file: SealedFile, authority: Certificate, ends: FetchingEnds, sink: Sink): Promise<FoundFile> {
    const hash = sha256.create();
    async function* watched(): AsyncGenerator<Bytes> {
        for await (const piece of fetched(file.size, file.chunk_bytes, ends)) {
            hash.update(piece);
            yield piece;
        }
    }
    const bytes = watched();
    const found: FoundFile = { sealed: "", cipher: null, signer: null, contents: null, fault: null };
    const out = new Pieces(sink);
    let begins: Bytes = new Uint8Array();
    try {
        const reader = new EnvelopeReader(bytes);
        const head = await reader.head();
        found.cipher = head.cipher;
        const agreed = uncompressed(fromHex(file.agreed) ?? new Uint8Array());
        const signed = await readSigned(openedPieces(reader, head, agreed, file.size), async (piece) => {
            begins = begins.length < beginning ? Uint8Array.from([...begins, ...piece.subarray(0, beginning - begins.length)]) : begins;
            await out.write(piece);
        });
        const rest = out.rest();
        if (rest.length > 0) {
            await sink(rest);
        }
        found.signer = await signerOf(signed.signer, authority);
        found.contents = { digest: signed.digest, size: signed.size, begins };
    } catch (error) {
        if (!(error instanceof SealingFault) || error.code === "sealed_differs") {
            throw error;
        }
        found.fault = error.code;
        // Too large to be opened here: nothing is to be found out by having all of it.
        if (error.code === "envelope_too_large") {
            return found;
        }
    }
    while (!(await bytes.next()).done) {
        // the digest is of all bytes
    }
    found.sealed = toHex(hash.digest());
    return found;
}

// The envelope as it was sealed, but with the agreed point in the place of its own: stock openssl opens it with the key 1.
// `sealed` is the digest of the bytes as they came.
export async function keepSealed(file: SealedFile, ends: FetchingEnds, sink: Sink): Promise<FoundFile> {
    const hash = sha256.create();
    const found: FoundFile = { sealed: "", cipher: null, signer: null, contents: null, fault: null };
    let isFirst = true;
    for await (const piece of fetched(file.size, file.chunk_bytes, ends)) {
        hash.update(piece);
        if (isFirst) {
            const { cipher, ephemeralAt } = await new EnvelopeReader(only(piece)).head();
            found.cipher = cipher;
            piece.set(uncompressed(fromHex(file.agreed) ?? new Uint8Array()), ephemeralAt);
            isFirst = false;
        }
        await sink(piece);
    }
    found.sealed = toHex(hash.digest());
    return found;
}
async function* only(piece: Bytes): AsyncGenerator<Bytes> {
    yield await Promise.resolve(piece.slice());
}
