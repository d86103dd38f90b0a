import { afterEach, describe, expect, it } from "vitest";
import { choose, t, word } from "../src/i18n";
import { en } from "../src/i18n/en";
import { zh } from "../src/i18n/zh";

// "a.b[]" for each text, with what it is.
function shapeOf(value: unknown, path = ""): string[] {
    if (typeof value === "object" && value !== null) {
        return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
    }
    return [`${path}: ${typeof value}`];
}
function textsOf(value: unknown): string[] {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).flatMap(textsOf);
    }
    return typeof value === "string" ? [value] : [(value as (...args: unknown[]) => string)(["A", "B", "C", "D"])];
}

afterEach(() => choose("zh"));

describe("the texts", () => {
    it("have the same keys in both languages", () => {
        expect(shapeOf(en).sort()).toEqual(shapeOf(zh).sort());
    });

    it("are whole: none is missing or undefined, also with values", () => {
        for (const text of [...textsOf(zh), ...textsOf(en)]) {
            expect(text).not.toContain("undefined");
        }
        expect(textsOf(zh).every((text) => text !== "")).toBe(true);
    });

    it("change with the language, which the browser is told", () => {
        expect(t.value.nav.signIn).toBe("登录");
        choose("en");
        expect(t.value.nav.signIn).toBe("Sign in");
        expect(localStorage.getItem("daylight.language")).toBe("en");
    });

    it("show a name that no table knows as it is", () => {
        expect(word(zh.lots.event, "lot_sold")).toBe("成交");
        expect(word(zh.lots.event, "something_new")).toBe("something new");
    });
});
