// That whoever commits to a number knows it: FROST's proof of knowledge in key generation, with the challenge of ZF
// FROST's frost-p256 and of p256_FROST (crypto/sealing/possession.hpp). 65 bytes: R compressed, then mu. p256_FROST's
// own key generation wants two holders at least and draws its nonce; ours follows from what is proved, so that the same
// commitments are shown again in the same words.
import { type Bytes, joined } from "../crypto/bytes";
import {
    compressed,
    derivedScalar,
    generator,
    generatorTimes,
    hashToScalar,
    minus,
    plus,
    type Point,
    pointBytes,
    pointFromBytes,
    product,
    publicSum,
    type Scalar,
    scalarBytes,
    scalarFromBytes,
    toScalarBytes,
} from "./group";
import { refuse } from "./refusal";

function challenge(holder: number, publicKey: Point, commitment: Point): Scalar {
    const said = joined(toScalarBytes(BigInt(holder)), compressed(publicKey), compressed(commitment));
    return hashToScalar(said, "FROST-P256-SHA256-v1dkg");
}

// `holder`: its index in the ceremony, bound into the proof so that nobody passes it on as its own.
export function provePossession(holder: number, key: Scalar, publicKey: Point): Bytes {
    const about = joined(toScalarBytes(BigInt(holder)), compressed(publicKey));
    const random = derivedScalar(key, about, "daylight possession nonce");
    const commitment = generatorTimes(random);
    const response = plus(random, product(challenge(holder, publicKey, commitment), key));
    return joined(compressed(commitment), toScalarBytes(response));
}

export function checkPossession(holder: number, publicKey: Point, proof: Uint8Array, field = ""): void {
    if (proof.length !== pointBytes + scalarBytes) {
        refuse("malformed_proof", field);
    }
    const response = scalarFromBytes(proof.subarray(pointBytes), field, "malformed_proof");
    const commitment = pointFromBytes(proof.subarray(0, pointBytes), field, "malformed_proof");
    if (publicKey.is0()) {
        refuse("proof_invalid", field);
    }
    const expected = publicSum([generator, publicKey], [response, minus(0n, challenge(holder, publicKey, commitment))]);
    if (!expected.equals(commitment)) {
        refuse("proof_invalid", field);
    }
}
