// Proofs that one secret number stands behind all of a batch: B = k·G and every D = k·C, exactly as RFC 9497, 2.2 has
// them for VOPRF with P-256 and SHA-256. The library's evaluation of a batch of blinded elements makes them, and its
// finalisation, with nothing blinded, checks them. 64 bytes: c and s.
import { p256_oprf } from "@noble/curves/nist.js";
import type { Bytes } from "../crypto/bytes";
import { compressed, generatorTimes, type Point, pointFromBytes, type Scalar, scalarBytes, scalarFromBytes, toScalarBytes } from "./group";
import { refuse } from "./refusal";

export const mostInBatch = 65535;
const nothing = new Uint8Array(0);
const one = toScalarBytes(1n);

// Every point times the key, with the proof. The batch is not empty, and none of its points is infinity.
export function multiplesWithProof(key: Scalar, points: Point[]): { multiples: Point[]; proof: Bytes } {
    const publicKey = compressed(generatorTimes(key));
    const { evaluated, proof } = p256_oprf.voprf.blindEvaluateBatch(toScalarBytes(key), publicKey, points.map(compressed));
    return { multiples: evaluated.map((bytes) => pointFromBytes(bytes)), proof: new Uint8Array(proof) };
}

export function checkEquality(publicKey: Point, of: Point[], are: Point[], proof: Uint8Array, field = ""): void {
    if (proof.length !== 2 * scalarBytes) {
        refuse("malformed_proof", field);
    }
    scalarFromBytes(proof.subarray(0, scalarBytes), field, "malformed_proof");
    scalarFromBytes(proof.subarray(scalarBytes), field, "malformed_proof");
    const sound =
        of.length > 0 && of.length <= mostInBatch && of.length === are.length && ![publicKey, ...of, ...are].some((point) => point.is0());
    if (!sound) {
        refuse("proof_invalid", field);
    }
    const items = of.map((point, at) => ({
        input: nothing,
        blind: one,
        blinded: compressed(point),
        evaluated: compressed(are[at] as Point),
    }));
    try {
        p256_oprf.voprf.finalizeBatch(items, compressed(publicKey), proof);
    } catch {
        refuse("proof_invalid", field);
    }
}
