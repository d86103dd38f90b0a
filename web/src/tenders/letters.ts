// The opened letters as one table: each bid with what its letter says, checked against the digest that the log records.
import { sha256Hex, utf8 } from "../crypto/bytes";
import { isFen } from "../lib/money";
import type { LetterField, OpenedBid, OpeningBundle } from "./types";

export interface ReadLetter {
    bid: OpenedBid;
    text: string | null;
    fields: Record<string, unknown>;
    digestHolds: boolean | null; // null where nothing opened
}

export type FieldValue =
    | { kind: "none" }
    | { kind: "money"; fen: number; words: string | null }
    | { kind: "days"; days: number }
    | { kind: "promise"; given: boolean }
    | { kind: "text"; text: string };

export function fieldsOf(text: string): Record<string, unknown> {
    try {
        const letter = JSON.parse(text) as { fields?: unknown };
        return typeof letter.fields === "object" && letter.fields !== null ? (letter.fields as Record<string, unknown>) : {};
    } catch {
        return {};
    }
}

export async function readLetters(bids: readonly OpenedBid[], bundle: OpeningBundle): Promise<ReadLetter[]> {
    const texts = new Map(bundle.letters.map((one) => [one.submission, one.letter ?? null]));
    return Promise.all(
        bids.map(async (bid) => {
            const text = bid.verdict === "opened" ? (texts.get(bid.submission) ?? null) : null;
            const holds = bid.letter == null ? null : text !== null && (await sha256Hex(utf8(text))) === bid.letter;
            return { bid, text, fields: text === null ? {} : fieldsOf(text), digestHolds: holds };
        }),
    );
}

// What a letter gives for a field, shown as it stands where it is of another type than the documents want.
export function valueOf(fields: Record<string, unknown>, field: LetterField): FieldValue {
    const value = fields[field.name];
    if (value === undefined || value === null) {
        return { kind: "none" };
    }
    if (field.kind === "money" && typeof value === "number" && isFen(value)) {
        const words = fields[`${field.name}_in_words`];
        return { kind: "money", fen: value, words: typeof words === "string" ? words : null };
    }
    if (field.kind === "days" && typeof value === "number") {
        return { kind: "days", days: value };
    }
    if (field.kind === "yes_or_no" && typeof value === "boolean") {
        return { kind: "promise", given: value };
    }
    return { kind: "text", text: typeof value === "string" ? value : JSON.stringify(value) };
}

// The lowest price among those that opened; null where none has one.
export function lowestPrice(letters: readonly ReadLetter[]): number | null {
    const prices = letters.map((letter) => letter.fields.price).filter((price): price is number => typeof price === "number" && isFen(price));
    return prices.length > 0 ? Math.min(...prices) : null;
}
