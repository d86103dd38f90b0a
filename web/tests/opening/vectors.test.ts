// The library's and our own pieces against vectors that others made: RFC 9497, FROST's key generation, envelopes of stock
// tools.
import { p256_FROST } from "@noble/curves/nist.js";
import { describe, expect, it, vi } from "vitest";
import { fromBase64, fromHex, sha256Hex, toHex, utf8 } from "../../src/crypto/bytes";
import { commitmentsOf, isShare, shareOf, sharePoint, weightAtZero } from "../../src/opening/dealing";
import { openEnvelope, readEnvelope, sealToPoint } from "../../src/opening/envelope";
import { checkEquality, multiplesWithProof } from "../../src/opening/equality";
import {
    generator,
    generatorTimes,
    infinity,
    plus,
    pointFromBytes,
    pointFromHex,
    pointHex,
    scalarFromBytes,
    scalarFromHex,
    scalarHex,
    times,
} from "../../src/opening/group";
import { checkPossession, provePossession } from "../../src/opening/possession";
import { OpeningRefusal } from "../../src/opening/refusal";
import vectors from "../vectors/opening.json";

vi.setConfig({ testTimeout: 120_000 }); // for a machine that has other things to do

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array(0);
const der = (text: string) => fromBase64(text.replace(/\s/g, "")) ?? new Uint8Array(0);
export function codeOf(act: () => unknown): string {
    try {
        act();
        return "holds";
    } catch (error) {
        return error instanceof OpeningRefusal ? error.code : String(error);
    }
}
async function codeLater(act: () => Promise<unknown>): Promise<string> {
    try {
        await act();
        return "holds";
    } catch (error) {
        return error instanceof OpeningRefusal ? error.code : String(error);
    }
}

describe("points and numbers", () => {
    it("are refused where they are none", () => {
        for (const { hex } of vectors.invalid_points) {
            expect(codeOf(() => pointFromBytes(bytes(hex)))).toBe("malformed_point");
        }
        expect(codeOf(() => pointFromHex("03" + "f".repeat(64)))).toBe("malformed_point");
        expect(codeOf(() => pointFromHex("02" + "0".repeat(63) + "1"))).toBe("malformed_point"); // x = 1 is not on the curve
        expect(codeOf(() => pointFromHex("04".repeat(33)))).toBe("malformed_point");
        expect(codeOf(() => pointFromBytes(new Uint8Array(33)))).toBe("malformed_point");
        const order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        expect(codeOf(() => scalarFromHex(order))).toBe("malformed_scalar");
        expect(codeOf(() => scalarFromBytes(new Uint8Array(31)))).toBe("malformed_scalar");
        expect(scalarHex(scalarFromHex(order.slice(0, -1) + "0"))).toBe(order.slice(0, -1) + "0");
        expect(pointHex(pointFromBytes(generator.toBytes(false)))).toBe(pointHex(generator));
        expect(times(generator, 0n).is0()).toBe(true);
    });
});

describe("shares", () => {
    it("are those of the prototype, and fit its commitments", () => {
        for (const dealer of vectors.dkg.dealers) {
            const dealing = dealer.coefficients.map((hex) => scalarFromHex(hex));
            const commitments = commitmentsOf(dealing);
            expect(commitments.map(pointHex)).toEqual(dealer.commitments);
            for (const [holder, share] of Object.entries(dealer.shares)) {
                const own = shareOf(dealing, Number(holder));
                const asGiven = scalarHex(own) === share;
                expect(isShare(commitments, Number(holder), own)).toBe(true);
                expect(isShare(commitments, Number(holder), scalarFromHex(share))).toBe(asGiven);
            }
        }
    });

    it("count for what Lagrange's coefficients say, and stand for the whole", () => {
        const weights = vectors.dkg["lagrange_at_0_for_{1,3,5}"];
        for (const [holder, weight] of Object.entries(weights)) {
            expect(scalarHex(weightAtZero([1, 3, 5], Number(holder)))).toBe(weight);
        }
        const points = vectors.dkg.final_shares.filter(({ id }) => [1, 3, 5].includes(id));
        const sum = points.reduce((all, { id, Y_i }) => all.add(times(pointFromHex(Y_i), weightAtZero([1, 3, 5], id))), infinity);
        expect(pointHex(sum)).toBe(vectors.dkg.Y_officers);
        expect(pointHex(sum.add(pointFromHex(vectors.dkg.platform_gate.Y_p)))).toBe(vectors.dkg.Y);
    });
});

