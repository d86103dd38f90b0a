import { beforeAll, describe, expect, it } from "vitest";
import { type Certificate, certificateFromPem } from "../../src/crypto/certificate";
import { checkLotKey, lotKeyOf } from "../../src/tenders/lot_key";
import { answers } from "../support/tender";

let authority: Certificate;
beforeAll(async () => {
    const found = await certificateFromPem(answers.checked().authority);
    if (!found) {
        throw new Error("the authority cannot be read");
    }
    authority = found;
});

describe("lot.crt", { timeout: 90_000 }, () => {
    it("says for which lot it is and when it opens, as the lot records", async () => {
        const lot = answers.open();
        const file = await lotKeyOf(answers.lotCrt(), authority);
        expect(file?.statement).toMatchObject({ lot: lot.id, stage: "bids", opens_at: lot.key.opens_at, least_submissions: 3 });
        expect(file?.fingerprint).toBe(lot.key.certificate);
        expect(Object.values(checkLotKey(file, lot)).every(Boolean)).toBe(true);
    });

    it("does not pass for another lot, an earlier hour, or before every officer has signed it", async () => {
        const file = await lotKeyOf(answers.lotCrt(), authority);
        const lot = answers.open();
        expect(checkLotKey(file, answers.failed())).toMatchObject({ digest: false, lot: false, ceremony: false });
        const later = { ...lot.key, opens_at: "2026-03-15T00:00:00Z" };
        expect(checkLotKey(file, { ...lot, key: later }).opens).toBe(false);
        const holders = lot.holders.map((holder) => ({ ...holder, cosigned: false }));
        expect(checkLotKey(file, { ...lot, holders }).cosigned).toBe(false);
        const method = { ...lot.method, quorum: { ...lot.method.quorum, least: 1 } };
        expect(checkLotKey(file, { ...lot, method }).least).toBe(false);
    });

    it("is nothing where the file is no such certificate", async () => {
        expect(await lotKeyOf("no certificate", authority)).toBeNull();
        // The authority's own certificate seals no bid.
        expect(await lotKeyOf(answers.checked().authority, authority)).toBeNull();
        expect(Object.values(checkLotKey(null, answers.open())).filter(Boolean)).toEqual([true]); // the officers' signatures alone
    });
});
