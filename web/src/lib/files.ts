// Files that the pages hand out.

export function download(name: string, text: string, type = "application/json"): void {
    saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

const letGo = 60_000; // until the browser has surely begun to read what it is to save

export function saveBlob(name: string, blob: Blob): void {
    const address = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), letGo);
}

// RFC 4180, with a byte order mark, since spreadsheets here read nothing else as UTF-8. A cell that a spreadsheet would
// run as a formula is set off by an apostrophe.
export function toCsv(head: string[], rows: (string | number)[][]): string {
    const cell = (value: string | number) => {
        const text = String(value);
        const safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? "'" + text : text;
        return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

// Cells of pasted or uploaded text, separated by tabs or commas, quoted as RFC 4180 says.
export function parseTable(text: string): string[][] {
    const separator = text.includes("\t") ? "\t" : ",";
    const rows: string[][] = [];
    let row: string[] = [];
    let cell = "";
    let quoted = false;
    const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    for (let at = 0; at < plain.length; ++at) {
        const c = plain[at] ?? "";
        if (quoted) {
            if (c !== '"') {
                cell += c;
            } else if (plain[at + 1] === '"') {
                cell += '"';
                ++at;
            } else {
                quoted = false;
            }
        } else if (c === '"' && cell === "") {
            quoted = true;
        } else if (c === separator || c === "\n") {
            row.push(cell.trim());
            cell = "";
            if (c === "\n") {
                rows.push(row);
                row = [];
            }
        } else {
            cell += c;
        }
    }
    row.push(cell.trim());
    rows.push(row);
    return rows.filter((cells) => cells.some((value) => value !== ""));
}
