// What may be quoted next, as far as the page can tell; the server decides.
import type { Lot } from "../api/types";
import { isFen } from "../lib/money";

export type PriceFault = "too_low" | "not_whole_steps" | null;

export function faultOfPrice(price: number, lot: Pick<Lot, "next_price" | "profile" | "terms">): PriceFault {
    if (price < lot.next_price) {
        return "too_low";
    }
    const whole = lot.profile.increments !== "whole_steps" || (price - lot.next_price) % lot.terms.parcel.step === 0;
    return whole ? null : "not_whole_steps";
}

// One step up or down from the typed amount, never below the least next price.
export function stepped(price: number | null, direction: 1 | -1, lot: Pick<Lot, "next_price" | "terms">): number {
    const moved = (price ?? lot.next_price) + direction * lot.terms.parcel.step;
    return isFen(moved) ? Math.max(lot.next_price, moved) : lot.next_price;
}

export function stepsAbove(price: number, lot: Pick<Lot, "next_price" | "terms">): number {
    return Math.floor((price - lot.next_price) / lot.terms.parcel.step);
}

// Whether the phase takes quotes at all.
export function takesQuotes(lot: Pick<Lot, "phase" | "suspended">): boolean {
    return !lot.suspended && (lot.phase === "listing" || lot.phase === "timed");
}