describe("a proof of possession", () => {
    it("is that of FROST's published key generation", () => {
        for (const { id, commitments, pok } of vectors.noble_frost_dkg.round1) {
            checkPossession(Number(BigInt("0x" + id)), pointFromHex(commitments[0] ?? ""), bytes(pok));
        }
        for (const dealer of vectors.dkg.dealers) {
            const key = pointFromHex(dealer.commitments[0] ?? "");
            checkPossession(dealer.id, key, bytes(dealer.pok));
            expect(codeOf(() => checkPossession(dealer.id + 1, key, bytes(dealer.pok)))).toBe("proof_invalid");
        }
        checkPossession(65535, pointFromHex(vectors.dkg.platform_gate.Y_p), bytes(vectors.dkg.platform_gate.pok_id_65535));
    });

    it("is taken by the library's key generation, and the other way round", () => {
        const signers = { min: 2, max: 3 };
        const names = [1, 2, 3].map((index) => p256_FROST.Identifier.fromNumber(index));
        const rounds = names.map((name) => p256_FROST.DKG.round1(name, signers));
        rounds.forEach(({ public: said }, at) => checkPossession(at + 1, pointFromBytes(said.commitment[0] as Uint8Array), said.proofOfKnowledge));
        const [, second, third] = rounds;
        const coefficients = [generatorTimes(5n), generatorTimes(7n)];
        const ours = {
            identifier: names[0] as string,
            commitment: coefficients.map((point) => point.toBytes(true)),
            proofOfKnowledge: provePossession(1, 5n, coefficients[0] as never),
        };
        if (!second || !third) {
            throw new Error("three rounds were run");
        }
        expect(Object.keys(p256_FROST.DKG.round2(second.secret, [ours, third.public])).length).toBe(2);
        const stolen = { ...ours, commitment: [generatorTimes(6n).toBytes(true), ours.commitment[1] as Uint8Array] };
        expect(() => p256_FROST.DKG.round2(second.secret, [stolen, third.public])).toThrow();
    });

    it("is refused in any other form", () => {
        const key = generatorTimes(9n);
        const proof = provePossession(2, 9n, key);
        checkPossession(2, key, proof);
        expect(toHex(provePossession(2, 9n, key))).toBe(toHex(proof)); // the same words again
        expect(codeOf(() => checkPossession(2, key, proof.slice(1)))).toBe("malformed_proof");
        expect(codeOf(() => checkPossession(2, key, Uint8Array.of(4, ...proof.slice(1))))).toBe("malformed_proof");
        expect(codeOf(() => checkPossession(2, infinity, proof))).toBe("proof_invalid");
        proof[64] = (proof[64] ?? 0) ^ 1;
        expect(codeOf(() => checkPossession(2, key, proof))).toBe("proof_invalid");
    });
});

describe("a proof of equal discrete logs", () => {
    it("is that of RFC 9497's vectors", () => {
        const { pkSm, vectors: cases, skSm } = vectors.third_party.rfc9497_voprf_p256;
        expect(pointHex(generatorTimes(scalarFromHex(skSm)))).toBe(pkSm);
        for (const { BlindedElement, EvaluationElement, Proof } of cases) {
            const of = BlindedElement.split(",").map((hex) => pointFromHex(hex));
            const are = EvaluationElement.split(",").map((hex) => pointFromHex(hex));
            checkEquality(pointFromHex(pkSm), of, are, bytes(Proof.proof));
            const made = multiplesWithProof(scalarFromHex(skSm), of);
            expect(made.multiples.map(pointHex)).toEqual(are.map(pointHex));
            checkEquality(pointFromHex(pkSm), of, made.multiples, made.proof);
        }
    });

    it("is that of the prototype, for one and for a batch", () => {
        const { Y_i, R, D, proof } = vectors.batch_proof;
        const of = R.map((hex) => pointFromHex(hex));
        const are = D.map((hex) => pointFromHex(hex));
        checkEquality(pointFromHex(Y_i), of, are, bytes(proof));
        for (const { partials } of Object.values(vectors.openings)) {
            for (const part of partials) {
                checkEquality(pointFromHex(part.Y_i), [pointFromHex(part.R)], [pointFromHex(part.D)], bytes(part.proof));
            }
        }
        const swapped = [are[1], are[0], are[2]] as typeof are;
        expect(codeOf(() => checkEquality(pointFromHex(Y_i), of, swapped, bytes(proof)))).toBe("proof_invalid");
    });

    it("proves nothing of an empty batch, of infinity, or of another key", () => {
        const { multiples, proof } = multiplesWithProof(7n, [generatorTimes(3n)]);
        const of = [generatorTimes(3n)];
        checkEquality(generatorTimes(7n), of, multiples, proof);
        expect(codeOf(() => checkEquality(generatorTimes(8n), of, multiples, proof))).toBe("proof_invalid");
        expect(codeOf(() => checkEquality(generatorTimes(7n), [], [], proof))).toBe("proof_invalid");
        expect(codeOf(() => checkEquality(generatorTimes(7n), of, [], proof))).toBe("proof_invalid");
        expect(codeOf(() => checkEquality(generatorTimes(7n), of, [infinity], proof))).toBe("proof_invalid");
        expect(codeOf(() => checkEquality(infinity, of, multiples, proof))).toBe("proof_invalid");
        expect(codeOf(() => checkEquality(generatorTimes(7n), of, multiples, proof.slice(1)))).toBe("malformed_proof");
        expect(codeOf(() => checkEquality(generatorTimes(7n), of, multiples, new Uint8Array(64).fill(255)))).toBe("malformed_proof");
    });
});

