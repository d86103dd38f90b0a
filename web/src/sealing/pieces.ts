// The size in which files are read, encrypted, kept and sent: the server's chunk.
import type { Bytes } from "../crypto/bytes";

export const pieceBytes = 1024 * 1024;

// Takes bytes in order; each call is waited for, so that nothing piles up.
export type Sink = (piece: Bytes) => Promise<void>;

// A file's bytes, a piece at a time: a Blob is never read whole.
export async function* piecesOf(blob: Blob): AsyncGenerator<Bytes> {
    for (let at = 0; at < blob.size; at += pieceBytes) {
        yield new Uint8Array(await blob.slice(at, at + pieceBytes).arrayBuffer());
    }
}

// Collects bytes into pieces of one size; the last may be shorter.
export class Pieces {
    private piece = new Uint8Array(pieceBytes);
    private used = 0;

    constructor(private readonly full: Sink) {}

    async write(bytes: Uint8Array): Promise<void> {
        for (let at = 0; at < bytes.length; ) {
            const now = Math.min(bytes.length - at, pieceBytes - this.used);
            this.piece.set(bytes.subarray(at, at + now), this.used);
            this.used += now;
            at += now;
            if (this.used === pieceBytes) {
                const piece = this.piece;
                this.piece = new Uint8Array(pieceBytes);
                this.used = 0;
                await this.full(piece);
            }
        }
    }
    // What is left, perhaps nothing.
    rest(): Bytes {
        return this.piece.slice(0, this.used);
    }
}

// The same bytes in pieces of that size, but for the last.
export async function* gathered(source: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
    const full: Bytes[] = [];
    const pieces = new Pieces((piece) => {
        full.push(piece);
        return Promise.resolve();
    });
    for await (const bytes of source) {
        await pieces.write(bytes);
        yield* full.splice(0);
    }
    const rest = pieces.rest();
    if (rest.length > 0) {
        yield rest;
    }
}
