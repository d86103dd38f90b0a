import { describe, expect, it } from "vitest";
import { groupedArea, muOf, parseArea } from "../../src/lib/area";
import { addDays, atChinaTime, chinaClock, chinaDate, countdownText, dateText, fromLocalInput, momentText, spanOf, toLocalInput } from "../../src/lib/time";

const noon = Date.parse("2026-11-23T20:30:05.123Z");

describe("a time", () => {
    it("is China's for people, whatever the reader's own zone", () => {
        expect(chinaDate(noon)).toBe("2026-11-24");
        expect(chinaClock(noon)).toBe("04:30:05");
        expect(chinaClock(noon, true)).toBe("04:30:05.123");
        expect(momentText(noon, "zh")).toBe("2026年11月24日（星期二） 04:30:05");
        expect(momentText(noon, "en")).toBe("Tue 24 Nov 2026 04:30:05");
        expect(dateText("2026-11-24", "zh")).toBe("2026年11月24日（星期二）");
    });

    it("goes into a field and comes back", () => {
        expect(toLocalInput("2026-11-23T20:30:05.000Z")).toBe("2026-11-24T04:30:05");
        expect(fromLocalInput("2026-11-24T04:30:05")).toBe("2026-11-23T20:30:05.000Z");
        expect(fromLocalInput("2026-11-24T04:30")).toBe("2026-11-23T20:30:00.000Z");
        expect(fromLocalInput("")).toBeNull();
        expect(fromLocalInput("2026-13-01T00:00")).toBeNull();
    });

    it("is counted in days over the ends of months and years", () => {
        expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
        expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
        expect(addDays("2026-11-24", 21)).toBe("2026-12-15");
        expect(atChinaTime("2026-12-15", "09:00:00")).toBe("2026-12-15T01:00:00.000Z");
    });
});

describe("a countdown", () => {
    it("shows zero only once the moment is there", () => {
        expect(spanOf(1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 1 });
        expect(spanOf(0).seconds).toBe(0);
        expect(spanOf(-5000).seconds).toBe(0);
        expect(countdownText(240_000, "zh")).toBe("00:04:00");
        expect(countdownText(239_001, "zh")).toBe("00:04:00");
        expect(countdownText(86_400_000 * 3 + 3_661_000, "zh")).toBe("3 天 01:01:01");
        expect(countdownText(86_400_000 * 3 + 3_661_000, "en")).toBe("3 d 01:01:01");
    });
});

describe("an area", () => {
    it("has two decimals and is shown grouped, with mu rounded half up", () => {
        expect(groupedArea("53333.60")).toBe("53,333.60");
        expect(parseArea("53,333.6")).toBe("53333.60");
        expect(parseArea("007")).toBe("7.00");
        expect(parseArea("1.234")).toBeNull();
        expect(parseArea("-1")).toBeNull();
        expect(muOf("666.67")).toBe("1.00");
        expect(muOf("53333.60")).toBe("80.00");
        expect(muOf("10000.00")).toBe("15.00");
    });
});
