// What of BER (X.690) is written by hand: headers, and the frames of indefinite length that stand around contents which
// nobody has whole. Everything small is written by pkijs and asn1js.
import { type Bytes, joined } from "../crypto/bytes";

export const tag = {
    integer: 0x02,
    octets: 0x04,
    oid: 0x06,
    sequence: 0x30,
    set: 0x31,
    constructedOctets: 0x24,
    primitive0: 0x80,
    explicit0: 0xa0,
} as const;

const indefinite = 0x80;

export function header(kind: number, length: number): Bytes {
    if (length < 0x80) {
        return Uint8Array.of(kind, length);
    }
    const digits: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
        digits.unshift(rest % 256);
    }
    return Uint8Array.of(kind, 0x80 | digits.length, ...digits);
}

export function element(kind: number, ...contents: Uint8Array[]): Bytes {
    const inside = joined(...contents);
    return joined(header(kind, inside.length), inside);
}

// Begins what `end` ends.
export function begin(...kinds: number[]): Bytes {
    return Uint8Array.from(kinds.flatMap((kind) => [kind, indefinite]));
}

export function end(count: number): Bytes {
    return new Uint8Array(2 * count);
}
