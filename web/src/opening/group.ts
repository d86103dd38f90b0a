// The group of P-256 as the sealing of bids needs it (crypto/sealing/group.hpp): numbers modulo its order, points, and
// hashing to numbers. Numbers that are secret are multiplied by the library's way whose time does not depend on them;
// this language cannot wipe them, so that they are kept no longer than they are needed.
import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { p256, p256_hasher } from "@noble/curves/nist.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as hash } from "@noble/hashes/sha2.js";
import { type Bytes, fromHex, toHex, utf8 } from "../crypto/bytes";
import { type OpeningCode, refuse } from "./refusal";

export type Scalar = bigint;
export type Point = InstanceType<typeof p256.Point>;

export const scalarBytes = 32;
export const pointBytes = 33;
export const uncompressedBytes = 65;
export const drawnBytes = 48;
export const infinity: Point = p256.Point.ZERO;
export const generator: Point = p256.Point.BASE;

const { Fn } = p256.Point;

export function sha256Now(bytes: Uint8Array): Bytes {
    return new Uint8Array(hash(bytes));
}
export function digestHex(text: string | Uint8Array): string {
    return toHex(hash(typeof text === "string" ? utf8(text) : text));
}

// --- numbers ---

function whole(bytes: Uint8Array): bigint {
    return BigInt(`0x${toHex(bytes)}`);
}

export function toScalarBytes(scalar: Scalar): Bytes {
    return new Uint8Array(Fn.toBytes(scalar));
}
export function scalarHex(scalar: Scalar): string {
    return toHex(toScalarBytes(scalar));
}
// Exactly 32 bytes, below the order.
export function scalarFromBytes(bytes: Uint8Array, field = "", code: OpeningCode = "malformed_scalar"): Scalar {
    const number = bytes.length === scalarBytes ? whole(bytes) : Fn.ORDER;
    return number < Fn.ORDER ? number : refuse(code, field);
}
export function scalarFromHex(hex: string, field = ""): Scalar {
    return scalarFromBytes(fromHex(hex) ?? new Uint8Array(0), field);
}

// Out of more random bytes than the order has, so that no value is likelier than another.
export function drawScalar(): Scalar {
    return whole(crypto.getRandomValues(new Uint8Array(drawnBytes))) % Fn.ORDER;
}

export const plus = (one: Scalar, other: Scalar): Scalar => Fn.add(one, other);
export const minus = (one: Scalar, other: Scalar): Scalar => Fn.sub(one, other);
export const product = (one: Scalar, other: Scalar): Scalar => Fn.mul(one, other);
export const inverse = (one: Scalar): Scalar => Fn.inv(one); // of a public number; not of zero

// --- points ---

// 33 bytes compressed or 65 uncompressed, on the curve. Infinity and the hybrid form are malformed.
export function pointFromBytes(bytes: Uint8Array, field = "", code: OpeningCode = "malformed_point"): Point {
    const [form] = bytes;
    const compressed = bytes.length === pointBytes && (form === 2 || form === 3);
    const uncompressed = bytes.length === uncompressedBytes && form === 4;
    if (!compressed && !uncompressed) {
        refuse(code, field);
    }
    try {
        const point = p256.Point.fromBytes(Uint8Array.from(bytes));
        point.assertValidity();
        return point;
    } catch {
        return refuse(code, field);
    }
}
// As texts have it: compressed, in lower-case hex.
export function pointFromHex(hex: string, field = ""): Point {
    const bytes = fromHex(hex);
    return bytes?.length === pointBytes ? pointFromBytes(bytes, field) : refuse("malformed_point", field);
}
export function pointHex(point: Point): string {
    return point.toHex(true);
}
export function compressed(point: Point): Bytes {
    return new Uint8Array(point.toBytes(true));
}
export function uncompressed(point: Point): Bytes {
    return new Uint8Array(point.toBytes(false));
}

// By a number that may be secret.
export function times(point: Point, scalar: Scalar): Point {
    return scalar === 0n ? infinity : point.multiply(scalar);
}
export function generatorTimes(scalar: Scalar): Point {
    return times(generator, scalar);
}
// The sum of multiples by numbers that are public: quicker, and in a time that depends on them.
export function publicSum(points: Point[], scalars: Scalar[]): Point {
    return mulAddUnsafe(p256.Point, points, scalars);
}

// --- hashing ---

// "HashToScalar" of RFC 9497 and of FROST: RFC 9380, 5.3.1 with SHA-256 and 48 bytes, reduced.
export function hashToScalar(message: Uint8Array, domain: string): Scalar {
    return p256_hasher.hashToScalar(message, { DST: domain });
}
// A number that only who knows the key can tell, another for each text.
export function derivedScalar(key: Scalar, text: Uint8Array, domain: string): Scalar {
    return hashToScalar(hmac(hash, toScalarBytes(key), text), domain);
}
