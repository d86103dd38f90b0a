import { describe, expect, it } from "vitest";
import { faultOfPrice, stepped, stepsAbove, takesQuotes } from "../../src/bidder/price";
import { lotOf, profiles } from "../support/lot";

const lot = lotOf();
const next = lot.next_price;
const { step } = lot.terms.parcel;

describe("a price", () => {
    it("reaches the next one at least", () => {
        expect(faultOfPrice(next, lot)).toBeNull();
        expect(faultOfPrice(next - 1, lot)).toBe("too_low");
        expect(faultOfPrice(next + 1, lot)).toBeNull();
    });

    it("is raised by whole steps where the rules say so", () => {
        const whole = { ...lot, profile: profiles.shantou };
        expect(faultOfPrice(next + step, whole)).toBeNull();
        expect(faultOfPrice(next + 1, whole)).toBe("not_whole_steps");
    });

    it("moves by steps and never below the next one", () => {
        expect(stepped(next, 1, lot)).toBe(next + step);
        expect(stepped(next, -1, lot)).toBe(next);
        expect(stepped(null, 1, lot)).toBe(next + step);
        expect(stepped(Number.MAX_SAFE_INTEGER, 1, lot)).toBe(next);
        expect(stepsAbove(next + 10 * step, lot)).toBe(10);
    });

    it("is taken only while quoting is open", () => {
        expect(takesQuotes(lot)).toBe(true);
        expect(takesQuotes({ ...lot, suspended: true })).toBe(false);
        expect((["announced", "frozen", "waiting", "question", "sold"] as const).some((phase) => takesQuotes({ ...lot, phase }))).toBe(false);
    });
});
