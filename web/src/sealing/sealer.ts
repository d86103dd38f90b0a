// One sealing in its worker, from the page's side. A stopped one leaves pieces that do not count.
import type { Progress } from "./bid";
import { SealingFault } from "./fault";
import type { SealedBid } from "./store";
import type { SealingOrder, SealingWord } from "./worker";

// What broke while sealing: "QuotaExceededError" where there is no room, "NotReadableError" where a file changed.
export class SealingBroken extends Error {
    constructor(
        readonly causeName: string,
        message: string,
    ) {
        super(message);
        this.name = "SealingBroken";
    }
}

export interface Sealing {
    sealed: Promise<SealedBid>;
    stop(): void;
}

export function beginSealing(order: SealingOrder, report: (progress: Progress) => void): Sealing {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    let stop = (): void => undefined;
    const sealed = new Promise<SealedBid>((resolve, reject) => {
        worker.onmessage = ({ data: word }: MessageEvent<SealingWord>) => {
            if (word.kind === "progress") {
                report(word.progress);
            } else if (word.kind === "sealed") {
                resolve(word.bid);
            } else if (word.kind === "refused") {
                reject(new SealingFault(word.code, word.field, word.values));
            } else {
                reject(new SealingBroken(word.name, word.message));
            }
        };
        worker.onerror = (event) => reject(new SealingBroken("Error", event.message));
        stop = () => reject(new SealingBroken("AbortError", "stopped"));
        worker.postMessage(order);
    }).finally(() => worker.terminate());
    return { sealed, stop: () => stop() };
}
