// What a ceremony came to, in one text (crypto/sealing/transcript.hpp): who held what, and the keys that came of it.
// Every officer signs its digest in the last round, and each lot's certificate names it.
import { type CeremonyPlan, gateHolder, isSamePlan, planOf, type PoolKey } from "./ceremony";
import { type Fields, hasExactly, isDigest, isListOf, isText, isWhole, readExact } from "./exact";
import { type Point, pointFromHex, pointHex } from "./group";
import { refuse } from "./refusal";

const format = "daylight/ceremony/1";
const mostText = 2 * 1024 * 1024;

export interface TranscriptHolder {
    holder: number;
    name: string; // "" of the gate
    body: string;
    sealing_key: string; // that its shares were sealed to; "" of the gate
    commitments: string; // the digest of the text in which it committed
}
export interface TranscriptKey {
    whole: string; // all points compressed, in hex
    gates: string;
    officers: string[];
}
export interface Transcript {
    format: string;
    plan: CeremonyPlan;
    holders: TranscriptHolder[]; // the officers in order, then the gate
    keys: TranscriptKey[];
}

export function transcriptText(plan: CeremonyPlan, holders: TranscriptHolder[], pool: PoolKey[]): string {
    const { id, officers, threshold, keys } = plan;
    const said = holders.map(({ holder, name, body, sealing_key, commitments }) => ({ holder, name, body, sealing_key, commitments }));
    const made = pool.map((key) => ({ whole: pointHex(key.whole), gates: pointHex(key.gates), officers: key.officers.map(pointHex) }));
    return JSON.stringify({ format, plan: { id, officers, threshold, keys }, holders: said, keys: made });
}

function isHolderEntry(value: unknown): value is TranscriptHolder & Fields {
    return (
        hasExactly(value, "holder", "name", "body", "sealing_key", "commitments") &&
        isWhole(value.holder) &&
        isText(value.name) &&
        isText(value.body) &&
        isText(value.sealing_key) &&
        isDigest(value.commitments)
    );
}
function isKeyEntry(value: unknown): value is TranscriptKey & Fields {
    return hasExactly(value, "whole", "gates", "officers") && isText(value.whole) && isText(value.gates) && isListOf(value.officers, isText);
}

// With as many holders and keys as the plan has, in order.
export function readTranscript(text: string): Transcript {
    const said = readExact(text, mostText);
    if (!hasExactly(said, "format", "plan", "holders", "keys") || said.format !== format) {
        refuse("transcript_malformed", "format");
    }
    const { holders, keys } = said;
    let plan: CeremonyPlan;
    try {
        plan = planOf(said.plan);
    } catch {
        return refuse("transcript_malformed", "plan");
    }
    const inOrder =
        isListOf(holders, isHolderEntry) &&
        holders.length === plan.officers + 1 &&
        holders.every((one, at) => one.holder === (at < plan.officers ? at + 1 : gateHolder));
    if (!inOrder) {
        refuse("transcript_malformed", "holders");
    }
    if (!isListOf(keys, isKeyEntry) || keys.length !== plan.keys || keys.some((key) => key.officers.length !== plan.officers)) {
        refuse("transcript_malformed", "keys");
    }
    return { format, plan, holders, keys };
}

// A holder's public point for one key of the pool, by its number from 1.
export function holdersPoint(transcript: Transcript, number: number, holder: number): Point {
    const key = transcript.keys[number - 1] ?? refuse("ceremony_of_another");
    return pointFromHex((holder === gateHolder ? key.gates : key.officers[holder - 1]) ?? "", "keys");
}

export function isOfPlan(transcript: Transcript, plan: CeremonyPlan): boolean {
    return isSamePlan(transcript.plan, plan);
}
