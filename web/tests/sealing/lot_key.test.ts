// lot.crt is believed only when everything that it says holds.
import { createHash } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { toHex } from "../../src/crypto/bytes";
import { sign } from "../../src/crypto/jws";
import { checkCosignatures, type Cosignature } from "../../src/sealing/cosignatures";
import type { SealingFault } from "../../src/sealing/fault";
import { checkCosigned, checkLot, checkOpening, checkTranscript, type LotFacts, type LotKey, readLotKey } from "../../src/sealing/lot_key";
import { Workshop } from "./support";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // openssl is called many times, on a machine that may be busy
const shop = new Workshop();
const statement = {
    format: "daylight/lot-key/1",
    lot: "LOT",
    stage: "bids",
    ceremony: "CEREMONY",
    number: 2,
    transcript: "0".repeat(64),
    opens_at: "2026-12-24T02:00:00.000Z",
    least_submissions: 3,
};
const lot: LotFacts = {
    id: "LOT",
    method: { stage: "bids", quorum: { least: 3 } },
    times: { deadline: "2026-12-24T02:00:00.000Z" },
    key: { ceremony: "CEREMONY", number: 2, certificate: "", opens_at: "2026-12-24T02:00:00.000Z" },
    holders: [
        { holder: 1, name: "甲", body_name: "招标人", cosigned: true },
        { holder: 2, name: "乙", body_name: "公证处", cosigned: true },
        { holder: 65535, name: "", body_name: "", cosigned: true },
    ],
    timeline: [
        { type: "tender_lot_published", data: {} },
        { type: "key_cosigned", data: { holder: 1, signature: "a".repeat(64) } },
        { type: "key_cosigned", data: { holder: 2, signature: "b".repeat(64) } },
    ],
};
let good: LotKey;

beforeAll(async () => {
    shop.makeAuthority();
    shop.makeAuthority("other");
    shop.issueLot(JSON.stringify(statement));
    good = await readLotKey(shop.read("lot.crt"), await shop.certificate("ca"));
    lot.key.certificate = createHash("sha256").update(good.certificate.der).digest("hex");
});
afterAll(() => shop.remove());

async function refusal(act: () => unknown): Promise<string> {
    try {
        await act();
        return "";
    } catch (error) {
        const { code, field } = error as SealingFault;
        return `${code} ${field}`.trim();
    }
}
const read = async (name: string, authority = "ca") => readLotKey(shop.read(`${name}.crt`), await shop.certificate(authority));

describe("a lot's certificate", () => {
    it("says for whose opening its key is", () => {
        expect(good.statement).toEqual(statement);
        expect(good.point).toHaveLength(65);
    });

    it("counts under the authority that is known, and for bid sealing alone", async () => {
        expect(await refusal(() => read("lot", "other"))).toBe("certificate_wrong_issuer lot.crt");
        shop.issueLot(JSON.stringify(statement), { name: "client", use: "clientAuth" });
        expect(await refusal(() => read("client"))).toBe("certificate_wrong_use lot.crt");
        shop.issueLot(JSON.stringify(statement), { name: "signing", usage: "digitalSignature" });
        expect(await refusal(() => read("signing"))).toBe("certificate_wrong_use lot.crt");
        expect(await refusal(() => readLotKey("no certificate", good.certificate))).toBe("certificate_malformed lot.crt");
    });

    it.each([
        ["another format", { format: "daylight/lot-key/2" }],
        ["no number", { number: 0 }],
        ["no quorum", { least_submissions: 0 }],
        ["no time", { opens_at: "soon" }],
        ["no digest", { transcript: "AB" }],
    ])("has a statement of exactly its form: %s", async (_, change) => {
        shop.issueLot(JSON.stringify({ ...statement, ...change }), { name: "odd" });
        expect(await refusal(() => read("odd"))).toBe("lot_key_malformed");
    });

    it("is the one that the lot's record names, and opens neither earlier than was announced nor later than the deadline", async () => {
        expect(await refusal(() => checkLot(good, lot))).toBe("");
        expect(await refusal(() => checkLot(good, { ...lot, id: "LOT2" }))).toBe("envelope_for_another lot");
        expect(await refusal(() => checkLot(good, { ...lot, method: { ...lot.method, stage: "second" } }))).toBe("stage_is_another stage");
        expect(await refusal(() => checkLot(good, { ...lot, key: { ...lot.key, number: 3 } }))).toBe("key_is_another number");
        expect(await refusal(() => checkLot(good, { ...lot, key: { ...lot.key, ceremony: "ANOTHER" } }))).toBe("key_is_another number");
        expect(await refusal(() => checkLot(good, { ...lot, key: { ...lot.key, certificate: "0".repeat(64) } }))).toBe("certificate_is_another certificate");
        expect(await refusal(() => checkOpening(good, lot))).toBe("");
        expect(await refusal(() => checkOpening(good, { ...lot, key: { ...lot.key, opens_at: "2026-12-24T02:00:00.001Z" } }))).toBe("opens_early opens_at");
        expect(await refusal(() => checkOpening(good, { ...lot, times: { deadline: "2027-01-24T02:00:00.000Z" } }))).toBe("");
        expect(await refusal(() => checkOpening(good, { ...lot, times: { deadline: "2026-12-24T01:59:59.999Z" } }))).toBe("envelope_for_another opens_at");
        expect(await refusal(() => checkOpening(good, { ...lot, method: { stage: "bids", quorum: { least: 2 } } }))).toBe("quorum_differs least_submissions");
    });
});

