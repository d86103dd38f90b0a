import { describe, expect, it } from "vitest";
import type { LiveLot } from "../../src/api/types";
import { merged, newQuotes } from "../../src/live/lot";
import { lotId, lotOf, quote } from "../support/lot";

function live(change: Partial<LiveLot> = {}): LiveLot {
    const { phase, suspended, next_price, until, next_moment } = lotOf();
    return { id: lotId, seq: 6, phase, suspended, next_price, until, next_moment, quotes: [], outages: [], ...change };
}

describe("a live message", () => {
    it("brings price, phase and clock up to date", () => {
        const after = merged(lotOf(), live({ next_price: 10_300_000_000, until: "2026-11-24T02:08:00Z", quotes: [quote(3, 10_200_000_000)] }));
        expect(after.leader).toMatchObject({ number: 3, price: 10_200_000_000, mine: false });
        expect(after.next_price).toBe(10_300_000_000);
        expect(after.until).toBe("2026-11-24T02:08:00Z");
        expect(after.seq).toBe(6);
    });

    it("changes nothing when it is older than what is known, or about another lot", () => {
        const lot = lotOf();
        expect(merged(lot, live({ seq: 4, next_price: 1 }))).toBe(lot);
        expect(merged(lot, live({ id: "other" }))).toBe(lot);
    });

    it("keeps the leader when its quotes are known already", () => {
        const lot = lotOf({ leader: { number: 3, price: 10_200_000_000, at: "x", mine: true } });
        expect(merged(lot, live({ quotes: [quote(3, 10_200_000_000)] })).leader?.mine).toBe(true);
    });
});

describe("new quotes", () => {
    const known = [quote(1, 100), quote(2, 200)];

    it("are those with higher numbers", () => {
        expect(newQuotes(known, live({ quotes: [quote(2, 200), quote(3, 300)] }))?.map((one) => one.number)).toEqual([3]);
        expect(newQuotes(known, live())).toEqual([]);
    });

    it("are not guessed over a gap", () => {
        expect(newQuotes(known, live({ quotes: [quote(4, 400)] }))).toBeNull();
        expect(newQuotes([], live({ quotes: [quote(2, 200)] }))).toBeNull();
    });
});
