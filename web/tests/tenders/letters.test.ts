import { describe, expect, it } from "vitest";
import { lowestPrice, readLetters, valueOf } from "../../src/tenders/letters";
import type { LetterField } from "../../src/tenders/types";
import { answers } from "../support/tender";

const field = (name: string, kind: LetterField["kind"], in_words = false): LetterField => ({
    name,
    label_zh: name,
    label_en: name,
    kind,
    required: true,
    least: null,
    most: null,
    in_words,
});

describe("opened letters", () => {
    it("are those whose digests the log records, in the order of the closing list", async () => {
        const lot = answers.opened();
        const letters = await readLetters(lot.bids, answers.opening());
        expect(letters.map((letter) => letter.bid.submission)).toEqual(lot.bids.map((bid) => bid.submission));
        expect(letters.map((letter) => letter.digestHolds)).toEqual(lot.bids.map((bid) => (bid.verdict === "opened" ? true : null)));
        expect(letters.find((letter) => letter.bid.verdict === "revoked")?.fields).toEqual({});
        expect(lowestPrice(letters)).toBe(2_500_000_000);
    });

    it("are found out where a text is not what was recorded", async () => {
        const bundle = answers.opening();
        const changed = bundle.letters.map((one) => ({ ...one, letter: one.letter?.replace("2500000000", "2400000000") ?? null }));
        const letters = await readLetters(answers.opened().bids, { ...bundle, letters: changed });
        expect(letters.filter((letter) => letter.digestHolds === false).map((letter) => letter.bid.bidder_name)).toEqual(["大地建设有限公司"]);
        const missing = await readLetters(answers.opened().bids, { ...bundle, letters: [] });
        expect(missing.filter((letter) => letter.digestHolds === false).length).toBe(3);
    });

    it("show what they say by the field's kind, and as it stands where it is of another type", () => {
        const fields = { price: 12345, price_in_words: "人民币壹佰贰拾叁元肆角伍分", period: 300, ok: false, name: "张工", odd: { a: 1 } };
        expect(valueOf(fields, field("price", "money", true))).toEqual({ kind: "money", fen: 12345, words: "人民币壹佰贰拾叁元肆角伍分" });
        expect(valueOf(fields, field("period", "days"))).toEqual({ kind: "days", days: 300 });
        expect(valueOf(fields, field("ok", "yes_or_no"))).toEqual({ kind: "promise", given: false });
        expect(valueOf(fields, field("name", "text"))).toEqual({ kind: "text", text: "张工" });
        expect(valueOf(fields, field("missing", "text"))).toEqual({ kind: "none" });
        expect(valueOf(fields, field("odd", "text"))).toEqual({ kind: "text", text: '{"a":1}' });
        expect(valueOf({ price: "100" }, field("price", "money"))).toEqual({ kind: "text", text: "100" });
        expect(valueOf({ price: -5 }, field("price", "money"))).toEqual({ kind: "text", text: "-5" });
    });

    it("have no lowest price where none opened", () => {
        expect(lowestPrice([])).toBeNull();
    });
});
