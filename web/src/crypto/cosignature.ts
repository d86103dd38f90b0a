// Outside witnesses' cosignatures of checkpoints (C2SP tlog-cosignature, Ed25519): each carries the time at which the
// witness saw the checkpoint.
import { type Bytes, joined, sameBytes, utf8 } from "./bytes";
import { verifyEd25519 } from "./ed25519";
import { parseKey, readNote } from "./note";

export interface Witness {
    name: string;
    id: Bytes; // 4 bytes
    key: Bytes; // 32 bytes
    text: string; // as its verifier key is written
}

const cosignatureType = 4;
const timeBytes = 8;

// "<name>+<id as 8 hex digits>+<base64(0x04 || key)>"; null when the id is not the key's.
export async function parseWitness(text: string): Promise<Witness | null> {
    const parsed = await parseKey(text, cosignatureType);
    return parsed ? { ...parsed, text: text.trim() } : null;
}

// When this witness last saw the checkpoint, in seconds; null where it did not sign it, "invalid" where a signature
// under its name does not hold.
export async function cosignedAt(note: string, witness: Witness): Promise<number | null | "invalid"> {
    const read = readNote(note);
    if (!read) {
        return "invalid";
    }
    let latest: number | null = null;
    for (const line of read.lines) {
        if (line.name !== witness.name || !sameBytes(line.id, witness.id)) {
            continue;
        }
        if (line.signature.length <= timeBytes) {
            return "invalid";
        }
        const view = new DataView(line.signature.buffer, line.signature.byteOffset, timeBytes);
        const at = Number(view.getBigUint64(0));
        const said = joined(utf8(`cosignature/v1\ntime ${at}\n`), utf8(read.text));
        if (!Number.isSafeInteger(at) || !(await verifyEd25519(witness.key, line.signature.slice(timeBytes), said))) {
            return "invalid";
        }
        latest = Math.max(latest ?? 0, at);
    }
    return latest;
}
