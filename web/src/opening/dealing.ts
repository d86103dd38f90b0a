// Sharing a number among holders so that any k of them stand for it (Shamir), each share checkable against published
// commitments (Feldman): crypto/sealing/dealing.hpp. Holders have the indices 1 … n.
import { drawScalar, generatorTimes, infinity, inverse, minus, plus, type Point, product, type Scalar } from "./group";
import { refuse } from "./refusal";

// A dealer's secret polynomial, the constant coefficient first.
export type Dealing = Scalar[];
// Its coefficients times the generator: exactly k of them. One more would raise the number of holders that are needed,
// unseen.
export type Commitments = Point[];

export function drawDealing(threshold: number): Dealing {
    return Array.from({ length: threshold }, () => drawScalar());
}

export function commitmentsOf(dealing: Dealing): Commitments {
    return dealing.map(generatorTimes);
}

export function shareOf(dealing: Dealing, holder: number): Scalar {
    const at = BigInt(holder);
    return dealing.reduceRight((value, coefficient) => plus(product(value, at), coefficient), 0n);
}

// What a holder's share times the generator must be.
export function sharePoint(commitments: Commitments, holder: number): Point {
    const at = BigInt(holder);
    return commitments.reduceRight((value, point) => value.multiplyUnsafe(at).add(point), infinity);
}

export function checkDegree(commitments: Commitments, threshold: number, field = ""): void {
    if (commitments.length !== threshold || commitments.some((point) => point.is0())) {
        refuse("dealing_wrong_degree", field);
    }
}

export function isShare(commitments: Commitments, holder: number, share: Scalar): boolean {
    return generatorTimes(share).equals(sharePoint(commitments, holder));
}

// Of several dealers together: the same degree each.
export function added(dealers: Commitments[]): Commitments {
    const [first = [], ...others] = dealers;
    return first.map((point, at) => others.reduce((sum, one) => sum.add(one[at] as Point), point));
}

// What a holder's share counts for where these holders' shares make the number: Lagrange's coefficient at zero.
export function weightAtZero(holders: number[], holder: number): Scalar {
    let above = 1n;
    let below = 1n;
    for (const other of holders) {
        if (other !== holder) {
            above = product(above, BigInt(other));
            below = product(below, minus(BigInt(other), BigInt(holder)));
        }
    }
    return product(above, inverse(below));
}
