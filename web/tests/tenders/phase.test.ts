import { describe, expect, it } from "vitest";
import { restBetween } from "../../src/tenders/live";
import { isOver, nextMoment, standingOf, summaryStanding } from "../../src/tenders/phase";
import type { TenderLot } from "../../src/tenders/types";
import { answers } from "../support/tender";

const before = (lot: TenderLot) => Date.parse(lot.times.deadline) - 1000;

describe("where a tender's lot stands", () => {
    it("takes bids once every officer has signed its certificate", () => {
        const lot = answers.open();
        expect(standingOf(lot, before(lot))).toBe("open");
        const holders = lot.holders.map((holder) => ({ ...holder, cosigned: holder.holder !== 2 }));
        expect(standingOf({ ...lot, holders }, before(lot))).toBe("signing");
    });

    it("is being settled from its deadline on, the moment itself included", () => {
        const lot = answers.open();
        expect(standingOf(lot, Date.parse(lot.times.deadline))).toBe("closing");
        expect(standingOf({ ...lot, suspended: true }, Date.parse(lot.times.deadline))).toBe("suspended");
        expect(nextMoment(lot, "closing")).toBeNull();
        expect(nextMoment(lot, "open")).toBe(lot.times.deadline);
    });

    it("waits for the holders' parts, and tells how long", () => {
        const lot = answers.waiting();
        const now = Date.parse(lot.now);
        expect(standingOf(lot, now)).toBe("waiting");
        expect(nextMoment(lot, "waiting")).toBe(lot.adjourned_at);
        const later = new Date(now + 60_000).toISOString();
        expect(standingOf({ ...lot, waiting_since: later }, now)).toBe("reconvened");
        expect(nextMoment({ ...lot, waiting_since: later }, "reconvened")).toBe(later);
        const begun = { at: lot.now, type: "opening_begun", digest: "ab".repeat(32), data: { officers: [1, 2] } };
        expect(standingOf({ ...lot, timeline: [...lot.timeline, begun] }, now)).toBe("opening");
    });

    it.each([
        ["adjourned", answers.adjourned(), false],
        ["opened", answers.opened(), false],
        ["recorded", answers.recorded(), true],
        ["failed", answers.failed(), true],
    ] as const)("is %s as the server says", (standing, lot, over) => {
        expect(standingOf(lot, Date.parse(lot.now))).toBe(standing);
        expect(isOver(standing)).toBe(over);
    });

    it("is told in a list by state, suspension and deadline alone", () => {
        const [summary] = answers.list().items;
        if (!summary) {
            throw new Error("the list is empty");
        }
        const open = { ...summary, state: "open" as const };
        const deadline = Date.parse(summary.deadline);
        expect(summaryStanding(open, deadline - 1)).toBe("open");
        expect(summaryStanding(open, deadline)).toBe("closing");
        expect(summaryStanding({ ...open, suspended: true }, deadline - 1)).toBe("suspended");
        expect(summaryStanding({ ...summary, state: "closed" }, deadline)).toBe("waiting");
        expect(summaryStanding({ ...summary, state: "opened" }, deadline)).toBe("opened");
    });

    it("is asked for often while it moves and the feed says nothing, and never once it is over", () => {
        expect(restBetween("waiting", false)).toBe(2000);
        expect(restBetween("waiting", true)).toBe(15_000);
        expect(restBetween("open", false)).toBe(20_000);
        expect(restBetween("recorded", false)).toBeNull();
        expect(restBetween("failed", true)).toBeNull();
    });
});
