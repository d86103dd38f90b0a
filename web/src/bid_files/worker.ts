// The worker in which a file is fetched and opened, so that the page stays as quick as ever.
import { getBytes, Refused, speak } from "../api/client";
import { certificateFromPem } from "../crypto/certificate";
import type { Fetching } from "../sealing/download";
import { SealingFault } from "../sealing/fault";
import { pauseForLine } from "../sealing/line";
import { isWorthKeeping } from "./checks";
import { type FoundFile, keepSealed, openFile, type SealedFile } from "./open_file";
import { targetOf } from "./saving";

export interface OpeningOrder {
    how: "open" | "keep_sealed";
    path: string; // of the file in the API
    file: SealedFile;
    listed: string | null; // SHA-256 of the sealed bytes in the closing list
    authority: string; // PEM, as this browser remembers it
    target: FileSystemFileHandle | null;
    language: string; // of refusals
}

export type OpeningWord =
    | { kind: "progress"; progress: Fetching }
    | { kind: "done"; found: FoundFile; isKept: boolean; blob: Blob | null }
    | { kind: "refused"; detail: string }
    | { kind: "fault"; code: string }
    | { kind: "broken"; name: string; message: string };

const say = (word: OpeningWord): void => self.postMessage(word);
const ended = new AbortController();

async function open(order: OpeningOrder): Promise<void> {
    const { how, path, file, listed } = order;
    speak(order.language);
    const authority = await certificateFromPem(order.authority);
    if (!authority) {
        throw new SealingFault("certificate_malformed");
    }
    const target = await targetOf(order.target);
    const ends = {
        fetchPiece: (number: number, signal: AbortSignal) => getBytes(`${path}/chunks/${number}`, signal),
        report: (progress: Fetching) => say({ kind: "progress", progress }),
        signal: ended.signal,
        pause: pauseForLine,
    };
    const write = (piece: Uint8Array<ArrayBuffer>) => target.write(piece);
    try {
        const found = how === "open" ? await openFile(file, authority, ends, write) : await keepSealed(file, ends, write);
        const isKept = how === "open" ? isWorthKeeping(found, listed) : found.sealed === listed;
        const blob = isKept ? await target.keep() : null;
        if (!isKept) {
            await target.drop();
        }
        say({ kind: "done", found, isKept, blob });
    } catch (error) {
        await target.drop().catch(() => undefined); // what broke it is told below
        throw error;
    }
}

self.onmessage = ({ data }: MessageEvent<OpeningOrder | "stop">): void => {
    if (data === "stop") {
        ended.abort();
        return;
    }
    open(data).catch((error: unknown) => {
        if (error instanceof Refused) {
            say({ kind: "refused", detail: error.problem.detail });
        } else if (error instanceof SealingFault) {
            say({ kind: "fault", code: error.code });
        } else {
            const { name, message } = error instanceof Error || error instanceof DOMException ? error : { name: "Error", message: String(error) };
            say({ kind: "broken", name, message });
        }
    });
};
