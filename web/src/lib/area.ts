// Areas as the server writes them: "12345.67" square metres.

export function groupedArea(area: string): string {
    const [whole = "0", part = "00"] = area.split(".");
    return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${part}`;
}

// What somebody typed: always two decimals, no grouping; null when it is no area.
export function parseArea(text: string): string | null {
    const match = /^0*(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/[,\s]/g, ""));
    return match ? `${match[1]}.${(match[2] ?? "").padEnd(2, "0")}` : null;
}

// "18.52": mu (2000/3 m²), rounded half up, for people to read while they type; the server says it afterwards.
export function muOf(area: string): string {
    const hundredths = BigInt(area.replace(".", ""));
    const mu = (hundredths * 3n + 1000n) / 2000n;
    return `${mu / 100n}.${String(mu % 100n).padStart(2, "0")}`;
}
