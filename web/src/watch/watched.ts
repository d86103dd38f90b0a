// The tenders that a bidder's organisation watches: one list, sealed on the server, asked for whole. However many parts of
// a page show it, it is asked for once a minute, and at once when the page is looked at again.
import { computed, onScopeDispose, ref, shallowRef } from "vue";
import type { components } from "../api/schema";
import { del, get, put, Refused } from "../api/client";
import { session } from "../session";

export type WatchedTender = components["schemas"]["WatchedTender"];

const rest = 60_000;

const items = shallowRef<WatchedTender[]>([]);
const state = ref<"loading" | "ready" | "failed">("loading");
const failure = ref("");
let whose: string | null = null; // whoever signs in next sees nothing of it
let users = 0;
let turn = 0;
let asking = 0;
let timer: ReturnType<typeof setInterval> | undefined;

async function reload(): Promise<void> {
    const mine = ++turn;
    const organisation = session.value.organisation?.id ?? null;
    if (organisation !== whose) {
        whose = organisation;
        items.value = [];
        state.value = "loading";
    }
    ++asking;
    try {
        const page = await get<{ items: WatchedTender[] }>("/my/watched-tenders");
        if (mine === turn) {
            items.value = page.items;
            state.value = "ready";
            failure.value = "";
        }
    } catch (error) {
        if (mine === turn) {
            failure.value = error instanceof Refused ? error.problem.detail : "";
            state.value = "failed";
        }
    } finally {
        --asking;
    }
}
const lookAgain = (): void => {
    if (!document.hidden) {
        void reload();
    }
};

// What was answered counts; a list that was asked for before it came is asked for again.
function replaceBy(lot: string, item: WatchedTender | null): void {
    items.value = [...items.value.filter((one) => one.lot !== lot), ...(item ? [item] : [])];
    if (asking > 0) {
        void reload();
    }
}
// Watches it, or says what was seen; without a number of announcements, all of them.
async function look(lot: string, version: number, announcements?: number): Promise<WatchedTender> {
    const item = await put<WatchedTender>(`/my/watched-tenders/${lot}`, { seen_version: version, seen_announcements: announcements });
    replaceBy(lot, item);
    return item;
}
async function forget(lot: string): Promise<void> {
    try {
        await del(`/my/watched-tenders/${lot}`);
    } catch (error) {
        // Somebody of the organisation was quicker.
        if (!(error instanceof Refused && error.problem.code === "not_found")) {
            throw error;
        }
    }
    replaceBy(lot, null);
}

// Changed ones first, then those whose deadline is nearest.
const sorted = computed(() =>
    [...items.value].sort((one, other) => Number(other.changed) - Number(one.changed) || Date.parse(one.deadline) - Date.parse(other.deadline)),
);
const changed = computed(() => items.value.filter((one) => one.changed).length);

export function useWatched() {
    if (++users === 1) {
        timer = setInterval(lookAgain, rest);
        document.addEventListener("visibilitychange", lookAgain);
    }
    if (asking === 0 || whose !== (session.value.organisation?.id ?? null)) {
        void reload();
    }
    onScopeDispose(() => {
        if (--users === 0) {
            clearInterval(timer);
            document.removeEventListener("visibilitychange", lookAgain);
        }
    });
    return { items: sorted, changed, state, failure, reload, look, forget };
}
