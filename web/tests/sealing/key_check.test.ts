// The whole check of lot.crt as both pages make it, from what a server shows.
import { createHash } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { TenderLot } from "../../src/api/types";
import { toHex } from "../../src/crypto/bytes";
import { sign } from "../../src/crypto/jws";
import { checkLotKey, KeyUnreadable } from "../../src/sealing/key_check";
import { Workshop } from "./support";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // openssl is called many times, on a machine that may be busy
const shop = new Workshop();
const sha = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
const opensAt = "2026-12-24T02:00:00.000Z";
let shown: Record<string, string> = {};
let lot: TenderLot;

beforeAll(async () => {
    shop.makeAuthority();
    shop.issueLot("{}"); // for its key, which stands in the transcript that the certificate names
    const spare = await shop.certificate("lot");
    const point = (key: Uint8Array) => toHex(p256.Point.fromBytes(key).toBytes(true));
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", spare.key));
    const transcript = JSON.stringify({
        format: "daylight/ceremony/1",
        plan: { id: "CEREMONY", officers: 1, threshold: 1, keys: 1 },
        holders: [
            { holder: 1, name: "甲", body: "甲方" },
            { holder: 65535, name: "", body: "" },
        ],
        keys: [{ whole: point(raw) }],
    });
    const statement = { format: "daylight/lot-key/1", lot: "LOT", stage: "bids", ceremony: "CEREMONY", number: 1, transcript: sha(transcript), opens_at: opensAt, least_submissions: 3 };
    shop.issueLot(JSON.stringify(statement));
    shop.issueBidder();
    const { certificate, key } = await shop.signer();
    const { der } = await shop.certificate("lot");
    const cosignature = await sign({ lot: "LOT", certificate: sha(der) }, { alg: "ES256", typ: "daylight-cosign+jws", kid: certificate.serial }, key);
    lot = {
        id: "LOT",
        method: { stage: "bids", quorum: { least: 3 } },
        times: { deadline: opensAt },
        key: { ceremony: "CEREMONY", number: 1, certificate: sha(der), opens_at: opensAt },
        holders: [{ holder: 1, name: "甲", body_name: "甲方", cosigned: true }],
        timeline: [{ type: "key_cosigned", data: { holder: 1, signature: sha(cosignature) } }],
    } as unknown as TenderLot;
    shown = {
        "/tender-lots/LOT/lot.crt": shop.read("lot.crt"),
        "/ceremonies/CEREMONY/transcript": JSON.stringify({ text: transcript }),
        "/tender-lots/LOT/cosignatures": JSON.stringify({ items: [{ holder: 1, statement: cosignature, certificate: shop.read("bidder.crt") }] }),
        "/certificates/ca.pem": shop.read("ca.crt"),
        "/site": JSON.stringify({ log: { verifier_key: "" } }),
    };
});
afterAll(() => shop.remove());
afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
});

async function check(changes: Record<string, string | undefined> = {}, of = lot) {
    vi.stubGlobal("fetch", async (address: string) => {
        await Promise.resolve();
        const text = { ...shown, ...changes }[address.replace("/api/v1", "")];
        return text === undefined ? Response.json({ code: "not_found", detail: "没有找到。", status: 404 }, { status: 404 }) : new Response(text);
    });
    const { steps, key, isWaiting } = await checkLotKey(of);
    return { steps: steps.map(({ name, fault }) => (fault ? `${name} ${fault.code}` : name)), holds: key !== null, isWaiting };
}

describe("lot.crt, step by step", () => {
    it("holds, the officers' own signatures included", async () => {
        expect(await check()).toEqual({ steps: ["authority", "lot", "opening", "transcript", "officers"], holds: true, isWaiting: false });
    });

    it("does not hold on the platform's word for a signature", async () => {
        const none = { "/tender-lots/LOT/cosignatures": JSON.stringify({ items: [] }) };
        expect(await check(none)).toEqual({ steps: ["authority", "lot", "opening", "transcript", "officers cosignature_missing"], holds: false, isWaiting: false });
    });

    it("waits for officers who have not signed", async () => {
        const unsigned = { ...lot, timeline: [] };
        expect(await check({}, unsigned)).toEqual({ steps: ["authority", "lot", "opening", "transcript", "officers lot_key_not_ready"], holds: false, isWaiting: true });
    });

    it("stops where something is another's", async () => {
        shop.makeAuthority("other");
        expect((await check({ "/certificates/ca.pem": shop.read("other.crt") })).steps).toEqual(["authority certificate_wrong_issuer"]);
        localStorage.clear();
        expect((await check({}, { ...lot, key: { ...lot.key, certificate: "0".repeat(64) } })).steps).toEqual(["authority", "lot certificate_is_another"]);
        expect((await check({ "/ceremonies/CEREMONY/transcript": JSON.stringify({ text: "{}" }) })).steps.at(-1)).toBe("transcript transcript_is_another");
    });

    it("says nothing where a part of it cannot be had", async () => {
        await expect(check({ "/tender-lots/LOT/cosignatures": undefined })).rejects.toThrow(KeyUnreadable);
    });
});
