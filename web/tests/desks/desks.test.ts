import { describe, expect, it } from "vitest";
import { readStatement } from "../../src/desks/statement";
import { draftOf, emptyTerms, termsOf } from "../../src/desks/terms";
import { proposedTimes } from "../../src/desks/times";
import { chinaDate } from "../../src/lib/time";
import { lotOf, profiles } from "../support/lot";

const day = (instant: string) => chinaDate(Date.parse(instant));
const daysBetween = (from: string, until: string) => (Date.parse(day(until)) - Date.parse(day(from))) / 86_400_000;

describe("proposed times", () => {
    it.each(Object.values(profiles))("are lawful under $id, with room for the review", (profile) => {
        const today = "2026-11-24";
        const times = proposedTimes(profile, today);
        const published = "2026-11-26T00:30:00Z"; // two days later, before the applications open
        expect(daysBetween(published, times.listing_start)).toBeGreaterThanOrEqual(profile.rules.notice_before_listing.value);
        expect(daysBetween(times.listing_start, times.listing_end)).toBeGreaterThanOrEqual(profile.rules.listing_period.value);
        expect(daysBetween(times.application_until, times.listing_end)).toBe(profile.rules.application_close_before_end.value);
        expect(times.application_from > published).toBe(true);
        expect(times.application_from < times.application_until).toBe(true);
        expect(times.deposit_until <= times.listing_end).toBe(true);
        if (profile.timed_start === "fixed_time") {
            expect(times.timed_start! >= times.listing_end).toBe(true);
        } else {
            expect(times.timed_start).toBeNull();
        }
    });
});

describe("a parcel's terms", () => {
    const { parcel } = lotOf().terms;
    const whole = { ...draftOf(parcel) };

    it("come back from the form as they went in", () => {
        const read = termsOf(whole);
        expect("terms" in read && read.terms).toEqual({
            ...parcel,
            planning: { least_plot_ratio: null, most_plot_ratio: "2.2", most_building_density: null, least_green_ratio: null, most_height: null, other: null },
            reserve_price: null,
            price_cap: null,
            joint_bidding: null,
        });
    });

    it("name every field that cannot be read", () => {
        const read = termsOf({ ...emptyTerms, term_years: "x", start_price: "1.234" });
        expect("faults" in read && read.faults.map(({ field }) => field)).toEqual([
            "terms.boundary",
            "terms.area",
            "terms.term_years",
            "terms.start_price",
            "terms.step",
            "terms.deposit",
            "terms.decision.date",
        ]);
    });
});

describe("a bank statement", () => {
    const line = { bank_reference: "BOC1", reference: "7K3M9QW2ZX4T", payer: "某某置业有限公司", amount: 2_000_000_000, received_at: "2026-03-02T01:30:00.000Z" };

    it.each([
        "7K3M9QW2ZX4T,某某置业有限公司,20000000.00,2026-03-02T09:30:00+08:00,BOC1",
        "reference,payer,amount,received_at,bank_reference\r\n7K3M9QW2ZX4T,某某置业有限公司,20000000.00,2026-03-02 09:30:00,BOC1\r\n",
        '7K3M9QW2ZX4T\t某某置业有限公司\t"20,000,000"\t2026/03/02 09:30\tBOC1',
    ])("is read: %s", (text) => {
        expect(readStatement(text)).toEqual({ lines: [line] });
    });

    it("names the first line that cannot be read", () => {
        const good = "A,B,1.00,2026-03-02 09:30:00,X1";
        expect(readStatement(`${good}\nA,B,one,2026-03-02 09:30:00,X2`)).toEqual({ wrong: 2 });
        expect(readStatement(`${good}\nA,B,1.00,yesterday,X2`)).toEqual({ wrong: 2 });
        expect(readStatement(`h,h,h,h,h\n${good}\nA,B,1.00,2026-03-02 09:30:00`)).toEqual({ wrong: 3 });
        expect(readStatement("")).toEqual({ lines: [] });
    });
});
