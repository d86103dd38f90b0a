// A bid security by transfer, under a reference that names neither bidder nor lot: the hash of a secret that stays on the
// bidder's machine and goes into the sealed letter. Once the letter is open, whoever reads it can compute the reference
// and look up what was paid under it; before, nobody can.
import { sha256 } from "@noble/hashes/sha2.js";
import { toHex, utf8 } from "../crypto/bytes";
import type { Finding } from "./fault";

// What the tender documents want; an amount of zero is no security. `guarantee`: a bank's or insurer's letter.
export interface BidSecurity {
    amount: number; // fen
    guarantee: boolean;
    transfer: boolean;
}

export const secretDigits = 64;
const leastSecretDigits = 32;
const referenceDigits = 20;

export const takesTransfer = ({ amount, transfer }: BidSecurity): boolean => amount > 0 && transfer;
export const takesGuarantee = ({ amount, guarantee }: BidSecurity): boolean => amount > 0 && guarantee;

export function freshSecret(): string {
    return toHex(crypto.getRandomValues(new Uint8Array(secretDigits / 2)));
}

export function isSecret(text: string): boolean {
    return text.length >= leastSecretDigits && text.length <= secretDigits && /^([0-9a-f]{2})*$/.test(text);
}

export function blindReference(lot: string, bidder: string, secret: string): string {
    const digest = toHex(sha256(utf8(`daylight bid security\n${lot}\n${bidder}\n${secret}\n`)));
    return `BS${digest.slice(0, referenceDigits).toUpperCase()}`;
}

export function isReference(text: string): boolean {
    return /^BS[0-9A-F]{20}$/.test(text);
}

// What is wrong with a letter that names this secret, or none.
export function faultOfSecurity(secret: string | undefined, asked: BidSecurity): Finding | null {
    const refuse = (code: string): Finding => ({ code, field: "security", values: [] });
    if (secret === undefined) {
        return takesTransfer(asked) && !asked.guarantee ? refuse("security_missing") : null;
    }
    if (!takesTransfer(asked)) {
        return refuse("security_not_asked");
    }
    return isSecret(secret) ? null : refuse("security_malformed");
}
