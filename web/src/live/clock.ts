// The server's clocks in this page: procedures run by the procedure clock (accelerated in a demonstration), signatures
// and sessions by the wall clock. Both are carried on between messages by the monotonic clock of the browser, so that
// nobody's own clock matters.
import { computed, ref } from "vue";
import type { TimeMessage } from "../api/types";
import { millis } from "../lib/time";

interface Anchor {
    procedure: number;
    wall: number;
    rate: number;
    slow: { from: number; rate: number } | null; // from a procedure moment on the clock goes at another rate
    mark: number; // of the monotonic clock, milliseconds
}

export function anchorOf(message: TimeMessage, mark: number): Anchor {
    const slow = message.slow_from ? { from: millis(message.slow_from), rate: message.slow_rate ?? 1 } : null;
    return { procedure: millis(message.procedure_now), wall: millis(message.wall_now), rate: message.rate, slow, mark };
}
export function procedureAt(anchor: Anchor, mark: number): number {
    const passed = mark - anchor.mark;
    const fast = anchor.procedure + passed * anchor.rate;
    if (!anchor.slow || fast <= anchor.slow.from) {
        return fast;
    }
    const spent = Math.max(anchor.slow.from - anchor.procedure, 0) / anchor.rate;
    return Math.max(anchor.slow.from, anchor.procedure) + (passed - spent) * anchor.slow.rate;
}
export function wallAt(anchor: Anchor, mark: number): number {
    return anchor.wall + (mark - anchor.mark);
}

const anchor = ref<Anchor>(anchorOf({ procedure_now: new Date().toISOString(), wall_now: new Date().toISOString(), rate: 1 }, 0));
const tick = ref(0);
const pulse = ref<number | null>(null); // the server's last pulse, by its wall clock

export function setClock(message: TimeMessage): void {
    anchor.value = anchorOf(message, performance.now());
    tick.value = performance.now();
    pulse.value = message.last_pulse ? millis(message.last_pulse) : null;
}

// How long the platform has committed nothing, as its own messages say: null where they say nothing of it.
export function pulselessFor(lastPulse: number | null, wall: number): number | null {
    return lastPulse === null ? null : Math.max(0, wall - lastPulse);
}
export const pulseless = computed(() => pulselessFor(pulse.value, wallAt(anchor.value, Math.max(tick.value, anchor.value.mark))));

export const procedureNow = computed(() => procedureAt(anchor.value, Math.max(tick.value, anchor.value.mark)));
export const monotonicNow = computed(() => tick.value);

export function wallNow(): number {
    return wallAt(anchor.value, performance.now());
}

// Moves the clocks on screen; four times a second, so that a shown second is never a whole one late.
export function startTicking(): () => void {
    const timer = window.setInterval(() => (tick.value = performance.now()), 250);
    return () => window.clearInterval(timer);
}
