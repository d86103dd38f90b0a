// A list behind keyset cursors: the first page by the query, more on demand, and again whenever the query changes.
import { ref, shallowRef, watch } from "vue";
import { get, type Query, Refused } from "../api/client";
import type { Maybe, PageOf } from "../api/types";

export function useList<Item>(path: string, query: () => Query) {
    const items = shallowRef<Item[]>([]);
    const cursor = ref<Maybe<string>>(null);
    const state = ref<"loading" | "ready" | "failed">("loading");
    const failure = ref("");
    let turn = 0;

    async function load(from: Maybe<string>): Promise<void> {
        const mine = ++turn;
        state.value = "loading";
        try {
            const page = await get<PageOf<Item>>(path, { ...query(), cursor: from });
            if (mine === turn) {
                items.value = from ? [...items.value, ...page.items] : page.items;
                cursor.value = page.next_cursor;
                state.value = "ready";
            }
        } catch (error) {
            if (mine === turn) {
                failure.value = error instanceof Refused ? error.problem.detail : "";
                state.value = "failed";
            }
        }
    }
    const reload = () => load(null);
    const more = () => load(cursor.value);
    const replace = (same: (item: Item) => boolean, by: Item) =>
        (items.value = items.value.map((item) => (same(item) ? by : item)));
    watch(query, reload, { immediate: true, deep: true });
    return { items, cursor, state, failure, reload, more, replace };
}

// One object by its address; loaded again when the address changes.
export function useObject<T>(path: () => string) {
    const value = shallowRef<T | null>(null);
    const state = ref<"loading" | "ready" | "failed">("loading");
    const failure = ref("");
    async function reload(): Promise<void> {
        const asked = path();
        try {
            const got = await get<T>(asked);
            if (asked === path()) {
                value.value = got;
                state.value = "ready";
            }
        } catch (error) {
            failure.value = error instanceof Refused ? error.problem.detail : "";
            state.value = value.value ? "ready" : "failed";
        }
    }
    watch(
        path,
        () => {
            value.value = null;
            state.value = "loading";
            void reload();
        },
        { immediate: true },
    );
    return { value, state, failure, reload };
}
