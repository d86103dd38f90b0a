// The certificate of a lot, checked step by step before anything is sealed to it, and by whoever wants to know. Where one
// step fails the rest is not reached; where something could not be loaded, nothing is said to hold.
import { get, getText, Refused, Unreachable } from "../api/client";
import type { TenderLot } from "../api/types";
import { type Certificate, certificateFromPem } from "../crypto/certificate";
import { known } from "../crypto/trust";
import { checkCosignatures, type Cosignature } from "./cosignatures";
import { SealingFault } from "./fault";
import { practiceStage } from "./letter";
import { checkCosigned, checkLot, checkOpening, checkTranscript, type LotKey, type Officer, readLotKey } from "./lot_key";

export const keySteps = ["authority", "lot", "opening", "transcript", "officers"] as const;
export type KeyStep = (typeof keySteps)[number];

export interface KeyVerdict {
    steps: { name: KeyStep; fault: SealingFault | null; values: string[] }[]; // up to the first fault
    isWaiting: boolean; // only for the officers' signatures
    authorityChanged: boolean;
    key: LotKey | null; // where all of it holds
    pem: string; // of lot.crt
    authority: string; // likewise
}

export class KeyUnreadable extends Error {}

interface Loaded {
    pem: string;
    transcript: string;
    cosignatures: Cosignature[];
    authority: string;
    changed: boolean;
}

async function load(lot: TenderLot): Promise<Loaded> {
    try {
        const [pem, { text: transcript }, { items: cosignatures }, trust] = await Promise.all([
            getText(`/tender-lots/${lot.id}/lot.crt`),
            get<{ text: string }>(`/ceremonies/${lot.key.ceremony}/transcript`),
            get<{ items: Cosignature[] }>(`/tender-lots/${lot.id}/cosignatures`),
            known(),
        ]);
        return { pem, transcript, cosignatures, authority: trust.pinned.authority, changed: trust.changed };
    } catch (error) {
        if (error instanceof Refused || error instanceof Unreachable) {
            throw new KeyUnreadable(error instanceof Refused ? error.problem.detail : "");
        }
        throw error;
    }
}

// The steps in their order, each giving what its sentence tells.
async function walk(lot: TenderLot, loaded: Loaded, verdict: KeyVerdict): Promise<void> {
    let key: (LotKey & { authority: Certificate }) | null = null;
    let officers: Officer[] = [];
    const needed = (): LotKey & { authority: Certificate } => {
        if (!key) {
            throw new Error("the steps have their order");
        }
        return key;
    };
    const acts: Record<KeyStep, () => Promise<string[]> | string[]> = {
        authority: async () => {
            const authority = await certificateFromPem(loaded.authority);
            if (!authority) {
                throw new SealingFault("certificate_malformed", "authority");
            }
            key = { ...(await readLotKey(loaded.pem, authority)), authority };
            return [key.certificate.serial];
        },
        lot: async () => {
            await checkLot(needed(), lot);
            return [];
        },
        opening: () => {
            checkOpening(needed(), lot);
            const { opens_at, least_submissions } = needed().statement;
            return [opens_at, String(least_submissions)];
        },
        transcript: async () => {
            officers = await checkTranscript(needed(), loaded.transcript);
            return officers.map(({ name, body }) => `${body} ${name}`);
        },
        officers: async () => {
            const logged = checkCosigned(officers, lot);
            await checkCosignatures(needed(), officers, { given: loaded.cosignatures, logged, authority: needed().authority });
            return [String(officers.length)];
        },
    };
    for (const name of keySteps) {
        try {
            verdict.steps.push({ name, fault: null, values: await acts[name]() });
        } catch (error) {
            if (!(error instanceof SealingFault)) {
                throw error;
            }
            verdict.steps.push({ name, fault: error, values: [] });
            verdict.isWaiting = error.code === "lot_key_not_ready";
            return;
        }
    }
    verdict.key = key;
}

// Throws KeyUnreadable where what is to be checked cannot be had.
export async function checkLotKey(lot: TenderLot): Promise<KeyVerdict> {
    const loaded = await load(lot);
    const { pem, authority, changed } = loaded;
    const verdict: KeyVerdict = { steps: [], isWaiting: false, authorityChanged: changed, key: null, pem, authority };
    await walk(lot, loaded, verdict);
    return verdict;
}

// The certificate of the lot's practice twin: the platform's own, for this lot and for trials alone. Nobody signs it.
export async function checkPracticeKey(lot: TenderLot): Promise<KeyVerdict> {
    const [pem, { pinned, changed }] = await Promise.all([getText(`/tender-lots/${lot.id}/practice.crt`), known()]);
    const verdict: KeyVerdict = { steps: [], isWaiting: false, authorityChanged: changed, key: null, pem, authority: pinned.authority };
    const authority = await certificateFromPem(pinned.authority);
    if (!authority) {
        throw new SealingFault("certificate_malformed", "authority");
    }
    const key = await readLotKey(pem, authority);
    if (key.statement.lot !== lot.id || key.statement.stage !== practiceStage) {
        throw new SealingFault("stage_is_another", "stage", [practiceStage]);
    }
    return { ...verdict, key };
}
