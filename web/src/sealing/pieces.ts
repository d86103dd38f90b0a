// The size in which files are read, encrypted, kept and sent: the server's chunk.
import type { Bytes } from "../crypto/bytes";

export const pieceBytes = 1024 * 1024;

// A file's bytes, a piece at a time: a Blob is never read whole.
export async function* piecesOf(blob: Blob): AsyncGenerator<Bytes> {
    for (let at = 0; at < blob.size; at += pieceBytes) {
        yield new Uint8Array(await blob.slice(at, at + pieceBytes).arrayBuffer());
    }
}
