// The letter's rules, by the cases that `daylight seal --check` is tried with (tests/e2e/sealing.mjs).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldOfFinding, newLetter, parseDays, readTyped } from "../../src/bids/letter_draft";
import { sentenceOf } from "../../src/bids/words";
import { type BidSecurity, blindReference, freshSecret, isReference, isSecret } from "../../src/sealing/blind";
import { checkLetter, faultOfLine, type Letter, type LetterField, letterText, type LetterTerms, type LetterValue } from "../../src/sealing/letter";

const shared = JSON.parse(readFileSync(join(__dirname, "../vectors/letters.json"), "utf8")) as {
    fields: LetterField[];
    cases: { why: string; letter: Record<string, LetterValue>; found: string[]; security?: BidSecurity; secret?: string }[];
    blind_references: { lot: string; bidder: string; secret: string; reference: string }[];
};
const noSecurity: BidSecurity = { amount: 0, guarantee: true, transfer: false };
const bidder = "91320102MA1XXXXX0E";
const terms: LetterTerms = { lot: "LOT", stage: "bids", documents_version: 2, fields: shared.fields, files: ["files"], security: noSecurity };
const sound: Record<string, LetterValue> = { price: 100, price_in_words: "人民币壹元整", period: 30, leader: "王建国", quality: true };
const letterWith = (fields: Record<string, LetterValue>): Letter => newLetter(terms, bidder, fields);
const found = (letter: Letter) => checkLetter(letter, terms, bidder).map(({ code, field }) => `${code} ${field}`);

describe("an opening letter", () => {
    it.each(shared.cases)("is judged as the server judges it: $why", ({ letter, found: wanted, security, secret }) => {
        const asked = { ...terms, security: security ?? noSecurity };
        const findings = checkLetter(newLetter(asked, bidder, letter, secret ?? null), asked, bidder);
        expect(findings.map(({ code, field }) => `${code} ${field}`)).toEqual(wanted);
        expect(findings.filter((finding) => sentenceOf(finding) === finding.code)).toEqual([]);
    });

    it("counts nowhere else", () => {
        const letter = { ...letterWith(sound), lot: "LOT2", stage: "technical", documents_version: 1, bidder: "91320102MA1YYYYY0E", nonce: "a".repeat(31), files: [] };
        expect(found(letter)).toEqual([
            "letter_of_another lot",
            "letter_of_another stage",
            "letter_of_another bidder",
            "documents_outdated documents_version",
            "letter_nonce_short nonce",
            "letter_files_differ files",
        ]);
    });

    it("says bounds as money, and names both versions", () => {
        const [price] = checkLetter(letterWith({ ...sound, price: 3000000001, price_in_words: "人民币叁仟万元零壹分" }), terms, bidder);
        expect(price?.values).toEqual(["30,000,000.00"]);
        const [version] = checkLetter({ ...letterWith(sound), documents_version: 1 }, terms, bidder);
        expect(version?.values).toEqual(["2", "1"]);
        expect(sentenceOf(version ?? { code: "", field: "", values: [] })).toContain("第 1 版");
    });

    it("has a nonce that nobody guesses, another each time", () => {
        const [one, other] = [letterWith(sound).nonce, letterWith(sound).nonce];
        expect(one).toMatch(/^[0-9a-f]{64}$/);
        expect(one).not.toBe(other);
    });

    it("is written in one spelling", () => {
        const letter = { ...letterWith({ price: 1 }), nonce: "00", files: [{ part: "files", digest: "ab" }] };
        expect(letterText(letter)).toBe(
            `{"format":"daylight/letter/1","lot":"LOT","stage":"bids","bidder":"${bidder}","nonce":"00","documents_version":2,"fields":{"price":1},"files":[{"part":"files","digest":"ab"}]}`,
        );
        expect(letterText({ ...letter, security: "0f" })).toContain(`"digest":"ab"}],"security":"0f"}`);
    });
});

describe("a blind reference", () => {
    it.each(shared.blind_references)("is the server's for $secret of $bidder on $lot", ({ lot, bidder: payer, secret, reference }) => {
        expect(blindReference(lot, payer, secret)).toBe(reference);
        expect(isReference(reference)).toBe(true);
    });

    it("comes of a secret that nobody guesses, another each time", () => {
        const [one, other] = [freshSecret(), freshSecret()];
        expect(one).toMatch(/^[0-9a-f]{64}$/);
        expect(isSecret(one)).toBe(true);
        expect(one).not.toBe(other);
    });

    it.each(["", "BS", "bsEA9685C4C584C0C6C2D3", "BSEA9685C4C584C0C6C2D", "BSEA9685C4C584C0C6C2D3 ", "BSEA9685C4C584C0C6C2Dg"])("is not %j", (text) => {
        expect(isReference(text)).toBe(false);
    });
});

describe("a text", () => {
    it.each([
        ["", "empty_text"],
        ["\u3000 \u2003", "empty_text"],
        ["a\tb", "forbidden_character"],
        ["a\u202eb", "forbidden_character"],
        ["a\u{e0041}", "forbidden_character"],
        ["a\u{1ffff}", "forbidden_character"],
        ["a\ud800", "malformed_text"],
        ["字".repeat(501), "text_too_long"],
        ["𠀀".repeat(500), undefined],
    ])("%j is refused as the server refuses it", (text, code) => {
        expect(faultOfLine(text, "x", 500)?.code).toBe(code);
    });
});

describe("what is typed", () => {
    it("becomes whole fen, whole days, ticks, and amounts in words", () => {
        const { fields, faults } = readTyped(terms.fields, { price: "２５，000,000.5 元", period: "３００", leader: " 张工 ", quality: true, remark: "" });
        expect(faults).toEqual([]);
        expect(fields).toEqual({ price: 2500000050, price_in_words: "人民币贰仟伍佰万元零伍角整", period: 300, leader: "张工", quality: true });
        expect(found(letterWith(fields))).toEqual([]);
    });

    it("is told apart where it is no amount and no number of days", () => {
        const { faults, fields } = readTyped(terms.fields, { price: "1.234", period: "1.5", leader: "", quality: false });
        expect(faults).toEqual([
            { name: "price", fault: "amount" },
            { name: "period", fault: "days" },
        ]);
        expect(fields).toEqual({ quality: false });
        expect(parseDays("-3")).toBeNull();
        expect(parseDays("12345678")).toBeNull();
    });

    it("shows what is wrong with the words at the amount", () => {
        expect(fieldOfFinding({ code: "words_differ", field: "fields.price_in_words", values: [] })).toBe("fields.price");
    });
});
