// One sealed bid on its way to the server, from the page's side: begun, paused, and gone on with.
import { onScopeDispose, ref, shallowRef } from "vue";
import { Refused } from "../api/client";
import { SealingFault } from "../sealing/fault";
import { pauseForLine } from "../sealing/line";
import type { SealedBid } from "../sealing/store";
import { SealedStore } from "../sealing/store";
import { type Sending, sendSealed } from "../sealing/upload";
import { sentenceOf } from "./words";

export type SendingState = "idle" | "sending" | "paused" | "whole" | "failed";

export function useSending() {
    const state = ref<SendingState>("idle");
    const progress = shallowRef<Sending>({ sent: 0, total: 1, waiting: false });
    const failure = ref("");
    let running: AbortController | null = null;

    async function send(bid: SealedBid): Promise<void> {
        const mine = new AbortController();
        running?.abort();
        running = mine;
        state.value = "sending";
        failure.value = "";
        const store = await SealedStore.open();
        try {
            await sendSealed(bid, { store, signal: mine.signal, pause: pauseForLine, report: (now) => (progress.value = now) });
            state.value = "whole";
        } catch (error) {
            if (mine.signal.aborted) {
                return;
            }
            state.value = "failed";
            failure.value = wordsOf(error);
        } finally {
            store.close();
        }
    }
    function wordsOf(error: unknown): string {
        if (error instanceof Refused) {
            return error.problem.detail;
        }
        if (error instanceof SealingFault) {
            return sentenceOf({ code: error.code, field: error.field, values: error.values });
        }
        return error instanceof Error ? error.message : String(error);
    }
    function pause(): void {
        running?.abort();
        state.value = "paused";
    }
    // The page is left: what is sent stays sent, and the rest is sent when it is opened again.
    onScopeDispose(() => running?.abort());
    return { state, progress, failure, send, pause };
}
