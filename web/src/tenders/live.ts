// A tender's lot as it is seen live. The feed says that something has changed; the lot itself is asked for again. While
// no word of it has come, moving lots are asked for by the clock too: a server from before has no such topic.
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import { get, Refused } from "../api/client";
import { procedureNow } from "../live/clock";
import type { FeedMessage } from "../live/feed";
import { useFeed } from "../live/freshness";
import { isOver, standingOf, type TenderStanding } from "./phase";
import type { TenderLot } from "./types";

// How long to rest between questions, in milliseconds; null where nothing moves by itself.
export function restBetween(standing: TenderStanding, heard: boolean): number | null {
    if (isOver(standing)) {
        return null;
    }
    const moving = standing === "closing" || standing === "waiting" || standing === "opening" || standing === "signing";
    return heard ? (moving ? 15_000 : 60_000) : moving ? 2_000 : 20_000;
}

const filesRest = 15_000; // files may still be opened after the record

export function useTenderLot(id: string) {
    const lot = shallowRef<TenderLot | null>(null);
    const state = ref<"loading" | "ready" | "failed">("loading");
    const failure = ref("");
    const heard = ref(false);
    let gone = false;

    function take(got: TenderLot): void {
        if (!gone && (!lot.value || got.seq >= lot.value.seq)) {
            lot.value = got;
            state.value = "ready";
        }
    }
    async function load(): Promise<void> {
        try {
            take(await get<TenderLot>(`/tender-lots/${id}`));
            failure.value = "";
        } catch (error) {
            failure.value = error instanceof Refused ? error.problem.detail : "";
            state.value = lot.value ? "ready" : "failed";
        }
    }

    let asking: Promise<void> | null = null;
    let askAgain = false;
    function refresh(): void {
        askAgain = true;
        asking ??= (async () => {
            while (askAgain && !gone) {
                askAgain = false;
                await load();
            }
            asking = null;
        })();
    }

    const feed = useFeed({ name: "tender_lot", id }, ({ event, data }: FeedMessage) => {
        if (event === "tender_lot") {
            heard.value = true;
            refresh();
        } else if (event === "open" && lot.value) {
            refresh();
        } else if (event === "announcement" && (data as { lots?: string[] } | null)?.lots?.includes(id)) {
            refresh();
        }
    });

    const standing = computed<TenderStanding>(() => (lot.value ? standingOf(lot.value, procedureNow.value) : "open"));
    // Time moves it too: what changes with a moment is asked for when the moment is there.
    watch(standing, (_now, before) => {
        if (before && lot.value) {
            refresh();
        }
    });

    let timer: number | undefined;
    watch(
        () => restBetween(standing.value, heard.value) ?? (lot.value?.files_wait ? filesRest : null),
        (rest) => {
            window.clearInterval(timer);
            timer = rest === null ? undefined : window.setInterval(refresh, rest);
        },
        { immediate: true },
    );
    onScopeDispose(() => {
        gone = true;
        window.clearInterval(timer);
    });

    refresh();
    return { lot, state, failure, standing, refresh, take, ...feed };
}
