// Lines of a bank's statement as pasted or uploaded: reference, payer, amount in yuan, time, bank reference.
import type { BankLineInput } from "../api/types";
import { parseTable } from "../lib/files";
import { parseYuan } from "../lib/money";
import { fromLocalInput, toInstant } from "../lib/time";

// "2026-11-24 09:30:00" and "2026-11-24T09:30" are China's time; RFC 3339 is taken as it is.
function readTime(text: string): string | null {
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
        return toInstant(Date.parse(text));
    }
    return fromLocalInput(text.replace(/\//g, "-").replace(" ", "T"));
}

// The lines, or the number of the first that cannot be read. A first line without an amount is a heading.
export function readStatement(text: string): { lines: BankLineInput[] } | { wrong: number } {
    const rows = parseTable(text);
    const heading = rows.length > 0 && rows[0]?.every((cell) => parseYuan(cell) === null && readTime(cell) === null) ? 1 : 0;
    const lines: BankLineInput[] = [];
    for (const [at, row] of rows.slice(heading).entries()) {
        const [reference = "", payer = "", amountText = "", timeText = "", bank_reference = ""] = row;
        const amount = parseYuan(amountText);
        const received_at = readTime(timeText);
        if (row.length < 5 || amount === null || received_at === null || bank_reference === "") {
            return { wrong: at + 1 + heading };
        }
        lines.push({ bank_reference, reference, payer, amount, received_at });
    }
    return { lines };
}
