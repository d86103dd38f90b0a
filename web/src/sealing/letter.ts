// The opening letter and every formal ground that the tender documents make checkable, by the rules of
// tendering/letter.hpp and with its words: here before anything is sealed, there again when the letter is open.
import { groupedYuan, inCapitals, isFen } from "../lib/money";
import { type BidSecurity, faultOfSecurity } from "./blind";
import type { Finding } from "./fault";

export const letterFormat = "daylight/letter/1";
// The stage that a trial is sealed for (server/app/tendering/practice.hpp).
export const practiceStage = "practice";

export interface LetterField {
    name: string;
    label_zh: string;
    label_en: string;
    kind: "money" | "days" | "text" | "yes_or_no"; // money: whole fen
    required: boolean;
    least?: number | null;
    most?: number | null;
    in_words: boolean; // "<name>_in_words" stands beside it
}

export interface LetterTerms {
    lot: string;
    stage: string;
    documents_version: number;
    fields: readonly LetterField[];
    files: readonly string[]; // the other parts, in order
    security: BidSecurity;
}

export type LetterValue = number | string | boolean;

export interface Letter {
    format: string;
    lot: string;
    stage: string;
    bidder: string; // unified social credit code
    nonce: string; // 16 random bytes at least, in hex: nobody guesses a letter by its digest
    documents_version: number;
    fields: Record<string, LetterValue>;
    files: { part: string; digest: string }[];
    security?: string; // the secret of the reference under which it was paid by transfer, in hex
}

const leastNonceDigits = 32;
const mostNonceDigits = 128;
const mostText = 500;

export const wordsName = (name: string): string => `${name}_in_words`;
const at = (name: string): string => `fields.${name}`;
const refuse = (code: string, field: string, ...values: string[]): Finding => ({ code, field, values });

