// Fetching what was sealed, a piece at a time and in order: the counterpart of upload.ts. A broken line is waited out and
// costs the piece that was on its way; the next piece is fetched while one is looked at.
import { Unreachable } from "../api/client";
import type { Bytes } from "../crypto/bytes";
import { SealingFault } from "./fault";
import { isBroken, leastPause, mostPause, mostSilence, type Pause } from "./line";

export interface Fetching {
    done: number; // bytes that have come
    total: number;
    waiting: boolean; // for the line, or for a busy server
}

export interface FetchingEnds {
    fetchPiece: (number: number, signal: AbortSignal) => Promise<Bytes>;
    report: (fetching: Fetching) => void;
    signal: AbortSignal;
    pause: Pause;
}

const ahead = 2;

class Fetcher {
    private pauseNow = leastPause;
    private done = 0;

    constructor(
        private readonly size: number,
        private readonly pieceSize: number,
        private readonly ends: FetchingEnds,
    ) {}

    private tell(waiting: boolean): void {
        this.ends.report({ done: this.done, total: this.size, waiting });
    }

    // One try, which the page's end, an absent line or a long silence cuts.
    private async tryOnce(number: number): Promise<Bytes> {
        const line = new AbortController();
        const cut = () => line.abort();
        addEventListener("offline", cut);
        this.ends.signal.addEventListener("abort", cut);
        const silence = setTimeout(cut, mostSilence);
        try {
            return await this.ends.fetchPiece(number, line.signal);
        } catch (error) {
            throw line.signal.aborted ? new Unreachable() : error;
        } finally {
            clearTimeout(silence);
            removeEventListener("offline", cut);
            this.ends.signal.removeEventListener("abort", cut);
        }
    }

    async piece(number: number): Promise<Bytes> {
        for (;;) {
            this.ends.signal.throwIfAborted();
            try {
                const bytes = await this.tryOnce(number);
                if (bytes.length !== Math.min(this.pieceSize, this.size - number * this.pieceSize)) {
                    throw new SealingFault("sealed_differs");
                }
                this.done += bytes.length;
                this.pauseNow = leastPause;
                this.tell(false);
                return bytes;
            } catch (error) {
                if (!isBroken(error)) {
                    throw error;
                }
                this.tell(true);
                await this.ends.pause(this.pauseNow, this.ends.signal);
                this.pauseNow = Math.min(2 * this.pauseNow, mostPause);
            }
        }
    }
}

// All `size` bytes. Refuses what the server refuses, and sealed_differs where it says another size than it gives; an end
// by the signal is the signal's own error.
export async function* fetched(size: number, pieceSize: number, ends: FetchingEnds): AsyncGenerator<Bytes> {
    if (!(Number.isSafeInteger(size) && size > 0 && Number.isSafeInteger(pieceSize) && pieceSize > 0)) {
        throw new SealingFault("sealed_differs");
    }
    const fetcher = new Fetcher(size, pieceSize, ends);
    const coming: Promise<Bytes>[] = [];
    for (let number = 0, next = 0; number * pieceSize < size; ++number) {
        for (; next < number + ahead && next * pieceSize < size; ++next) {
            const piece = fetcher.piece(next);
            piece.catch(() => undefined); // told when its turn comes
            coming.push(piece);
        }
        yield await (coming.shift() as Promise<Bytes>);
    }
}
