// Opening a sealed file of any size as it comes by: the counterpart of seal.ts, by the profile and with the refusals of
// crypto/sealing/envelope.hpp and opening.hpp.
//
// CBC goes piece by piece. WebCrypto takes no piece without its padding, so that behind each but the last stands a block
// which decrypts to nothing but padding: what the key makes of nothing, with the piece's last block as its IV. GCM it has
// in one piece only, so that such a file is in memory whole, and a large one is refused.
import * as asn1js from "asn1js";
import type { Bytes } from "../crypto/bytes";
import { type Cipher, contentKey } from "./agreement";
import { tag } from "./ber";
import { BerReader, Malformed } from "./ber_reader";
import { cipherOf, type KeyWrapping, readAlgorithm, readRecipient } from "./envelope";
import { SealingFault } from "./fault";
import { oid } from "./oids";
import { gathered, pieceBytes } from "./pieces";

export const mostWhole = 512 * 1024 * 1024; // of what GCM sealed

const mostOid = 32;
const mostRecipients = 4096;
const mostAlgorithm = 64;
const blockSize = 16;
const tagSize = 16;

export interface EnvelopeHead extends KeyWrapping {
    cipher: Cipher;
    ephemeralAt: number; // where its 65 bytes stand in the envelope
    nonce: Bytes;
}

function parsed(der: Bytes): asn1js.BaseBlock {
    const { offset, result } = asn1js.fromBER(der);
    if (offset !== der.length) {
        throw new Malformed();
    }
    return result as asn1js.BaseBlock;
}

export async function takeOid(ber: BerReader): Promise<string> {
    return (parsed(await ber.takeWhole(tag.oid, mostOid)) as asn1js.ObjectIdentifier).valueBlock.toString();
}

async function takeNumber(ber: BerReader): Promise<number> {
    return (await ber.take(tag.integer, 1))[0] ?? -1;
}

function placeOf(bytes: Uint8Array, within: Uint8Array): number {
    for (let at = 0; at + bytes.length <= within.length; ++at) {
        if (bytes.every((byte, place) => within[at + place] === byte)) {
            return at;
        }
    }
    throw new Malformed();
}

export class EnvelopeReader {
    private readonly ber: BerReader;
    private cipher: Cipher = "AES-GCM";
    private segmented = false;

    constructor(source: AsyncIterable<Uint8Array>) {
        this.ber = new BerReader(source);
    }

    // In this order: up to what is sealed; what is sealed, to its end; and the rest, which is GCM's tag.
    head(): Promise<EnvelopeHead> {
        return this.reading(() => this.readHead());
    }
    async *content(): AsyncGenerator<Uint8Array> {
        let size = 0;
        for (;;) {
            const piece = await this.reading(() => this.nextPiece());
            if (!piece) {
                break;
            }
            size += piece.length;
            yield piece;
        }
        if (size === 0 || (this.cipher === "AES-CBC" && size % blockSize !== 0)) {
            throw new SealingFault("envelope_malformed");
        }
    }
    tail(): Promise<Bytes> {
        return this.reading(() => this.readTail());
    }

    private async reading<T>(act: () => Promise<T>): Promise<T> {
        try {
            return await act();
        } catch (error) {
            throw error instanceof Malformed ? new SealingFault("envelope_malformed") : error;
        }
    }

    private async readHead(): Promise<EnvelopeHead> {
        const { ber } = this;
        if (!(await ber.nextIs(tag.sequence))) {
            throw new SealingFault("envelope_not_encrypted");
        }
        await ber.enter(tag.sequence, "any");
        const cipher = cipherOf(await takeOid(ber));
        this.cipher = cipher;
        await ber.enter(tag.explicit0, "any");
        await ber.enter(tag.sequence, "any");
        if ((await takeNumber(ber)) !== (cipher === "AES-GCM" ? 0 : 2)) {
            throw new Malformed();
        }
        const recipientsAt = ber.position;
        const recipients = await ber.takeWhole(tag.set, mostRecipients);
        const wrapping = readRecipient(parsed(recipients));
        await ber.enter(tag.sequence, "any");
        if ((await takeOid(ber)) !== oid.data) {
            throw new Malformed();
        }
        const nonce = readAlgorithm(parsed(await ber.takeWhole(tag.sequence, mostAlgorithm)), cipher);
        this.segmented = await ber.nextIs(tag.explicit0);
        if (this.segmented) {
            await ber.enter(tag.explicit0, "any");
        } else {
            await ber.begin(tag.primitive0);
        }
        return { cipher, ...wrapping, nonce, ephemeralAt: recipientsAt + placeOf(wrapping.ephemeral, recipients) };
    }

