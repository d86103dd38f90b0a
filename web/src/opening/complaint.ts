// Who cheated in a ceremony (crypto/sealing/complaint.hpp): a holder that was given bad shares shows everybody what its
// envelope holds, by the point that opens this envelope and no other, and a proof that its own key made it.
import { type Bytes, fromHex, joined, toHex } from "../crypto/bytes";
import { type Commitments, isShare } from "./dealing";
import { openEnvelope, readEnvelope } from "./envelope";
import { checkEquality, multiplesWithProof } from "./equality";
import { hasExactly, isText, isWhole, readExact } from "./exact";
import { type Point, pointFromHex, pointHex, type Scalar, scalarBytes, scalarFromBytes, toScalarBytes } from "./group";
import { pause } from "./pace";
import { OpeningRefusal, refuse } from "./refusal";

// A dealer's shares for one holder, one for each key of the pool: 32 bytes each, one after another.
export function sharesBytes(shares: Scalar[]): Bytes {
    return joined(...shares.map(toScalarBytes));
}
export function readShares(bytes: Bytes, count: number): Scalar[] {
    if (bytes.length !== count * scalarBytes) {
        refuse("share_invalid");
    }
    return Array.from({ length: count }, (_, at) => scalarFromBytes(bytes.subarray(at * scalarBytes, (at + 1) * scalarBytes), "", "share_invalid"));
}

// The shares that the envelope holds, where they are those that were promised.
async function promisedShares(envelope: Bytes, agreed: (ephemeral: Point) => Point, holder: number, promised: Commitments[]): Promise<Scalar[]> {
    const read = readEnvelope(envelope);
    const shares = readShares(await openEnvelope(read, agreed(read.ephemeral)), promised.length);
    for (const [at, share] of shares.entries()) {
        await pause();
        if (!isShare(promised[at] as Commitments, holder, share)) {
            refuse("share_invalid", `keys[${at}]`);
        }
    }
    return shares;
}

// Refuses envelope_does_not_open and share_invalid, which a complaint proves.
export function openShares(envelope: Bytes, key: Scalar, holder: number, promised: Commitments[]): Promise<Scalar[]> {
    return promisedShares(envelope, (ephemeral) => ephemeral.multiply(key), holder, promised);
}

export function complaintText(dealer: number, key: Scalar, envelope: Bytes): string {
    const { multiples, proof } = multiplesWithProof(key, [readEnvelope(envelope).ephemeral]);
    return JSON.stringify({ dealer, opens: pointHex(multiples[0] as Point), proof: toHex(proof) });
}

export type ComplaintVerdict = "dealer_cheated" | "unfounded";

// `holdersKey`: that the envelope was to be sealed to; `promised`: the dealer's commitments, one for each key.
export async function judgeComplaint(
    text: string,
    holder: number,
    envelope: Bytes,
    holdersKey: Point,
    promised: Commitments[],
): Promise<ComplaintVerdict> {
    const said = readExact(text, 1024);
    if (!hasExactly(said, "dealer", "opens", "proof") || !isWhole(said.dealer) || !isText(said.opens) || !isText(said.proof)) {
        refuse("ceremony_malformed", "text");
    }
    const opens = pointFromHex(said.opens, "opens");
    const { ephemeral } = readEnvelope(envelope);
    checkEquality(holdersKey, [ephemeral], [opens], fromHex(said.proof) ?? new Uint8Array(0), "proof");
    try {
        await promisedShares(envelope, () => opens, holder, promised);
        return "unfounded";
    } catch (error) {
        if (error instanceof OpeningRefusal) {
            return "dealer_cheated";
        }
        throw error;
    }
}
