// How long a feed has been silent. After three seconds what it shows is no longer to be trusted. A feed that talks while
// the platform commits nothing for three seconds is an outage that happens now.
import { computed, onScopeDispose, ref } from "vue";
import { monotonicNow, pulseless } from "./clock";
import { type FeedMessage, follow, type Topic } from "./feed";

export const staleAfter = 3000;

export type Freshness = "waiting" | "fresh" | "stale" | "outage";

export function freshnessOf(lastHeard: number | null, now: number, pulselessMillis: number | null = null): Freshness {
    if (lastHeard === null) {
        return "waiting";
    }
    if (now - lastHeard > staleAfter) {
        return "stale";
    }
    return pulselessMillis !== null && pulselessMillis > staleAfter ? "outage" : "fresh";
}

export function useFeed(about: string | Topic, hand: (message: FeedMessage) => void) {
    const lastHeard = ref<number | null>(null);
    const stop = follow(about, (message) => {
        lastHeard.value = performance.now();
        hand(message);
    });
    onScopeDispose(stop);
    const freshness = computed(() => freshnessOf(lastHeard.value, monotonicNow.value, pulseless.value));
    const silentFor = computed(() => {
        if (freshness.value === "outage") {
            return pulseless.value ?? 0;
        }
        return lastHeard.value === null ? 0 : Math.max(0, monotonicNow.value - lastHeard.value);
    });
    return { freshness, silentFor };
}
