// A difference between two versions of a lot's terms or times, in words.
import { language, t, word } from "../../i18n";
import { shortYuan } from "../../lib/money";
import { millis, momentText } from "../../lib/time";
import type { Difference } from "./differences";
import type { TenderTerms } from "./types";

// "sections[1].text" -> the words of each part, "第 2 节 正文".
export function pathText(path: string): string {
    const { part, ordinal } = t.value.tenderDesk.difference;
    return path
        .split(".")
        .map((piece) => {
            const [, name = "", at] = /^([a-z_]+)(?:\[(\d+)\])?$/.exec(piece) ?? [];
            return word(part, name) + (at === undefined ? "" : ` ${ordinal(Number(at) + 1)}`);
        })
        .join(" · ");
}

function isMoney(path: string, terms: TenderTerms): boolean {
    const at = /^fields\[(\d+)\]\.(least|most)$/.exec(path)?.[1];
    return path === "estimate" || path === "security.amount" || (at !== undefined && terms.fields[Number(at)]?.kind === "money");
}

export function valueText(path: string, value: string | null, terms: TenderTerms): string {
    if (value === null) {
        return t.value.tenderDesk.difference.nothing;
    }
    if (/(_until|^deadline)$/.test(path)) {
        return momentText(millis(value), language.value);
    }
    if (isMoney(path, terms)) {
        return `${shortYuan(Number(value))} ${t.value.unit.yuan}`;
    }
    return value === "true" ? t.value.tenderDesk.yes : value === "false" ? t.value.tenderDesk.no : value;
}

// What fits on a line stands in the table; a whole section is folded away.
export const isLong = ({ before, after }: Difference): boolean => Math.max(before?.length ?? 0, after?.length ?? 0) > 120;
