// Bytes and their texts. Decoding is strict: one spelling a value.

export type Bytes = Uint8Array<ArrayBuffer>;

export function utf8(text: string): Bytes {
    return new Uint8Array(new TextEncoder().encode(text));
}

// null when the bytes are no UTF-8.
export function fromUtf8(bytes: Bytes): string | null {
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return null;
    }
}

export function toBase64(bytes: Uint8Array): string {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
        text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
}

export function fromBase64(text: string): Bytes | null {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
        return null;
    }
    try {
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        return toBase64(bytes) === text ? bytes : null;
    } catch {
        return null;
    }
}

export function toBase64Url(bytes: Uint8Array): string {
    return toBase64(bytes).replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_");
}

export function fromBase64Url(text: string): Bytes | null {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) {
        return null;
    }
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, "="));
}

export function toHex(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text: string): Bytes | null {
    if (!/^([0-9a-f]{2})*$/.test(text)) {
        return null;
    }
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function joined(...parts: Uint8Array[]): Bytes {
    const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
        all.set(part, at);
        at += part.length;
    }
    return all;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export async function sha256Hex(bytes: Bytes): Promise<string> {
    return toHex(await sha256(bytes));
}

// The bytes of the only block with this label; null when there is none or more than one block.
export function fromPem(pem: string, label: string): Bytes | null {
    const blocks = [...pem.matchAll(/-----BEGIN ([^-]+)-----([A-Za-z0-9+/=\s]+)-----END ([^-]+)-----/g)];
    const only = blocks.length === 1 ? blocks[0] : undefined;
    if (!only || only[1] !== label || only[3] !== label) {
        return null;
    }
    return fromBase64((only[2] ?? "").replace(/\s/g, ""));
}

export function toPem(der: Uint8Array, label: string): string {
    const lines = toBase64(der).match(/.{1,64}/g) ?? [];
    return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
