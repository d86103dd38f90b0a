// The holders of a lot's key in words.
import { language, t } from "../i18n";
import { gateHolder, type Holder, type TenderEntry, type TenderLot } from "./types";

export function holderName(holder: Holder): string {
    return holder.holder === gateHolder ? t.value.tenders.key.gate : `${holder.name}（${holder.body_name}）`;
}

export function nameOfHolder(lot: TenderLot, number: number): string {
    const found = lot.holders.find((one) => one.holder === number);
    return found ? holderName(found) : String(number);
}

export function entryOf(lot: TenderLot, type: string, holder: number): TenderEntry | undefined {
    return lot.timeline.filter((entry) => entry.type === type && entry.data.holder === holder).pop();
}

export type PartState = "released" | "rejected" | "waiting" | "notNeeded" | "notYet";

// What has come of a holder's part. Rejected ones may be released anew, and are named until then.
export function partOf(lot: TenderLot, holder: Holder): PartState {
    if (holder.released) {
        return "released";
    }
    if (entryOf(lot, "part_rejected", holder.holder)) {
        return "rejected";
    }
    if (lot.timeline.some((entry) => entry.type === "opening_begun")) {
        return "notNeeded";
    }
    return lot.state === "closed" || lot.state === "adjourned" ? "waiting" : "notYet";
}

// A code of the API in words, with the field that it is about: "amount_above_most fields.price".
export function faultText(lot: TenderLot, code: string): string {
    const [name = "", path = ""] = code.split(" ");
    const what = t.value.tenders.fault[name] ?? t.value.security.fault[name] ?? name.replaceAll("_", " ");
    const field = path.replace(/^fields\./, "");
    const known = lot.terms.fields.find((one) => one.name === field || `${one.name}_in_words` === field);
    return t.value.tenders.hall.finding([what, known ? labelOf(known) : field === "security" ? t.value.security.field : field]);
}

export function labelOf(field: { label_zh: string; label_en: string }): string {
    return language.value === "zh" ? field.label_zh : field.label_en;
}
