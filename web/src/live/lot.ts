// A lot as it is seen live: the page's first answer, carried on by what the feed says.
import { computed, onScopeDispose, ref, shallowRef } from "vue";
import { get, Refused } from "../api/client";
import type { LiveLot, Lot, PageOf, QuoteView } from "../api/types";
import { isBidder } from "../session";
import type { FeedMessage } from "./feed";
import { useFeed } from "./freshness";

export function lastNumber(quotes: readonly QuoteView[]): number {
    return quotes[quotes.length - 1]?.number ?? 0;
}

// Those that are new, ascending; null when numbers are missing in between, which must then be asked for.
export function newQuotes(known: readonly QuoteView[], live: LiveLot): QuoteView[] | null {
    const last = lastNumber(known);
    const fresh = live.quotes.filter((quote) => quote.number > last).map((quote) => ({ ...quote, mine: false }));
    return fresh.every((quote, at) => quote.number === last + 1 + at) ? fresh : null;
}

// The lot after a message; the same object when the message is older than what is known.
export function merged(lot: Lot, live: LiveLot): Lot {
    if (live.id !== lot.id || live.seq < lot.seq) {
        return lot;
    }
    const newest = live.quotes[live.quotes.length - 1];
    const leader =
        newest && newest.number > (lot.leader?.number ?? 0)
            ? { number: newest.number, price: newest.price, at: newest.at, mine: false }
            : lot.leader;
    const { seq, phase, suspended, next_price, until, next_moment } = live;
    return { ...lot, seq, phase, suspended, next_price, until, next_moment, leader };
}

export const closedPhases: readonly string[] = ["sold", "failed", "terminated"];

export function useLot(id: string) {
    const lot = shallowRef<Lot | null>(null);
    const quotes = shallowRef<QuoteView[]>([]);
    const state = ref<"loading" | "ready" | "failed">("loading");
    const failure = ref("");
    let gone = false;
    onScopeDispose(() => (gone = true));

    async function loadLot(): Promise<void> {
        try {
            const got = await get<Lot>(`/lots/${id}`);
            if (!gone && (!lot.value || got.seq >= lot.value.seq)) {
                lot.value = got;
                state.value = "ready";
            }
        } catch (error) {
            failure.value = error instanceof Refused ? error.problem.detail : "";
            state.value = lot.value ? "ready" : "failed";
        }
    }

    // Everything after `after`, by pages; what stands there already is replaced, since the reader's own quotes are
    // known only to this answer.
    async function loadQuotes(after: number): Promise<void> {
        let last = after;
        for (let more = true; more && !gone; ) {
            const page = await get<PageOf<QuoteView>>(`/lots/${id}/quotes`, { after: last, limit: 100 });
            const known = quotes.value.filter((quote) => quote.number <= last);
            quotes.value = [...known, ...page.items];
            more = page.items.length === 100;
            last = lastNumber(quotes.value);
        }
    }

    let asking: Promise<void> | null = null;
    let askAgain = false;
    function refresh(): void {
        askAgain = true;
        asking ??= (async () => {
            while (askAgain && !gone) {
                askAgain = false;
                // After closing the plates of all quotes are public.
                const after = closedPhases.includes(lot.value?.phase ?? "") ? 0 : lastNumber(quotes.value);
                await Promise.allSettled([loadLot(), loadQuotes(after)]);
            }
            asking = null;
        })();
    }

    function hear(live: LiveLot): void {
        const before = lot.value;
        if (!before || live.id !== before.id) {
            return;
        }
        const fresh = newQuotes(quotes.value, live);
        lot.value = merged(before, live);
        if (fresh === null) {
            refresh();
            return;
        }
        if (fresh.length > 0) {
            const after = lastNumber(quotes.value);
            quotes.value = [...quotes.value, ...fresh];
            if (isBidder.value) {
                void loadQuotes(after).then(markLeader);
            }
        }
        // An outage moves the listing's times too, and stands in the lot's history.
        if (live.phase !== before.phase || live.suspended !== before.suspended || live.outages.length > 0) {
            refresh();
        }
    }

    function markLeader(): void {
        const leading = quotes.value[quotes.value.length - 1];
        if (lot.value && leading) {
            const { number, price, at, mine, plate } = leading;
            lot.value = { ...lot.value, leader: { number, price, at, mine, plate } };
        }
    }

    const feed = useFeed(id, ({ event, data }: FeedMessage) => {
        if (event === "lot" && data !== null) {
            hear(data as LiveLot);
        } else if (event === "open" && lot.value) {
            refresh();
        }
    });

    void Promise.allSettled([loadLot(), loadQuotes(0)]);
    const closed = computed(() => closedPhases.includes(lot.value?.phase ?? ""));
    return { lot, quotes, state, failure, closed, refresh, ...feed };
}
