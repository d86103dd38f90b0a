// What an officer does about a lot whose key it holds a part of (tools/holder/kept_lot.hpp): it binds the key to one
// certificate, the first that it saw, and releases its parts for one closing list, the one that outside witnesses saw in
// time.
import type { Certificate } from "../crypto/certificate";
import type { Witness } from "../crypto/cosignature";
import type { Verifier } from "../crypto/note";
import { digestHex, generatorTimes, pointHex } from "./group";
import { type BoundCertificate, hasShare, type KeptCeremony, keptShare } from "./kept_ceremony";
import { type LotKey, readLotKey } from "./lot_key";
import { partsText } from "./parts";
import { refuse } from "./refusal";
import { checkRelease, type ReleaseEvidence } from "./release";
import { holdersPoint, readTranscript } from "./transcript";

// Whom the officer believes, from what it was given itself.
export interface HolderTrust {
    authority: Certificate; // the platform's, which issues lots' certificates
    log: Verifier;
    witnesses: Witness[];
    leastWitnesses: number;
}

export function boundOf(kept: KeptCeremony, number: number): BoundCertificate | null {
    return kept.bound.find((one) => one.number === number) ?? null;
}

// The platform's authority issued it, for bids, for a key of this ceremony.
async function readLot(kept: KeptCeremony, pem: string, trust: HolderTrust): Promise<LotKey> {
    const key = await readLotKey(pem, trust.authority);
    const { ceremony, transcript, number } = key.statement;
    if (ceremony !== kept.plan.id || transcript !== kept.transcript || number > kept.plan.keys) {
        refuse("ceremony_of_another");
    }
    return key;
}

// What the tender's own page says of its lot: the certificate must say the same.
export interface LotFacts {
    id: string;
    stage: string;
    opensAt: string; // when bids may be opened, at the earliest
    leastSubmissions: number; // the quorum of the tender's rules
}

// The certificate's own words, once they are for this lot and this officer's key. Keeps nothing.
export async function checkLot(kept: KeptCeremony, pem: string, transcriptText: string, trust: HolderTrust, facts: LotFacts): Promise<LotKey> {
    const key = await readLot(kept, pem, trust);
    const { statement, fingerprint } = key;
    const transcript = readTranscript(transcriptText);
    if (digestHex(transcriptText) !== kept.transcript || transcript.keys[statement.number - 1]?.whole !== pointHex(key.point)) {
        refuse("ceremony_of_another");
    }
    // The transcript is what this officer confirmed; what it gives for this officer's number is what it holds.
    const own = hasShare(kept, statement.number) ? generatorTimes(keptShare(kept, statement.number)) : null;
    if (own && !holdersPoint(transcript, statement.number, kept.holder).equals(own)) {
        refuse("ceremony_of_another", "keys");
    }
    const bound = boundOf(kept, statement.number);
    if (statement.lot !== facts.id || statement.stage !== facts.stage || (bound && bound.certificate !== fingerprint)) {
        refuse("key_bound_to_another");
    }
    if (Date.parse(statement.opens_at) < Date.parse(facts.opensAt)) {
        refuse("opening_time_differs");
    }
    if (statement.least_submissions < facts.leastSubmissions) {
        refuse("quorum_too_small", "", [String(facts.leastSubmissions)]);
    }
    return key;
}

// The first one is the only one for its key.
export function bindLot(kept: KeptCeremony, key: LotKey): void {
    const { number } = key.statement;
    const bound = boundOf(kept, number);
    if (bound && bound.certificate !== key.fingerprint) {
        refuse("key_bound_to_another");
    }
    if (!bound) {
        kept.bound.push({ number, certificate: key.fingerprint, released: null });
    }
}

// The parts' text. The caller keeps what was kept before it sends them. Refuses lot_not_bound, key_used_already, and
// what a release refuses.
export async function releaseLot(kept: KeptCeremony, pem: string, evidence: ReleaseEvidence, trust: HolderTrust): Promise<string> {
    const { statement, fingerprint } = await readLot(kept, pem, trust);
    const bound = boundOf(kept, statement.number);
    if (!bound || bound.certificate !== fingerprint) {
        refuse("lot_not_bound");
    }
    const { log, witnesses, leastWitnesses } = trust;
    const { lot, stage, opens_at, least_submissions } = statement;
    const terms = { lot, stage, opensAt: Date.parse(opens_at), log, witnesses, leastWitnesses, leastSubmissions: least_submissions };
    await checkRelease(terms, evidence);
    const digest = digestHex(evidence.list);
    if (bound.released !== null && bound.released !== digest) {
        refuse("key_used_already");
    }
    bound.released = digest;
    return partsText(evidence.list, kept.holder, keptShare(kept, statement.number));
}
