// One opening in its worker, from the page's side.
import type { Fetching } from "../sealing/download";
import type { FoundFile } from "./open_file";
import type { OpeningOrder, OpeningWord } from "./worker";

export interface Opened {
    found: FoundFile;
    isKept: boolean;
    blob: Blob | null;
}

// Why nothing came of it: what the server refused, by its own sentence; a fault by its code; or what the browser said.
export class OpeningEnded extends Error {
    constructor(
        readonly kind: "refused" | "fault" | "broken",
        readonly code: string, // of a fault, or a broken one's name
        message: string,
    ) {
        super(message);
        this.name = "OpeningEnded";
    }
}

export interface RunningOpening {
    opened: Promise<Opened>;
    stop(): void;
}

const mostPatience = 5000; // with a worker that was told to stop

export function beginOpening(order: OpeningOrder, report: (progress: Fetching) => void): RunningOpening {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    let end: (ended: OpeningEnded) => void = () => undefined;
    const opened = new Promise<Opened>((resolve, reject) => {
        end = reject;
        worker.onmessage = ({ data: word }: MessageEvent<OpeningWord>) => {
            switch (word.kind) {
                case "progress":
                    return report(word.progress);
                case "done":
                    return resolve(word);
                case "refused":
                    return reject(new OpeningEnded("refused", "", word.detail));
                case "fault":
                    return reject(new OpeningEnded("fault", word.code, word.code));
                case "broken":
                    return reject(new OpeningEnded("broken", word.name, word.message));
            }
        };
        worker.onerror = (event) => reject(new OpeningEnded("broken", "Error", event.message));
        worker.postMessage(order);
    }).finally(() => worker.terminate());
    return {
        opened,
        // The worker drops what it has written first.
        stop: () => {
            worker.postMessage("stop");
            setTimeout(() => end(new OpeningEnded("broken", "AbortError", "stopped")), mostPatience);
        },
    };
}
