// Inclusion in a Merkle tree (RFC 6962, section 2.1; verified as RFC 9162, 2.1.3.2 says).
import { type Bytes, joined, sameBytes, sha256 } from "./bytes";

export function leafHash(entry: Bytes): Promise<Bytes> {
    return sha256(joined(Uint8Array.of(0), entry));
}

export function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
    return sha256(joined(Uint8Array.of(1), left, right));
}

// Indices and sizes may pass 2^32, so that halving is done by division.
export async function isIncluded(leaf: Bytes, index: number, size: number, hashes: Bytes[], root: Bytes): Promise<boolean> {
    if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
        return false;
    }
    let place = index;
    let last = size - 1;
    let hash = leaf;
    for (const sibling of hashes) {
        if (last === 0) {
            return false;
        }
        if (place % 2 === 1 || place === last) {
            hash = await nodeHash(sibling, hash);
            while (place % 2 === 0 && place !== 0) {
                place /= 2;
                last = Math.floor(last / 2);
            }
        } else {
            hash = await nodeHash(hash, sibling);
        }
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
    }
    return last === 0 && sameBytes(hash, root);
}
