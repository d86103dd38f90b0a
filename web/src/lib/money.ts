// Money is whole fen in a number: at most 2^53 - 1, as on the server (base/money.hpp). Nothing here divides into
// fractions.

export const mostFen = Number.MAX_SAFE_INTEGER;

export function isFen(value: number): boolean {
    return Number.isSafeInteger(value) && value >= 0;
}

function grouped(digits: string): string {
    return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

// 123456789 -> "1,234,567.89"
export function groupedYuan(fen: number): string {
    const size = Math.abs(fen);
    const part = String(size % 100).padStart(2, "0");
    return `${fen < 0 ? "-" : ""}${grouped(String((size - (size % 100)) / 100))}.${part}`;
}

// 12345600 -> "123,456": the fen only where there are any.
export function shortYuan(fen: number): string {
    return groupedYuan(fen).replace(/\.00$/, "");
}

// Exact amount in 万元 without trailing zeros: 1234500000000 -> "1,234,500"; 12345678 -> "12.345678".
export function wanYuan(fen: number): string {
    const size = Math.abs(fen);
    const part = String(size % 1_000_000).padStart(6, "0").replace(/0+$/, "");
    const whole = grouped(String((size - (size % 1_000_000)) / 1_000_000));
    return (fen < 0 ? "-" : "") + whole + (part === "" ? "" : "." + part);
}

// What somebody typed as yuan: "1,680,032.05", full-width digits and grouping allowed; null when it is no amount of
// whole fen between 0 and 2^53 - 1.
export function parseYuan(text: string): number | null {
    const plain = text
        .trim()
        .replace(/[０-９．，]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        .replace(/元$/, "")
        .replace(/[,\s]/g, "");
    const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(plain);
    if (!match) {
        return null;
    }
    const fen = BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
    return fen <= BigInt(mostFen) ? Number(fen) : null;
}

const capitals = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const withinGroup = ["", "拾", "佰", "仟"];

function groupUnit(place: number): string {
    return place === 4 || place === 12 ? "万" : place === 8 ? "亿" : "";
}

// Whole yuan without the word. A run of zeros inside is one 零; zeros just before 万, 亿 or the end are silent.
function spell(digits: string): string {
    let text = "";
    let skippedZero = false;
    let groupSpoken = false;
    for (let i = 0; i < digits.length; ++i) {
        const place = digits.length - 1 - i;
        const digit = Number(digits[i]);
        if (digit === 0) {
            skippedZero = true;
        } else {
            text += `${skippedZero && text !== "" ? "零" : ""}${capitals[digit]}${withinGroup[place % 4]}`;
            skippedZero = false;
            groupSpoken = true;
        }
        if (place % 4 === 0 && (groupSpoken || place === 8)) {
            text += groupUnit(place);
            skippedZero = false;
            groupSpoken = false;
        }
    }
    return text;
}

function spellPart(yuan: number, jiao: number, fen: number): string {
    if (jiao === 0 && fen === 0) {
        return "整";
    }
    const zeroBetween = jiao === 0 || yuan % 10 === 0;
    const zero = yuan > 0 && zeroBetween ? "零" : "";
    return zero + (jiao > 0 ? capitals[jiao] + "角" : "") + (fen > 0 ? capitals[fen] + "分" : "整");
}

// The formal capitals that bind, by the same rules as the server's (支付结算办法, annex 1).
export function inCapitals(fen: number): string {
    if (!isFen(fen)) {
        throw new RangeError("an amount between 0 and 2^53 - 1 fen can be written in capitals");
    }
    if (fen === 0) {
        return "人民币零元整";
    }
    const yuan = (fen - (fen % 100)) / 100;
    const part = fen % 100;
    return "人民币" + (yuan > 0 ? spell(String(yuan)) + "元" : "") + spellPart(yuan, Math.floor(part / 10), part % 10);
}

// Ten-thousandths of a percent as people read them: 123456 -> "12.3456%".
export function percentText(tenThousandths: number): string {
    const size = Math.abs(tenThousandths);
    const part = String(size % 10_000).padStart(4, "0");
    return `${tenThousandths < 0 ? "-" : ""}${grouped(String((size - (size % 10_000)) / 10_000))}.${part}%`;
}