    private async nextPiece(): Promise<Uint8Array | null> {
        for (;;) {
            const piece = await this.ber.read();
            if (piece || !this.segmented || !(await this.ber.more())) {
                return piece;
            }
            await this.ber.begin(tag.octets);
        }
    }

    private async readTail(): Promise<Bytes> {
        const { ber } = this;
        if (this.segmented) {
            await ber.leave();
        }
        await ber.leave();
        const mac = this.cipher === "AES-GCM" ? await ber.take(tag.octets, tagSize) : new Uint8Array();
        if (this.cipher === "AES-GCM" && mac.length !== tagSize) {
            throw new SealingFault("envelope_algorithms");
        }
        await ber.leave();
        await ber.leave();
        await ber.leave();
        await ber.finish();
        return mac;
    }
}

async function decrypted(key: CryptoKey, cipher: Cipher, iv: Bytes, sealed: Bytes): Promise<Bytes> {
    try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: cipher, iv }, key, sealed));
    } catch (error) {
        // Anything else than what is sealed being wrong is no verdict on it.
        throw (error as { name?: unknown }).name === "OperationError" ? new SealingFault("envelope_does_not_open") : error;
    }
}

async function* openedCbc(key: CryptoKey, nonce: Bytes, content: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
    let iv = nonce;
    let held: Bytes | null = null;
    for await (const piece of gathered(content)) {
        if (held) {
            const last: Bytes = held.slice(-blockSize);
            const padding = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv: last }, key, new Uint8Array()));
            const whole = new Uint8Array(held.length + blockSize);
            whole.set(held);
            whole.set(padding, held.length);
            yield await decrypted(key, "AES-CBC", iv, whole);
            iv = last;
        }
        held = piece;
    }
    yield await decrypted(key, "AES-CBC", iv, held ?? new Uint8Array());
}

// `sealedSize`: of the envelope, which is more than what is in it.
async function openedGcm(key: CryptoKey, nonce: Bytes, reader: EnvelopeReader, sealedSize: number): Promise<Bytes> {
    const whole = new Uint8Array(sealedSize);
    let size = 0;
    for await (const piece of reader.content()) {
        whole.set(piece, size);
        size += piece.length;
    }
    whole.set(await reader.tail(), size);
    return decrypted(key, "AES-GCM", nonce, whole.subarray(0, size + tagSize));
}

// What is inside, by the agreed point (SEC 1); it counts only when it ends well. Refuses envelope_too_large where GCM
// sealed more than this page takes into memory, and envelope_does_not_open.
export async function* openedPieces(reader: EnvelopeReader, head: EnvelopeHead, agreed: Bytes, sealedSize: number): AsyncGenerator<Bytes> {
    const { cipher, nonce } = head;
    if (cipher === "AES-GCM" && sealedSize > mostWhole) {
        throw new SealingFault("envelope_too_large");
    }
    const key = await contentKey(agreed, head);
    if (!key) {
        throw new SealingFault("envelope_does_not_open");
    }
    if (cipher === "AES-CBC") {
        yield* openedCbc(key, nonce, reader.content());
        await reader.tail();
        return;
    }
    const contents = await openedGcm(key, nonce, reader, sealedSize);
    for (let at = 0; at < contents.length; at += pieceBytes) {
        yield contents.subarray(at, at + pieceBytes);
    }
}
