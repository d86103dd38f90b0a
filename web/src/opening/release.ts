// When a holder may use its part of a key (crypto/sealing/release.hpp): for the closing list of its own lot and stage,
// once that stands in the log, under a checkpoint that enough outside witnesses have cosigned at a time after the
// opening time. The server's clock and word count for nothing here.
import type { LogProof } from "../api/types";
import { type Bytes, fromUtf8 } from "../crypto/bytes";
import { cosignedAt, type Witness } from "../crypto/cosignature";
import type { Verifier } from "../crypto/note";
import { checkLogProof } from "../crypto/proof";
import { type ClosingList, readClosingList } from "./closing_list";
import { isDigest, isText } from "./exact";
import { digestHex } from "./group";
import { refuse } from "./refusal";

// What the holder knows by itself: from the lot's certificate, and whom it trusts.
export interface ReleaseTerms {
    lot: string;
    stage: string;
    opensAt: number; // milliseconds
    log: Verifier;
    witnesses: Witness[];
    leastWitnesses: number;
    leastSubmissions: number;
}
// What the server brings.
export interface ReleaseEvidence {
    list: string; // the closing list's text
    eventBody: Bytes; // of the event that closed the lot
    proof: LogProof; // that it stands in the log, under a cosigned checkpoint
}

// The digest of the closing list that an event of this lot and stage names.
function namedList(terms: ReleaseTerms, body: Bytes): string | null {
    try {
        const event = JSON.parse(fromUtf8(body) ?? "") as { type?: unknown; stream?: unknown; data?: { stage?: unknown; closing_list?: unknown } };
        const ours = event.type === "submissions_closed" && event.stream === `tender_lot:${terms.lot}` && event.data?.stage === terms.stage;
        const digest = event.data?.closing_list;
        return ours && isText(digest) && isDigest(digest) ? digest : null;
    } catch {
        return null;
    }
}

async function checkWitnesses(terms: ReleaseTerms, checkpoint: string): Promise<void> {
    const opening = Math.ceil(terms.opensAt / 1000);
    const inTime = new Set<string>();
    let early = 0;
    for (const witness of terms.witnesses) {
        const at = await cosignedAt(checkpoint, witness);
        if (at === "invalid") {
            refuse("witness_invalid", witness.name);
        }
        if (at !== null && at >= opening) {
            inTime.add(witness.text);
        } else if (at !== null) {
            ++early;
        }
    }
    if (inTime.size >= terms.leastWitnesses) {
        return;
    }
    refuse(inTime.size + early >= terms.leastWitnesses ? "release_too_early" : "too_few_witnesses");
}

// The list to release for.
export async function checkRelease(terms: ReleaseTerms, evidence: ReleaseEvidence): Promise<ClosingList> {
    if (terms.leastWitnesses < 1) {
        refuse("too_few_witnesses");
    }
    const { list } = readClosingList(evidence.list);
    if (list.lot !== terms.lot || list.stage !== terms.stage) {
        refuse("closing_of_another");
    }
    const eventDigest = digestHex(evidence.eventBody);
    if (namedList(terms, evidence.eventBody) !== digestHex(evidence.list) || evidence.proof.event_digest !== eventDigest) {
        refuse("closing_not_logged");
    }
    const steps = await checkLogProof(evidence.proof, eventDigest, terms.log);
    if (!steps.every((step) => step.ok)) {
        refuse("closing_not_logged", steps.find((step) => !step.ok)?.reason ?? "");
    }
    await checkWitnesses(terms, evidence.proof.checkpoint);
    if (list.submissions.length < terms.leastSubmissions) {
        refuse("too_few_submissions", "", [String(terms.leastSubmissions)]);
    }
    return list;
}
