// The file of a secret, what is read out of texts, and the commands that make the same without these pages.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { choose } from "../../src/i18n";
import { blindReference } from "../../src/sealing/blind";
import { fileName, fileText, readSecret } from "../../src/security/secret_file";
import { paidSecurityOf } from "../../src/security/types";
import { faultText } from "../../src/tenders/holders";
import { daylightReference, referenceCommands, sealCommand, wholeLetter } from "../../src/tenders/recipe";
import type { TenderLot } from "../../src/tenders/types";
import { answers } from "../support/tender";

const secret = "3f1c8a5e07d94b62b8f0a1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f506";
const lot = "01JD00000000000000000000T1";
const bidder = "913709003000000106";
const reference = blindReference(lot, bidder, secret);
const one = { organisation: "O", bidder, lot, lotNumber: "DY-1", lotTitle: "一标段", amount: 1, secret, reference, madeAt: "" };
const secured = (transfer: boolean): TenderLot => {
    const open = answers.open();
    return { ...open, terms: { ...open.terms, security: { amount: 100, guarantee: true, transfer } } };
};

afterEach(() => choose("zh"));

describe("the file of a secret", () => {
    it.each(["zh", "en"] as const)("is read back, written in %s", (language) => {
        choose(language);
        expect(readSecret(fileText(one), lot, bidder)).toEqual({ kind: "secret", secret });
    });

    it("has the secret alone on its first line, as `daylight seal --security` reads it", () => {
        expect(fileText(one).split("\r\n")[0]).toBe(secret);
    });

    it("does not name the lot outside", () => {
        expect(fileName(one)).toBe(`盲码密语-${reference}.txt`);
    });

    it("is refused for another lot or another bidder", () => {
        const other = "01JD00000000000000000000T2";
        expect(readSecret(fileText(one), other, bidder)).toEqual({ kind: "other", said: reference, computed: blindReference(other, bidder, secret) });
        expect(readSecret(fileText(one), lot, "913709003000000293").kind).toBe("other");
    });

    it.each([
        [secret, "secret"],
        [` ${secret}\n`, "secret"],
        [`${secret} ${secret}`, "secret"],
        [`${secret} ${"ab".repeat(16)}`, "many"],
        [secret.toUpperCase(), "none"],
        [`${secret}0`, "none"],
        [secret.slice(0, 30), "none"],
        ["", "none"],
    ])("of %j holds: %s", (text, kind) => {
        expect(readSecret(text, lot, bidder).kind).toBe(kind);
    });
});

describe("without these pages", () => {
    it("stock commands make the same reference", () => {
        const folder = mkdtempSync(join(tmpdir(), "daylight-reference-"));
        try {
            const commands = referenceCommands({ ...secured(true), id: lot }).replace("USCC", bidder);
            const said = execFileSync("sh", ["-c", commands], { cwd: folder, encoding: "utf8" }).trim();
            const made = readFileSync(join(folder, "secret"), "utf8").trim();
            expect(made).toMatch(/^[0-9a-f]{64}$/);
            expect(said).toBe(blindReference(lot, bidder, made));
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("daylight seal is told of the secret where it may be paid so", () => {
        expect(sealCommand(secured(true), "https://x", "submit")).toContain("  --security secret \\\n");
        expect(sealCommand(secured(false), "https://x", "submit")).not.toContain("--security");
        expect(daylightReference(secured(true))).toContain(`--lot ${secured(true).id} `);
    });

    it("the letter has a place for it where it may be paid so", () => {
        expect(JSON.parse(wholeLetter(secured(true)))).toHaveProperty("security");
        expect(JSON.parse(wholeLetter(secured(false)))).not.toHaveProperty("security");
    });
});

describe("in the opening hall", () => {
    it.each(["not_received", "too_small", "late", "of_another", "missing", "malformed", "not_asked"])("security_%s has words in both languages", (code) => {
        for (const language of ["zh", "en"] as const) {
            choose(language);
            const said = faultText(secured(true), `security_${code} security`);
            expect(said).not.toContain("security_");
            expect(said).not.toContain(`security ${code.replaceAll("_", " ")}`);
        }
    });

    it("what was paid is shown where the server tells it", () => {
        expect(paidSecurityOf({})).toBeNull();
        expect(paidSecurityOf({ security: null })).toBeNull();
        expect(paidSecurityOf({ security: { reference, amount: 5 } })).toEqual({ reference, amount: 5 });
    });
});
