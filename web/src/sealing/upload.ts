// Sending what was sealed, a MiB at a time. The server says which pieces it lacks; a broken line is waited out and costs
// the piece that was on its way. A sealed file that the server forgot (it keeps one for a week) is begun anew.
import { get, post, putBytes, Refused, Unreachable } from "../api/client";
import type { SealedUpload } from "../api/types";
import { SealingFault } from "./fault";
import { isBroken, leastPause, mostPause, mostSilence, type Pause } from "./line";
import { pieceBytes } from "./pieces";
import type { SealedBid, SealedPart, SealedStore } from "./store";

export interface Sending {
    sent: number; // bytes that the server has, of all parts
    total: number;
    waiting: boolean; // for the line, or for a busy server
}

export interface SendingEnds {
    store: SealedStore;
    report: (sending: Sending) => void;
    signal: AbortSignal;
    pause: Pause;
}

const atOnce = 2;
const isGone = (error: unknown): boolean => error instanceof Refused && error.problem.code === "not_found";

function held(upload: SealedUpload): number {
    const missing = upload.missing.reduce((size, number) => size + Math.min(pieceBytes, upload.size - number * pieceBytes), 0);
    return upload.size - missing;
}

class Sender {
    private readonly sent = new Map<string, number>();
    private pauseNow = leastPause;

    constructor(
        private readonly bid: SealedBid,
        private readonly ends: SendingEnds,
    ) {}

    private tell(waiting: boolean): void {
        const sent = [...this.sent.values()].reduce((sum, size) => sum + size, 0);
        this.ends.report({ sent, total: this.bid.parts.reduce((sum, part) => sum + part.size, 0), waiting });
    }

    async send(part: SealedPart): Promise<void> {
        for (;;) {
            this.ends.signal.throwIfAborted();
            try {
                return await this.sendOnce(part);
            } catch (error) {
                if (isGone(error) && part.upload) {
                    await this.rename(part, null);
                } else if (isBroken(error)) {
                    this.tell(true);
                    await this.ends.pause(this.pauseNow, this.ends.signal);
                    this.pauseNow = Math.min(2 * this.pauseNow, mostPause);
                } else {
                    throw error;
                }
            }
        }
    }

    private async rename(part: SealedPart, upload: string | null): Promise<void> {
        part.upload = upload;
        await this.ends.store.keepSealed(this.bid);
    }

    private async sendOnce(part: SealedPart): Promise<void> {
        const upload = part.upload
            ? await get<SealedUpload>(`/sealed-uploads/${part.upload}`)
            : await post<SealedUpload>("/sealed-uploads", { size: part.size });
        if (part.upload !== upload.id) {
            await this.rename(part, upload.id);
        }
        this.sent.set(part.part, held(upload));
        this.tell(false);
        await this.sendMissing(part, [...upload.missing]);
        await this.finish(part, upload.id);
    }

    // All have ended before anything is tried again: where one fails, or the line is said to be gone, none is waited for.
    private async sendMissing(part: SealedPart, missing: number[]): Promise<void> {
        const line = new AbortController();
        const cut = () => line.abort();
        addEventListener("offline", cut);
        this.ends.signal.addEventListener("abort", cut);
        try {
            const workers = Array.from({ length: atOnce }, () =>
                this.sendPieces(part, missing, line).catch((error: unknown) => {
                    cut();
                    throw error;
                }),
            );
            const failures = (await Promise.allSettled(workers)).flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
            if (failures.length > 0) {
                throw failures.find((failure) => !isBroken(failure)) ?? failures[0];
            }
        } finally {
            removeEventListener("offline", cut);
            this.ends.signal.removeEventListener("abort", cut);
        }
    }

    private async sendPieces(part: SealedPart, missing: number[], line: AbortController): Promise<void> {
        for (let number = missing.shift(); number !== undefined && !line.signal.aborted; number = missing.shift()) {
            const bytes = await this.ends.store.piece(this.bid.key, part.part, number);
            if (!bytes) {
                throw new SealingFault("sealed_lost", part.part);
            }
            const silence = setTimeout(() => line.abort(), mostSilence);
            try {
                await putBytes<SealedUpload>(`/sealed-uploads/${part.upload}/chunks/${number}`, bytes, line.signal);
            } finally {
                clearTimeout(silence);
            }
            this.pauseNow = leastPause;
            this.sent.set(part.part, (this.sent.get(part.part) ?? 0) + bytes.length);
            this.tell(false);
        }
        if (line.signal.aborted) {
            throw new Unreachable();
        }
    }

    private async finish(part: SealedPart, upload: string): Promise<void> {
        const whole = await post<SealedUpload>(`/sealed-uploads/${upload}/finish`);
        if (whole.digest !== part.digest) {
            throw new SealingFault("part_digest_differs", part.part);
        }
    }
}

// Every part is with the server, read and found to fit the profile. Refuses what the server refuses, sealed_lost where
// this browser has lost a piece, and part_digest_differs where the server has another file.
export async function sendSealed(bid: SealedBid, ends: SendingEnds): Promise<void> {
    const sender = new Sender(bid, ends);
    for (const part of bid.parts) {
        await sender.send(part);
    }
}

// Gives up what was sent and not submitted, as far as the server can be reached: it forgets it by itself in a week.
export async function dropSealed(bid: SealedBid, store: SealedStore): Promise<void> {
    for (const { upload } of bid.parts) {
        if (upload) {
            await post(`/sealed-uploads/${upload}/drop`).catch(() => undefined);
        }
    }
    await store.drop(bid.key);
}