export function freshNonce(): string {
    return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function letterText(letter: Letter): string {
    const { format, lot, stage, bidder, nonce, documents_version, fields, files, security } = letter;
    return JSON.stringify({ format, lot, stage, bidder, nonce, documents_version, fields, files, security });
}

// --- texts (base/text.cpp) ---

const isWithin = (point: number, first: number, last: number): boolean => point >= first && point <= last;

// Unicode's White_Space, as far as the forbidden ones leave any.
function isSpace(point: number): boolean {
    return [0x09, 0x0a, 0x20, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000].includes(point) || isWithin(point, 0x2000, 0x200a);
}

// Controls, separators, what sets the direction of writing, what is invisible, and noncharacters; here on one line.
function isForbidden(point: number): boolean {
    const control = point < 0x20 || isWithin(point, 0x7f, 0x9f);
    const invisible =
        point === 0xad ||
        isWithin(point, 0x200b, 0x200f) ||
        isWithin(point, 0x2028, 0x202e) ||
        isWithin(point, 0x2060, 0x206f) ||
        point === 0xfeff ||
        isWithin(point, 0xfff9, 0xfffb) ||
        isWithin(point, 0xe0000, 0xe007f);
    const nobody = isWithin(point, 0xfdd0, 0xfdef) || (point & 0xfffe) === 0xfffe;
    return control || invisible || nobody;
}

// A name or a title, on one line; null where nothing is wrong with it.
export function faultOfLine(text: string, field: string, most: number): Finding | null {
    const points = Array.from(text, (c) => c.codePointAt(0) ?? 0);
    if (points.some(isForbidden)) {
        return refuse("forbidden_character", field);
    }
    // Half of a pair is no character, and has no UTF-8.
    if (points.some((point) => isWithin(point, 0xd800, 0xdfff))) {
        return refuse("malformed_text", field);
    }
    if (points.every(isSpace)) {
        return refuse("empty_text", field);
    }
    return points.length > most ? refuse("text_too_long", field, String(most)) : null;
}

// --- fields ---

function isAmount(value: LetterValue | undefined): value is number {
    return typeof value === "number" && isFen(value);
}

function faultOfNumber(field: LetterField, value: LetterValue): Finding | null {
    if (!isAmount(value)) {
        return refuse("letter_field_wrong_type", at(field.name));
    }
    const shown = (bound: number) => (field.kind === "money" ? groupedYuan(bound) : String(bound));
    if (typeof field.least === "number" && value < field.least) {
        return refuse("amount_below_least", at(field.name), shown(field.least));
    }
    if (typeof field.most === "number" && value > field.most) {
        return refuse("amount_above_most", at(field.name), shown(field.most));
    }
    return null;
}

function faultOfValue(field: LetterField, value: LetterValue): Finding | null {
    switch (field.kind) {
        case "money":
        case "days":
            return faultOfNumber(field, value);
        case "yes_or_no":
            if (typeof value !== "boolean") {
                return refuse("letter_field_wrong_type", at(field.name));
            }
            return value || !field.required ? null : refuse("promise_not_made", at(field.name));
        case "text":
            return typeof value === "string" ? faultOfLine(value, at(field.name), mostText) : refuse("letter_field_wrong_type", at(field.name));
    }
}

function faultOfWords(field: LetterField, fields: Letter["fields"]): Finding | null {
    const amount = fields[field.name];
    if (!field.in_words || !isAmount(amount)) {
        return null;
    }
    const name = wordsName(field.name);
    const words = fields[name];
    if (words === undefined) {
        return refuse("letter_field_missing", at(name));
    }
    const wanted = inCapitals(amount);
    return words === wanted ? null : refuse("words_differ", at(name), wanted);
}

function faultsOfFields(letter: Letter, terms: LetterTerms): Finding[] {
    const found: (Finding | null)[] = [];
    for (const field of terms.fields) {
        const value = letter.fields[field.name];
        if (value !== undefined) {
            found.push(faultOfValue(field, value), faultOfWords(field, letter.fields));
        } else if (field.required) {
            found.push(refuse("letter_field_missing", at(field.name)));
        }
    }
    const known = new Set(terms.fields.flatMap((field) => (field.in_words ? [field.name, wordsName(field.name)] : [field.name])));
    for (const name of Object.keys(letter.fields)) {
        found.push(known.has(name) ? null : refuse("letter_field_unknown", at(name)));
    }
    return found.filter((finding) => finding !== null);
}

// --- the letter ---

function isNonce(nonce: string): boolean {
    return nonce.length >= leastNonceDigits && nonce.length <= mostNonceDigits && /^([0-9a-f]{2})*$/.test(nonce);
}

// Everything that is wrong with the letter, each with its field; nothing when it is formally sound. Of its files the
// parts alone are looked at: their digests are known once they are sealed.
export function checkLetter(letter: Letter, terms: LetterTerms, bidder: string): Finding[] {
    const found: Finding[] = [];
    const names = [
        ["lot", letter.lot, terms.lot],
        ["stage", letter.stage, terms.stage],
        ["bidder", letter.bidder, bidder],
    ] as const;
    for (const [field, said, wanted] of names) {
        if (said !== wanted) {
            found.push(refuse("letter_of_another", field));
        }
    }
    if (letter.documents_version !== terms.documents_version) {
        const versions = [String(terms.documents_version), String(letter.documents_version)];
        found.push(refuse("documents_outdated", "documents_version", ...versions));
    }
    if (!isNonce(letter.nonce)) {
        found.push(refuse("letter_nonce_short", "nonce"));
    }
    found.push(...faultsOfFields(letter, terms));
    const parts = letter.files.map((file) => file.part);
    if (parts.length !== terms.files.length || parts.some((part, place) => part !== terms.files[place])) {
        found.push(refuse("letter_files_differ", "files"));
    }
    const unsecured = faultOfSecurity(letter.security, terms.security);
    return unsecured ? [...found, unsecured] : found;
}
