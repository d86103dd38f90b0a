// What an officer keeps of one ceremony, and what it says in each round (tools/holder/kept_ceremony.hpp). Its secrets
// never leave the officer's own machine but in its encrypted file. The fields' names are those of that file.
import { type Bytes, toHex } from "../crypto/bytes";
import { addedShares, type CeremonyPlan, commitmentsText, drawDealings, gateHolder, poolOf, readCommitments } from "./ceremony";
import { complaintText, openShares, sharesBytes } from "./complaint";
import { type Commitments, type Dealing, shareOf } from "./dealing";
import { sealToPoint } from "./envelope";
import { digestHex, drawScalar, generatorTimes, pointFromHex, pointHex, type Scalar, scalarFromHex, scalarHex, sha256Now } from "./group";
import { pause } from "./pace";
import { OpeningRefusal, refuse } from "./refusal";
import { type TranscriptHolder, transcriptText } from "./transcript";

// A key that was bound to a lot: by the certificate that this officer saw first, and believes alone.
export interface BoundCertificate {
    number: number;
    certificate: string; // SHA-256 of it in DER
    released: string | null; // the one closing list that parts were made for
}

// Numbers stand in hex.
export interface KeptCeremony {
    plan: CeremonyPlan;
    holder: number;
    sealing_key: string; // that shares come sealed to; "" once the ceremony is over
    dealt_to: string[]; // all officers' sealing keys, as they were when shares were dealt
    coefficients: string[][]; // until the ceremony is over
    shares: string[]; // one for each key, once they are confirmed; "" when erased
    transcript: string | null;
    bound: BoundCertificate[];
}

// What is said, but for who signs it.
export interface Speech {
    round: "join" | "announce" | "show" | "deal" | "confirm" | "complain";
    sealingKey: string; // of "join"
    about: string; // a digest
    text: string; // "" where the round has none
    envelopes: Bytes[]; // of "deal"
}

// Another holder, as everybody sees it.
export interface SeenHolder {
    holder: number;
    name: string; // "" of the gate
    body: string;
    sealingKey: string; // compressed, in hex; "" of the gate
    announced: string; // the digest
    commitments: string; // the text
}
export interface DealtShares {
    dealer: number;
    envelope: Bytes;
}

export function newlyKept(plan: CeremonyPlan, holder: number): KeptCeremony {
    return { plan, holder, sealing_key: "", dealt_to: [], coefficients: [], shares: [], transcript: null, bound: [] };
}

function speech(round: Speech["round"], about: string, more: Partial<Speech> = {}): Speech {
    return { round, about, sealingKey: "", text: "", envelopes: [], ...more };
}
function dealingsOf(kept: KeptCeremony): Dealing[] {
    return kept.coefficients.map((numbers) => numbers.map((hex) => scalarFromHex(hex)));
}
function ownSealingKey(kept: KeptCeremony): string {
    return pointHex(generatorTimes(scalarFromHex(kept.sealing_key)));
}
// Shares are sealed to these keys, and the transcript carries them: whoever shows an officer another key in the place
// of its own, or fewer than there are officers, is believed nothing.
function checkSealingKeys(kept: KeptCeremony, keys: string[]): void {
    if (keys.length !== kept.plan.officers || keys[kept.holder - 1] !== ownSealingKey(kept) || new Set(keys).size !== keys.length) {
        refuse("sealing_keys_differ");
    }
}
function refuseOver(kept: KeptCeremony): void {
    if (kept.transcript !== null) {
        refuse("ceremony_over");
    }
}

// What was drawn once is said again, where the answer to it got lost: never another.
export function joinCeremony(kept: KeptCeremony): Speech {
    refuseOver(kept);
    kept.sealing_key ||= scalarHex(drawScalar());
    const key = ownSealingKey(kept);
    return speech("join", digestHex(key), { sealingKey: key });
}

export async function announceCommitments(kept: KeptCeremony): Promise<Speech> {
    refuseOver(kept);
    if (kept.coefficients.length === 0) {
        kept.coefficients = drawDealings(kept.plan, kept.holder).map((dealing) => dealing.map(scalarHex));
    }
    return speech("announce", digestHex(await commitmentsText(kept.plan, kept.holder, dealingsOf(kept))));
}

export async function showCommitments(kept: KeptCeremony): Promise<Speech> {
    refuseOver(kept);
    const text = await commitmentsText(kept.plan, kept.holder, dealingsOf(kept));
    return speech("show", digestHex(text), { text });
}

