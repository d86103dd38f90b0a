import { describe, expect, it } from "vitest";
import { parseTable, toCsv } from "../../src/lib/files";

describe("a table as CSV", () => {
    it("quotes what must be quoted and comes back as it was", () => {
        const rows = [["a,b", 'say "so"', "two\nlines"], ["1", "", "x"]];
        const text = toCsv(["一", "二", "三"], rows);
        expect(text.startsWith("\ufeff一,二,三\r\n")).toBe(true);
        expect(parseTable(text)).toEqual([["一", "二", "三"], ...rows]);
    });

    it("lets no spreadsheet run a cell", () => {
        expect(toCsv(["h"], [["=1+1"], ["+86"], ["-x"], ["@y"], [-5]])).toBe("\ufeffh\r\n'=1+1\r\n'+86\r\n'-x\r\n'@y\r\n-5\r\n");
    });

    it("is read with tabs too, and without empty lines", () => {
        expect(parseTable("a\tb, c\n\n d \te\n")).toEqual([["a", "b, c"], ["d", "e"]]);
    });
});
