// One file on its way to the person's disk, from the page's side: begun, stopped, and what came of it.
import { onScopeDispose, ref, shallowRef } from "vue";
import { get, Refused, Unreachable } from "../api/client";
import { sizeText } from "../bids/words";
import { language, t } from "../i18n";
import { saveBlob } from "../lib/files";
import type { Fetching } from "../sealing/download";
import { mostWhole } from "../sealing/open";
import { endingOf, type FileFacts } from "./checks";
import type { FoundFile, SealedFile } from "./open_file";
import { beginOpening, OpeningEnded, type RunningOpening } from "./opener";
import { chooseFile } from "./saving";
import type { OpeningOrder } from "./worker";

export type OpeningState = "idle" | "choosing" | "working" | "done" | "stopped" | "failed";

export function useFileOpening(lot: () => string, facts: () => FileFacts, authority: () => string) {
    const state = ref<OpeningState>("idle");
    const how = ref<OpeningOrder["how"]>("open");
    const progress = shallowRef<Fetching | null>(null);
    const found = shallowRef<FoundFile | null>(null);
    const isKept = ref(false);
    const failure = ref("");
    const sealed = shallowRef<SealedFile | null>(null);
    let running: RunningOpening | null = null;
    const path = () => `/tender-lots/${lot()}/files/${facts().submission}/${facts().part}`;

    async function load(): Promise<SealedFile> {
        sealed.value ??= await get<SealedFile>(path());
        return sealed.value;
    }
    function wordsOf(error: unknown): string {
        const { problem } = t.value.bidFiles;
        if (error instanceof Refused) {
            return error.problem.detail;
        }
        if (error instanceof Unreachable) {
            return problem.load;
        }
        if (!(error instanceof OpeningEnded)) {
            return problem.broken(error instanceof Error ? error.message : String(error));
        }
        if (error.kind === "refused") {
            return error.message;
        }
        const known: Record<string, string> = {
            envelope_too_large: problem.envelope_too_large(sizeText(mostWhole)),
            sealed_differs: problem.sealed_differs,
            RangeError: problem.memory,
            QuotaExceededError: problem.disk,
            NotAllowedError: problem.disk,
            NoModificationAllowedError: problem.disk,
        };
        return known[error.code] ?? problem.broken(error.message);
    }
    function take(done: { found: FoundFile; isKept: boolean; blob: Blob | null }, name: string): void {
        if (done.found.fault === "envelope_too_large") {
            throw new OpeningEnded("fault", done.found.fault, done.found.fault);
        }
        found.value = done.found;
        isKept.value = done.isKept;
        state.value = "done";
        if (done.blob) {
            const ending = done.found.contents && endingOf(done.found.contents.begins);
            saveBlob(ending ? name.replace(/\.[^.]*$/, `.${ending}`) : name, done.blob);
        }
    }

    // `name`: under which it is offered to be saved. Where the browser writes no file by itself, the ending follows the contents.
    async function begin(act: OpeningOrder["how"], name: string): Promise<void> {
        how.value = act;
        failure.value = "";
        found.value = null;
        progress.value = null;
        state.value = "choosing";
        try {
            const target = await chooseFile(name);
            if (target === "cancelled") {
                state.value = "idle";
                return;
            }
            state.value = "working";
            const file = await load();
            progress.value = { done: 0, total: file.size, waiting: false };
            const order = { how: act, path: path(), file, listed: facts().listed, authority: authority(), target, language: language.value === "zh" ? "zh-CN" : "en" };
            running = beginOpening(order, (now) => (progress.value = now));
            take(await running.opened, name);
        } catch (error) {
            const isStopped = error instanceof OpeningEnded && error.code === "AbortError";
            state.value = isStopped ? "stopped" : "failed";
            failure.value = isStopped ? "" : wordsOf(error);
        } finally {
            running = null;
        }
    }
    const stop = (): void => running?.stop();
    onScopeDispose(stop);
    return { state, how, progress, found, isKept, failure, sealed, load, wordsOf, begin, stop };
}