describe("an envelope", () => {
    it("of stock openssl and of pkijs opens by the agreed point", async () => {
        for (const [name, vector] of Object.entries(vectors.openings)) {
            const envelope = readEnvelope(der(vector.envelope_der_b64));
            expect(toHex(envelope.ephemeral.toBytes(false)), name).toBe(vector.R);
            const opened = await openEnvelope(envelope, pointFromHex(vector.S));
            expect(await sha256Hex(opened), name).toBe(await sha256Hex(der(vector.content_file_b64)));
        }
    });

    it("that does not fit the profile is not read", async () => {
        for (const { why, envelope_der_b64 } of vectors.negative_envelopes) {
            expect(codeOf(() => readEnvelope(der(envelope_der_b64))), why).toBe("envelope_malformed");
        }
        const sealed = await sealToPoint(generatorTimes(5n), utf8("share"));
        expect(codeOf(() => readEnvelope(Uint8Array.of(...sealed, 0)))).toBe("envelope_malformed");
        expect(codeOf(() => readEnvelope(utf8("plain text")))).toBe("envelope_malformed");
    });

    it("that we seal opens with the recipient's key alone, and not when a byte is changed", async () => {
        const sealed = await sealToPoint(generatorTimes(5n), utf8("share"));
        const envelope = readEnvelope(sealed);
        expect(new TextDecoder().decode(await openEnvelope(envelope, times(envelope.ephemeral, 5n)))).toBe("share");
        expect(await codeLater(() => openEnvelope(envelope, times(envelope.ephemeral, 6n)))).toBe("envelope_does_not_open");
        expect(await codeLater(() => openEnvelope(envelope, infinity))).toBe("envelope_does_not_open");
        const altered = readEnvelope(sealed);
        altered.sealed.content[0] = (altered.sealed.content[0] ?? 0) ^ 1;
        expect(await codeLater(() => openEnvelope(altered, times(envelope.ephemeral, 5n)))).toBe("envelope_does_not_open");
        const other = await sealToPoint(generatorTimes(5n), utf8("share"));
        expect(toHex(other)).not.toBe(toHex(sealed));
    });

    it("that proved a dealer false holds what was revealed of it", async () => {
        const { share_envelope_der_b64, D, R, officer_public, dleq_proof_rfc9497, revealed_share, expected_point, accused, by } = vectors.dkg.complaint;
        checkEquality(pointFromHex(officer_public), [pointFromHex(R)], [pointFromHex(D)], bytes(dleq_proof_rfc9497));
        const envelope = readEnvelope(der(share_envelope_der_b64));
        expect(pointHex(envelope.ephemeral)).toBe(R);
        const opened = await openEnvelope(envelope, pointFromHex(D));
        expect(toHex(opened)).toContain(revealed_share);
        const commitments = (vectors.dkg.dealers.find(({ id }) => id === accused)?.commitments ?? []).map((hex) => pointFromHex(hex));
        expect(pointHex(sharePoint(commitments, by))).toBe(expected_point);
        expect(isShare(commitments, by, scalarFromHex(revealed_share))).toBe(false);
        expect(scalarHex(plus(scalarFromHex(revealed_share), 0n))).toBe(revealed_share);
    });
});
