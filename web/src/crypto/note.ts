// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint) under one trusted Ed25519 key.
import { type Bytes, fromBase64, fromHex, joined, sameBytes, sha256, utf8 } from "./bytes";
import { verifyEd25519 } from "./ed25519";

export interface Verifier {
    name: string;
    id: Bytes; // 4 bytes
    key: Bytes; // 32 bytes
}

export interface Checkpoint {
    origin: string;
    size: number;
    root: Bytes;
}

const mostNote = 64 * 1024;

function isKeyName(name: string): boolean {
    return name !== "" && !/[\s+\p{Cc}\p{White_Space}]/u.test(name);
}

// "<name>+<id as 8 hex digits>+<base64(type || key)>"; null when the id is not the key's.
export async function parseKey(text: string, type: number): Promise<Verifier | null> {
    const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text.trim());
    const name = match?.[1] ?? "";
    const id = fromHex(match?.[2] ?? "");
    const typed = fromBase64(match?.[3] ?? "");
    if (!isKeyName(name) || !id || !typed || typed.length !== 33 || typed[0] !== type) {
        return null;
    }
    const key = typed.slice(1);
    const hash = await sha256(joined(utf8(name + "\n"), typed));
    return sameBytes(hash.subarray(0, 4), id) ? { name, id, key } : null;
}

export function parseVerifier(text: string): Promise<Verifier | null> {
    return parseKey(text, 1);
}

export interface NoteLine {
    name: string;
    id: Bytes; // 4 bytes
    signature: Bytes;
}

// The note's text, to its last line end, and its signatures, none of them checked; null for what is no note.
export function readNote(note: string): { text: string; lines: NoteLine[] } | null {
    const gap = note.lastIndexOf("\n\n");
    // eslint-disable-next-line no-control-regex
    if (gap < 0 || !note.endsWith("\n") || note.length > mostNote || /[\x00-\x09\x0b-\x1f]/.test(note)) {
        return null;
    }
    const lines: NoteLine[] = [];
    for (const line of note.slice(gap + 2, -1).split("\n")) {
        const match = /^— (\S+) ([A-Za-z0-9+/=]+)$/u.exec(line);
        const bytes = fromBase64(match?.[2] ?? "");
        if (!match || !bytes || bytes.length <= 4 || !isKeyName(match[1] ?? "")) {
            return null;
        }
        lines.push({ name: match[1] ?? "", id: bytes.slice(0, 4), signature: bytes.slice(4) });
    }
    return { text: note.slice(0, gap + 1), lines };
}

// The note's text, if the trusted key signed it and every signature under that key's name and id holds.
export async function openNote(note: string, verifier: Verifier): Promise<string | null> {
    const read = readNote(note);
    let signed = false;
    for (const line of read?.lines ?? []) {
        if (line.name !== verifier.name || !sameBytes(line.id, verifier.id)) {
            continue; // another signer's, whom we do not know
        }
        if (!(await verifyEd25519(verifier.key, line.signature, utf8(read?.text ?? "")))) {
            return null;
        }
        signed = true;
    }
    return read && signed ? read.text : null;
}

export async function openCheckpoint(note: string, verifier: Verifier): Promise<Checkpoint | null> {
    const text = await openNote(note, verifier);
    if (text === null) {
        return null;
    }
    const [origin = "", sizeText = "", rootText = "", ...rest] = text.slice(0, -1).split("\n");
    const root = fromBase64(rootText);
    const size = Number(sizeText);
    const wholeNumber = /^(0|[1-9]\d*)$/.test(sizeText) && Number.isSafeInteger(size);
    if (origin !== verifier.name || !wholeNumber || root?.length !== 32 || rest.includes("")) {
        return null;
    }
    return { origin, size, root };
}
