// The same bundles as the C++ tests of crypto/proof_bundle.hpp, made and judged by that code.
import { describe, expect, it } from "vitest";
import type { LogProof, ProofBundle } from "../../src/api/types";
import { fromHex, toBase64Url, utf8 } from "../../src/crypto/bytes";
import { verifyEd25519, verifyWithNoble } from "../../src/crypto/ed25519";
import { openCheckpoint, parseVerifier } from "../../src/crypto/note";
import { checkBundle, checkLogProof, parseBundle, readReceipt, type Step } from "../../src/crypto/proof";
import { trustIn } from "../../src/crypto/trust";
import vectors from "../vectors/proofs.json";

function summary(steps: Step[]): string {
    return steps.map((step) => step.name + (step.ok ? "+" : "-")).join(" ");
}

async function trusted(one: { authority: string; verifier: string }) {
    const trust = await trustIn(one.authority, one.verifier);
    if (!trust) {
        throw new Error("the vectors' trust can be read");
    }
    return trust;
}

describe("a proof bundle", () => {
    it.each(vectors.cases)("$name: as the server's own code judges", async (one) => {
        const verdict = await checkBundle(one.bundle as ProofBundle, await trusted(one));
        expect(summary(verdict.steps)).toBe(one.verdict);
        expect(verdict.ok).toBe(!one.verdict.includes("-"));
        expect(verdict.receipt === null).toBe(!one.verdict.includes("certificate+"));
        expect(verdict.event === null).toBe(!one.verdict.includes("event_body+"));
    });

    it("is read only in its own format", () => {
        const good = vectors.cases[0]?.bundle;
        expect(parseBundle(JSON.stringify(good))).toEqual(good);
        expect(parseBundle(JSON.stringify({ ...good, format: "daylight/proof/3" }))).toBeNull();
        expect(parseBundle(JSON.stringify({ ...good, receipt: 1 }))).toBeNull();
        expect(parseBundle(JSON.stringify({ ...good, log_proof: { hashes: [1] } }))).toBeNull();
        expect(parseBundle("{}")).toBeNull();
        expect(parseBundle("no JSON")).toBeNull();
        expect(parseBundle(JSON.stringify(good) + " ".repeat(300_000))).toBeNull();
    });

    it("tells a time stamp's moment as the bundle's word, and needs none", async () => {
        const good = vectors.cases[0]?.bundle as ProofBundle;
        const trust = await trusted(vectors.cases[0] as { authority: string; verifier: string });
        const time_stamp = { log_proof: good.log_proof as LogProof, response: "MAMCAQA=", at: "2026-11-23T12:00:02.250Z" };
        const stamped = { ...good, format: "daylight/proof/2", time_stamp };
        expect(parseBundle(JSON.stringify(stamped))).toEqual(stamped);
        expect(await checkBundle(stamped, trust)).toEqual({ ...(await checkBundle(good, trust)), stampedAt: time_stamp.at });
        expect((await checkBundle(good, trust)).stampedAt).toBeNull();
        expect(parseBundle(JSON.stringify({ ...stamped, time_stamp: { ...time_stamp, at: "noon" } }))).toBeNull();
        expect(parseBundle(JSON.stringify({ ...stamped, time_stamp: { ...time_stamp, log_proof: null } }))).toBeNull();
    });

    it("says why a step did not hold", async () => {
        const reasons = async (name: string) => {
            const one = vectors.cases.find((candidate) => candidate.name === name);
            if (!one) {
                throw new Error(name);
            }
            const { steps } = await checkBundle(one.bundle as ProofBundle, await trusted(one));
            return steps.find((step) => !step.ok)?.reason;
        };
        expect(await reasons("signer certified for bidding only")).toBe("certificate_wrong_use");
        expect(await reasons("another authority of the same name")).toBe("certificate_wrong_issuer");
        expect(await reasons("signed before the certificate was valid")).toBe("certificate_not_yet_valid");
        expect(await reasons("signed when the certificate had expired")).toBe("certificate_expired");
        expect(await reasons("event that differs in seq")).toBe("event_says_otherwise");
        expect(await reasons("is provisional without a log proof")).toBe("checkpoint_missing");
    });
});

describe("a log proof", () => {
    it.each(vectors.log_proofs as LogProof[])("holds at $leaf_index of $tree_size", async (proof) => {
        const log = await parseVerifier(vectors.verifier);
        const steps = await checkLogProof(proof, vectors.event_digest, log!);
        expect(summary(steps)).toBe("checkpoint+ inclusion+");
        const elsewhere = { ...proof, leaf_index: (proof.leaf_index + 1) % proof.tree_size };
        const moved = await checkLogProof(elsewhere, vectors.event_digest, log!);
        expect(moved[1]?.ok).toBe(proof.tree_size === 1);
    });
});

