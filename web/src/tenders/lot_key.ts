// Whether lot.crt, as anybody downloads it, is what the lot's record says: issued by the authority that this browser
// remembers, for this lot and stage, and not to be opened before its time.
import { getText } from "../api/client";
import type { Certificate } from "../crypto/certificate";
import { known, trustIn } from "../crypto/trust";
import { millis } from "../lib/time";
import { type LotKey, readLotKey } from "../opening/lot_key";
import { refusalOf } from "../opening/refusal";
import type { TenderLot } from "./types";

export type LotKeyCheck = "issued" | "digest" | "lot" | "opens" | "least" | "ceremony" | "cosigned";

// null where it is no such certificate, or not of this authority.
export async function lotKeyOf(pem: string, authority: Certificate): Promise<LotKey | null> {
    try {
        return await readLotKey(pem, authority);
    } catch (error) {
        if (!refusalOf(error)) {
            throw error;
        }
        return null;
    }
}

export async function loadLotKey(lot: string): Promise<LotKey | null> {
    const [pem, { pinned }] = await Promise.all([getText(`/tender-lots/${lot}/lot.crt`), known()]);
    const trust = await trustIn(pinned.authority, pinned.verifier);
    return trust && lotKeyOf(pem, trust.authority);
}

export function checkLotKey(key: LotKey | null, lot: TenderLot): Record<LotKeyCheck, boolean> {
    const said = key?.statement;
    return {
        issued: key !== null,
        digest: key?.fingerprint === lot.key.certificate,
        lot: said?.lot === lot.id && said.stage === lot.method.stage,
        opens: said !== undefined && millis(said.opens_at) >= millis(lot.key.opens_at),
        least: said?.least_submissions === lot.method.quorum.least,
        ceremony: said?.ceremony === lot.key.ceremony && said.number === lot.key.number,
        cosigned: lot.holders.every((holder) => holder.cosigned),
    };
}