// `sealingKeys`: of all officers, in order.
export async function dealShares(kept: KeptCeremony, sealingKeys: string[]): Promise<Speech> {
    refuseOver(kept);
    checkSealingKeys(kept, sealingKeys);
    const dealings = dealingsOf(kept);
    const envelopes: Bytes[] = [];
    const list: { to: number; envelope: string }[] = [];
    for (const [at, hex] of sealingKeys.entries()) {
        const to = at + 1;
        if (to !== kept.holder) {
            await pause();
            const shares = dealings.map((dealing) => shareOf(dealing, to));
            const envelope = await sealToPoint(pointFromHex(hex, "sealing_keys"), sharesBytes(shares));
            envelopes.push(envelope);
            list.push({ to, envelope: toHex(sha256Now(envelope)) });
        }
    }
    // Shares are not sealed again to other keys, whoever asks for it.
    if (kept.dealt_to.length > 0 && kept.dealt_to.join() !== sealingKeys.join()) {
        refuse("sealing_keys_differ");
    }
    kept.dealt_to = [...sealingKeys];
    return speech("deal", digestHex(JSON.stringify(list)), { envelopes });
}

async function readAll(kept: KeptCeremony, holders: SeenHolder[]): Promise<Map<number, Commitments[]>> {
    const committed = new Map<number, Commitments[]>();
    for (const { holder, announced, commitments } of holders) {
        committed.set(holder, await readCommitments(kept.plan, holder, announced, commitments));
    }
    if (committed.size !== holders.length || committed.size !== kept.plan.officers + 1) {
        refuse("ceremony_malformed", "holders");
    }
    return committed;
}

// What proves that a dealer cheated: its envelope does not open, or holds other shares than were promised.
function isProvable(error: unknown): boolean {
    return error instanceof OpeningRefusal && (error.code === "envelope_does_not_open" || error.code === "share_invalid");
}

// The last word: that every share fits what its dealer committed to, and what the ceremony came to; or a complaint that
// proves who cheated. Refuses what nobody can be blamed for by proof: commitments that are not those that were
// announced, or not one's own, shares that are missing.
export async function concludeCeremony(kept: KeptCeremony, holders: SeenHolder[], dealt: DealtShares[]): Promise<Speech> {
    const officers = holders.filter((one) => one.holder !== gateHolder).sort((a, b) => a.holder - b.holder);
    const inOrder = [...officers, ...holders.filter((one) => one.holder === gateHolder)];
    checkSealingKeys(kept, officers.map((one) => one.sealingKey));
    if (kept.dealt_to.join() !== officers.map((one) => one.sealingKey).join()) {
        refuse("sealing_keys_differ");
    }
    const committed = await readAll(kept, inOrder);
    const own = await commitmentsText(kept.plan, kept.holder, dealingsOf(kept));
    if (officers[kept.holder - 1]?.announced !== digestHex(own)) {
        refuse("commitments_differ");
    }
    const dealers = new Set(dealt.map((one) => one.dealer));
    const whole =
        dealt.length === kept.plan.officers - 1 && dealers.size === dealt.length && !dealers.has(kept.holder) && !dealers.has(gateHolder);
    if (!whole) {
        refuse("shares_differ");
    }
    const key = scalarFromHex(kept.sealing_key);
    const all: Scalar[][] = [dealingsOf(kept).map((dealing) => shareOf(dealing, kept.holder))];
    for (const { dealer, envelope } of dealt) {
        const promised = committed.get(dealer) ?? refuse("shares_differ");
        try {
            all.push(await openShares(envelope, key, kept.holder, promised));
        } catch (error) {
            if (!isProvable(error)) {
                throw error;
            }
            const text = complaintText(dealer, key, envelope);
            return speech("complain", digestHex(text), { text });
        }
    }
    const pool = await poolOf(kept.plan, committed);
    const sums = addedShares(all);
    for (const [at, sum] of sums.entries()) {
        await pause();
        if (!generatorTimes(sum).equals(pool[at]?.officers[kept.holder - 1] ?? refuse("share_invalid"))) {
            refuse("share_invalid", `keys[${at}]`);
        }
    }
    const said: TranscriptHolder[] = inOrder.map((one) => ({
        holder: one.holder,
        name: one.name,
        body: one.body,
        sealing_key: one.sealingKey,
        commitments: one.announced,
    }));
    const transcript = digestHex(transcriptText(kept.plan, said, pool));
    if (kept.transcript !== null && kept.transcript !== transcript) {
        refuse("ceremony_over");
    }
    kept.shares = sums.map(scalarHex);
    kept.transcript = transcript;
    return speech("confirm", transcript);
}

// Once the ceremony is complete: what it was made with could make the shares again, after they were erased. False where
// nothing of it was there any more.
export function finishCeremony(kept: KeptCeremony): boolean {
    const there = kept.coefficients.length > 0 || kept.sealing_key !== "";
    kept.coefficients = [];
    kept.sealing_key = "";
    return there;
}

// After the opening record: the key has done what it was for.
export function eraseShare(kept: KeptCeremony, number: number): void {
    kept.shares = kept.shares.map((share, at) => (at === number - 1 ? "" : share));
}
export function hasShare(kept: KeptCeremony, number: number): boolean {
    return (kept.shares[number - 1] ?? "") !== "";
}

// An officer's number for a key of the pool.
export function keptShare(kept: KeptCeremony, number: number): Scalar {
    const share = kept.shares[number - 1] ?? refuse("ceremony_of_another");
    return scalarFromHex(share || refuse("key_erased"));
}