// Made for the design's prototype with other tools (tests/crypto/prototype_log.hpp).
const verifierText = "log.procure.example+ce18cd34+AZrSst+k10UqLHpBkNcHqp9U/5R5H8mWG3E1srlYFFNo";
const note =
    "log.procure.example\n7\nUtwRU2dpFioumlRjpKdcfYiVoaPVJfCNDBFJwPyN4zI=\n\n" +
    "— log.procure.example zhjNNOhL+o48qKYWMzJ98Ws2cA2lxS2S3CKwKeUj4Fhm64eoLv7NL3co3bLB8kJchac85T2tnAdfJi/9vp68QEtLPQA=\n" +
    "— log.procure.example 2YHoQTBFAiAc4KMkc+qGgSdbrNCSVQiQeiq6YyFXTPk7rZZsNHNndgIhALg1A9F0H5/duS7B58RcBBywZA2JDOOG2kpOIxEVgCH1\n";

describe("a checkpoint", () => {
    it("of other tools is read, and other keys' signatures beside it are ignored", async () => {
        const verifier = await parseVerifier(verifierText);
        const checkpoint = await openCheckpoint(note, verifier!);
        expect(checkpoint?.size).toBe(7);
        expect(checkpoint?.root).toEqual(fromHex("52dc11536769162a2e9a5463a4a75c7d8895a1a3d525f08d0c1149c0fc8de332"));
    });

    it("is refused with any character of its text changed", async () => {
        const verifier = await parseVerifier(verifierText);
        const end = note.indexOf("\n\n");
        for (let at = 0; at < end; at += 3) {
            const changed = note.slice(0, at) + (note[at] === "x" ? "y" : "x") + note.slice(at + 1);
            expect(await openCheckpoint(changed, verifier!)).toBeNull();
        }
        expect(await openCheckpoint(note.trimEnd(), verifier!)).toBeNull();
        expect(await openCheckpoint(note.slice(0, end + 2), verifier!)).toBeNull();
    });

    it("needs a verifier key whose id is its own", async () => {
        expect(await parseVerifier(verifierText.replace("ce18cd34", "ce18cd35"))).toBeNull();
        expect(await parseVerifier("a+b")).toBeNull();
        expect(await parseVerifier("")).toBeNull();
    });
});

describe("Ed25519", () => {
    // RFC 8032, 7.1, test 2
    const key = fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")!;
    const signature = fromHex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    )!;

    it.each([verifyEd25519, verifyWithNoble])("holds for the RFC's vector and no other text (%o)", async (verify) => {
        expect(await verify(key, signature, Uint8Array.of(0x72))).toBe(true);
        expect(await verify(key, signature, Uint8Array.of(0x73))).toBe(false);
        expect(await verify(key, signature.slice(1), Uint8Array.of(0x72))).toBe(false);
    });
});

describe("a receipt", () => {
    const receipt = { format: "daylight/receipt/1", kind: "quote", stream: "lot:A", seq: 2, digest: "ab".repeat(32), previous_digest: "cd".repeat(32), at: "2026-11-23T12:00:00.000Z", subject: {} };
    const read = (change: object) => readReceipt(utf8(JSON.stringify({ ...receipt, ...change })));

    it("names the event before, except a stream's first", () => {
        expect(read({})).toEqual(receipt);
        expect(read({ seq: 1, previous_digest: null })?.seq).toBe(1);
        expect(read({ seq: 1 })).toBeNull();
        expect(read({ previous_digest: null })).toBeNull();
    });

    it.each([{ format: "x" }, { kind: "" }, { stream: "" }, { seq: 0 }, { seq: 1.5 }, { digest: "ab" }, { at: "soon" }, { signed_at: "soon" }, { signed_at: 1 }, { subject: [] }])(
        "is not whole with %o",
        (change) => {
            expect(read(change)).toBeNull();
        },
    );

    it("may say when it was signed by the wall clock", () => {
        expect(read({ signed_at: "2026-11-23T12:00:00.000Z" })?.signed_at).toBe("2026-11-23T12:00:00.000Z");
        expect(read({ signed_at: null })).not.toBeNull();
    });

    it("is JSON", () => {
        expect(readReceipt(utf8("no"))).toBeNull();
        expect(readReceipt(utf8("[]"))).toBeNull();
        expect(toBase64Url(utf8("no"))).toBe("bm8");
    });
});
