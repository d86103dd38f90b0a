// A line that breaks, as sealed bytes are sent and fetched: what is worth trying again, and when.
import { Refused, Unreachable } from "../api/client";

export const leastPause = 1000;
export const mostPause = 15_000;
export const mostSilence = 300_000; // for a MiB: a line that takes longer is taken for broken

// Resolves when it is worth trying again: after so many milliseconds, or when the line is back.
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export function pauseForLine(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        const done = () => {
            clearTimeout(timer);
            removeEventListener("online", done);
            resolve();
        };
        const timer = setTimeout(done, milliseconds);
        addEventListener("online", done, { once: true });
        signal.addEventListener("abort", done, { once: true });
    });
}

// Also where the server asks to be given a moment: it says so of too many requests at once.
export function isBroken(error: unknown): boolean {
    return error instanceof Unreachable || (error instanceof Refused && (error.problem.status >= 500 || error.problem.status === 429));
}
