// The letter as it is typed: every value a text or a tick, and what it comes to.
import type { Finding } from "../sealing/fault";
import { freshNonce, type Letter, letterFormat, type LetterField, type LetterTerms, type LetterValue, wordsName } from "../sealing/letter";
import { inCapitals, parseYuan } from "../lib/money";
import type { TenderLot } from "../api/types";

export type Typed = Record<string, string | boolean>;

// Kept until the bid is submitted: who discards what was sealed finds what was typed.
export const draftName = (organisation: string, lot: string): string => `bid.${organisation}.${lot}`;

// `stage`: another than the lot's own for a trial.
export function termsOf(lot: Pick<TenderLot, "id" | "method" | "documents_version" | "terms">, stage = lot.method.stage): LetterTerms {
    return {
        lot: lot.id,
        stage,
        documents_version: lot.documents_version,
        fields: lot.terms.fields,
        files: lot.terms.files,
        security: lot.terms.security,
    };
}

export function emptyTyped(fields: readonly LetterField[]): Typed {
    return Object.fromEntries(fields.map((field) => [field.name, field.kind === "yes_or_no" ? false : ""]));
}

// Whole days, in full-width digits too; null for anything else.
export function parseDays(text: string): number | null {
    const plain = text.trim().replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
    return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}

export type ValueFault = "amount" | "days";

interface Read {
    value?: LetterValue;
    fault?: ValueFault;
}

function readValue(field: LetterField, typed: string | boolean): Read {
    if (typeof typed === "boolean") {
        return { value: typed };
    }
    if (typed.trim() === "") {
        return {};
    }
    if (field.kind === "text") {
        return { value: typed.trim() };
    }
    const value = field.kind === "money" ? parseYuan(typed) : parseDays(typed);
    return value === null ? { fault: field.kind === "money" ? "amount" : "days" } : { value };
}

export interface ReadTyped {
    fields: Letter["fields"];
    faults: { name: string; fault: ValueFault }[]; // what is no amount, no number of days
}

// What was typed, with the amounts in words that the documents want beside them.
export function readTyped(fields: readonly LetterField[], typed: Typed): ReadTyped {
    const read: ReadTyped = { fields: {}, faults: [] };
    for (const field of fields) {
        const { value, fault } = readValue(field, typed[field.name] ?? (field.kind === "yes_or_no" ? false : ""));
        if (fault) {
            read.faults.push({ name: field.name, fault });
        }
        // A promise that is not asked for and not made is not in the letter.
        if (value === undefined || (value === false && !field.required)) {
            continue;
        }
        read.fields[field.name] = value;
        if (field.in_words && typeof value === "number") {
            read.fields[wordsName(field.name)] = inCapitals(value);
        }
    }
    return read;
}

// `security`: the secret, where it is paid by transfer.
export function newLetter(terms: LetterTerms, bidder: string, fields: Letter["fields"], security: string | null = null): Letter {
    const { lot, stage, documents_version } = terms;
    // The digests are there once the files are sealed.
    const files = terms.files.map((part) => ({ part, digest: "" }));
    const letter = { format: letterFormat, lot, stage, bidder, nonce: freshNonce(), documents_version, fields, files };
    return security === null ? letter : { ...letter, security };
}

// A finding about the words belongs to the amount, which is what can be typed.
export function fieldOfFinding(finding: Finding): string {
    return finding.field.replace(/_in_words$/, "");
}