describe("its key", () => {
    const transcript = (change: (key: string) => string = (key) => key) =>
        JSON.stringify({
            format: "daylight/ceremony/1",
            plan: { id: "CEREMONY", officers: 2, threshold: 2, keys: 2 },
            holders: [
                { holder: 1, name: "甲", body: "招标人" },
                { holder: 2, name: "乙", body: "公证处" },
                { holder: 65535, name: "", body: "" },
            ],
            keys: [{ whole: toHex(p256.Point.BASE.toBytes(true)) }, { whole: change(toHex(p256.Point.fromBytes(good.point).toBytes(true))) }],
        });
    const sealedFor = (text: string, changes = {}): LotKey => ({
        ...good,
        statement: { ...statement, transcript: createHash("sha256").update(text).digest("hex"), ...changes },
    });

    it("is the one that the officers made together", async () => {
        const text = transcript();
        expect(await checkTranscript(sealedFor(text), text)).toEqual([
            { holder: 1, name: "甲", body: "招标人" },
            { holder: 2, name: "乙", body: "公证处" },
        ]);
    });

    it("is no other one, and out of no other transcript", async () => {
        const text = transcript();
        const other = transcript(() => toHex(p256.Point.BASE.double().toBytes(true)));
        expect(await refusal(() => checkTranscript(good, text))).toBe("transcript_is_another");
        expect(await refusal(() => checkTranscript(sealedFor(other), other))).toBe("transcript_is_another");
        expect(await refusal(() => checkTranscript(sealedFor(text, { number: 1 }), text))).toBe("transcript_is_another");
        expect(await refusal(() => checkTranscript(sealedFor(text, { number: 3 }), text))).toBe("transcript_is_another");
        expect(await refusal(() => checkTranscript(sealedFor(text, { ceremony: "ANOTHER" }), text))).toBe("transcript_is_another");
        expect(await refusal(() => checkTranscript(sealedFor("{}"), "{}"))).toBe("transcript_malformed");
    });

    it("is signed for by every officer, or nothing is sealed to it", async () => {
        const officers = [
            { holder: 1, name: "甲", body: "招标人" },
            { holder: 2, name: "乙", body: "公证处" },
        ];
        expect(await refusal(() => checkCosigned(officers, lot))).toBe("");
        expect(await refusal(() => checkCosigned([], lot))).toBe("lot_key_not_ready holders");
        expect(await refusal(() => checkCosigned(officers, { ...lot, timeline: lot.timeline.slice(0, 2) }))).toBe("lot_key_not_ready holders");
        const unsigned = lot.holders.map((one) => ({ ...one, cosigned: one.holder !== 2 }));
        expect(await refusal(() => checkCosigned(officers, { ...lot, holders: unsigned }))).toBe("lot_key_not_ready holders");
    });

    it("is sealed to under the officers' own signatures, and nobody's word for them", async () => {
        shop.issueBidder();
        const { certificate, key } = await shop.signer();
        const authority = await shop.certificate("ca");
        const digest = createHash("sha256").update(good.certificate.der).digest("hex");
        const officers = [{ holder: 1, name: "甲", body: "甲方" }];
        const signed = async (changes = {}, typ = "daylight-cosign+jws") => [
            { holder: 1, statement: await sign({ lot: "LOT", certificate: digest, ...changes }, { alg: "ES256", typ, kid: certificate.serial }, key), certificate: shop.read("bidder.crt") },
        ];
        const digestsOf = (given: Cosignature[]) => new Map(given.map((one) => [one.holder, createHash("sha256").update(one.statement).digest("hex")]));
        const fault = (given: Cosignature[], who = officers, under = authority, logged = digestsOf(given)) =>
            refusal(() => checkCosignatures(good, who, { given, logged, authority: under }));
        expect(await fault(await signed())).toBe("");
        expect(await fault([])).toBe("cosignature_missing holders");
        expect(await fault(await signed({ lot: "OTHER" }))).toBe("cosignature_of_another holders");
        expect(await fault(await signed({ certificate: "0".repeat(64) }))).toBe("cosignature_of_another holders");
        expect(await fault(await signed({}, "daylight-ceremony+jws"))).toBe("cosignature_of_another holders");
        expect(await fault(await signed(), [{ holder: 1, name: "甲", body: "公证处" }])).toBe("cosignature_of_another holders");
        expect(await fault(await signed(), officers, await shop.certificate("other"))).toBe("cosignature_of_another holders");
        // A good one, and not the one that the log names.
        expect(await fault(await signed(), officers, authority, new Map([[1, "0".repeat(64)]]))).toBe("cosignature_of_another holders");
        const [own] = await signed();
        expect(await fault([{ holder: 1, certificate: own?.certificate ?? "", statement: `${own?.statement.slice(0, -4)}AAAA` }])).toBe("cosignature_of_another holders");
    });
});
