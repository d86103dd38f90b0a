// How officers make a pool of keys that nobody ever holds (crypto/sealing/ceremony.hpp): each announces a digest of its
// commitments, then shows them, then seals to every other that one's shares. The gate makes its half in the first two
// rounds. What is read here anybody may have said.
import { fromHex, toHex } from "../crypto/bytes";
import { added, checkDegree, type Commitments, commitmentsOf, type Dealing, drawDealing, sharePoint } from "./dealing";
import { type Fields, hasExactly, isListOf, isText, isWhole, readExact } from "./exact";
import { digestHex, plus, type Point, pointFromHex, pointHex, type Scalar } from "./group";
import { pause } from "./pace";
import { checkPossession, provePossession } from "./possession";
import { refuse } from "./refusal";

export const mostOfficers = 50;
export const mostKeys = 100;
export const gateHolder = 65535; // no officer's index: the gate's half is whole and has none
const mostText = 2 * 1024 * 1024;
const format = "daylight/ceremony-commitments/1";

export interface CeremonyPlan {
    id: string;
    officers: number; // n: their indices are 1 … n
    threshold: number; // k of them are needed
    keys: number; // in the pool
}

export function planOf(value: unknown): CeremonyPlan {
    const within = (number: unknown, most: number) => isWhole(number) && number >= 1 && number <= most;
    if (!hasExactly(value, "id", "officers", "threshold", "keys")) {
        refuse("ceremony_malformed", "plan");
    }
    const { id, officers, threshold, keys } = value;
    if (!isText(id) || id === "" || id.length > 64) {
        refuse("ceremony_malformed", "id");
    }
    if (!within(officers, mostOfficers)) {
        refuse("ceremony_malformed", "officers");
    }
    if (!within(threshold, officers as number)) {
        refuse("ceremony_malformed", "threshold");
    }
    if (!within(keys, mostKeys)) {
        refuse("ceremony_malformed", "keys");
    }
    return { id, officers: officers as number, threshold: threshold as number, keys: keys as number };
}
export function isSamePlan(one: CeremonyPlan, other: CeremonyPlan): boolean {
    return one.id === other.id && one.officers === other.officers && one.threshold === other.threshold && one.keys === other.keys;
}

export function degreeOf(plan: CeremonyPlan, holder: number): number {
    return holder === gateHolder ? 1 : plan.threshold;
}
export function isHolder(plan: CeremonyPlan, holder: number): boolean {
    return holder === gateHolder || (isWhole(holder) && holder >= 1 && holder <= plan.officers);
}

export function drawDealings(plan: CeremonyPlan, holder: number): Dealing[] {
    return Array.from({ length: plan.keys }, () => drawDealing(degreeOf(plan, holder)));
}

// --- what a holder commits to, in the text that is announced by its digest and then shown ---

interface CommittedKey {
    commitments: string[]; // k points, the gate one: compressed, in hex
    possession: string; // 65 bytes in hex
}

export async function commitmentsText(plan: CeremonyPlan, holder: number, dealings: Dealing[]): Promise<string> {
    const keys: CommittedKey[] = [];
    for (const dealing of dealings) {
        await pause();
        const points = commitmentsOf(dealing);
        const possession = toHex(provePossession(holder, dealing[0] as Scalar, points[0] as Point));
        keys.push({ commitments: points.map(pointHex), possession });
    }
    return JSON.stringify({ format, ceremony: plan.id, holder, keys });
}

function isCommittedKey(value: unknown): value is CommittedKey & Fields {
    return hasExactly(value, "commitments", "possession") && isListOf(value.commitments, isText) && isText(value.possession);
}

function readKey(key: CommittedKey, degree: number, holder: number, field: string): Commitments {
    const commitments = key.commitments.map((hex) => pointFromHex(hex, field));
    checkDegree(commitments, degree, field);
    const possession = fromHex(key.possession) ?? refuse("malformed_proof", field);
    checkPossession(holder, commitments[0] as Point, possession, field);
    return commitments;
}

// What the text commits to, one for each key: from this holder, in this ceremony, of exactly the degree that the plan
// says, each with a proof that it knows its number; and the text that was announced.
export async function readCommitments(plan: CeremonyPlan, holder: number, announced: string, text: string): Promise<Commitments[]> {
    if (!isHolder(plan, holder)) {
        refuse("ceremony_malformed", "holders");
    }
    if (text.length > mostText || digestHex(text) !== announced) {
        refuse("commitments_differ");
    }
    const said = readExact(text, mostText);
    if (!hasExactly(said, "format", "ceremony", "holder", "keys") || said.format !== format || !isListOf(said.keys, isCommittedKey)) {
        refuse("ceremony_malformed", "format");
    }
    if (said.ceremony !== plan.id || said.holder !== holder) {
        refuse("ceremony_of_another");
    }
    if (said.keys.length !== plan.keys) {
        refuse("ceremony_malformed", "keys");
    }
    const read: Commitments[] = [];
    for (const [at, key] of said.keys.entries()) {
        await pause();
        read.push(readKey(key, degreeOf(plan, holder), holder, `keys[${at}]`));
    }
    return read;
}

// --- what comes of it ---

export interface PoolKey {
    whole: Point; // Y: what bids are sealed to
    gates: Point; // the gate's half
    officers: Point[]; // each one's share times the generator, by index from 1
}

// From the commitments of all officers and the gate's, each exactly once.
export async function poolOf(plan: CeremonyPlan, committed: Map<number, Commitments[]>): Promise<PoolKey[]> {
    if (committed.size !== plan.officers + 1 || ![...committed.keys()].every((holder) => isHolder(plan, holder))) {
        refuse("ceremony_malformed", "holders");
    }
    const dealers = [...committed].filter(([holder]) => holder !== gateHolder).map(([, keys]) => keys);
    const gates = committed.get(gateHolder) as Commitments[];
    const pool: PoolKey[] = [];
    for (let key = 0; key < plan.keys; ++key) {
        await pause();
        const sum = added(dealers.map((keys) => keys[key] as Commitments));
        const gate = gates[key]?.[0] as Point;
        const officers = Array.from({ length: plan.officers }, (_, at) => sharePoint(sum, at + 1));
        pool.push({ whole: gate.add(sum[0] as Point), gates: gate, officers });
    }
    return pool;
}

// An officer's own number for each key: the sum of what all dealt to it.
export function addedShares(dealt: Scalar[][]): Scalar[] {
    const [first = [], ...others] = dealt;
    return first.map((share, at) => others.reduce((sum, one) => plus(sum, one[at] as Scalar), share));
}
