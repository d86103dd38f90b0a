// The browser's check of a whole opening, against one that a server, a gate and officers' programs made; each lie that it
// must find is told once.
import { beforeAll, describe, expect, it } from "vitest";
import { type Bytes, fromBase64 } from "../../src/crypto/bytes";
import { trustIn } from "../../src/crypto/trust";
import { checkOpening, type CheckStep, type CheckTrust } from "../../src/tenders/check";
import { answers, type Checked } from "../support/tender";

const vector = answers.checked;

let trust: CheckTrust;
beforeAll(async () => {
    const { authority, log } = vector();
    const found = await trustIn(authority, log);
    if (!found) {
        throw new Error("the vector's keys cannot be read");
    }
    trust = found;
});

function envelopesOf({ sealed }: Checked): Map<string, Bytes> {
    return new Map(Object.entries(sealed).map(([submission, text]) => [submission, fromBase64(text) ?? new Uint8Array(0)]));
}
const run = (one: Checked, envelopes = envelopesOf(one)) => checkOpening(one.opening, one.lot, envelopes, trust);
const wrong = (steps: CheckStep[]) => steps.filter((step) => !step.ok).map(({ name, reason }) => `${name} ${reason}`);

// Four holders' proofs a run: seconds on a machine that does other things too.
describe("an opening checked in the browser", { timeout: 180_000 }, () => {
    it("holds: certificate, list, keys, every proof, and every letter out of its envelope", async () => {
        const one = vector();
        const steps = await run(one);
        expect(wrong(steps)).toEqual([]);
        expect(steps.map((step) => step.name)).toEqual([
            "certificate",
            "closing",
            "keys",
            ...one.opening.released.map(() => "parts"),
            ...one.opening.bids.map((bid) => (bid.verdict === "opened" ? "letter" : "notOpened")),
        ]);
        expect(one.opening.bids.some((bid) => bid.verdict === "revoked")).toBe(true);
    });

    it("finds a part that is not what the holder's share makes, and that nothing opens by it", async () => {
        const one = vector();
        const [first, second] = one.opening.officers.map((holder) => one.opening.released.find((part) => part.holder === holder));
        if (!first || !second) {
            throw new Error("the vector has two officers");
        }
        const points = (text: string) => (JSON.parse(text) as { points: string[] }).points;
        const mine = points(first.parts)[0] ?? "";
        first.parts = first.parts.replace(mine, points(second.parts)[0] ?? "");
        const found = wrong(await run(one));
        expect(found[0]).toBe("parts proof_invalid");
        expect(found.filter((text) => text === "letter parts_missing").length).toBe(3);
    });

    it("finds a letter that was published otherwise", async () => {
        const one = vector();
        const letter = one.opening.letters.find((text) => text.letter);
        if (letter?.letter) {
            letter.letter = letter.letter.replace("price", "prise");
        }
        expect(wrong(await run(one))).toEqual(["letter letter_differs"]);
    });

    it("finds another envelope, and two that were exchanged", async () => {
        const one = vector();
        const [first, second] = one.opening.bids.filter((bid) => bid.verdict === "opened");
        const envelopes = envelopesOf(one);
        envelopes.set(first?.submission ?? "", envelopes.get(second?.submission ?? "") ?? new Uint8Array(0));
        expect(wrong(await run(one, envelopes))).toEqual(["letter envelope_of_another"]);
    });

    it("finds a bid that is said not to open, and opens", async () => {
        const one = vector();
        const bid = one.opening.bids.find((other) => other.verdict === "opened");
        if (bid) {
            Object.assign(bid, { verdict: "revoked", fault: "signed_malformed", letter: null });
        }
        expect(wrong(await run(one))).toEqual(["notOpened letter_is_sound"]);
    });

    it("finds a list that is not the one in the log", async () => {
        const one = vector();
        one.opening.list = one.opening.list.replace('"files"', '"filez"');
        expect(wrong(await run(one))).toEqual(["closing closing_not_logged"]);
        const unproved = vector();
        unproved.opening.log_proof = null;
        expect(wrong(await run(unproved))).toEqual(["closing closing_not_logged"]);
    });

    it("finds keys that are not those of the certificate", async () => {
        const one = vector();
        one.opening.transcript = one.opening.transcript.replace('"threshold":2', '"threshold":3');
        expect(wrong(await run(one))).toEqual(["keys transcript_is_another"]);
        const fewer = vector();
        fewer.opening.officers = fewer.opening.officers.slice(0, 1);
        expect(wrong(await run(fewer))).toEqual(["keys too_few_officers"]);
    });

    it("finds a certificate that is another lot's", async () => {
        const one = vector();
        one.lot.key.certificate = "ab".repeat(32);
        expect(wrong(await run(one))).toEqual(["certificate certificate_of_another"]);
    });
});
