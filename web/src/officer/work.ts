// An officer at work, as tools/holder/holder.hpp has it: it looks at the platform's ceremonies and lots, and does what is
// its own to do. It believes its own file, the outside witnesses and the log's key; what the server says it checks, and
// what it cannot check it does not act upon. What rests on secrets is said only once they are kept.
import { get, getAll, getText, newKey, post } from "../api/client";
import { fromBase64, toBase64, utf8 } from "../crypto/bytes";
import { sign } from "../crypto/jws";
import type { Signer } from "../crypto/statements";
import { toInstant } from "../lib/time";
import { wallNow } from "../live/clock";
import { gateHolder, planOf } from "../opening/ceremony";
import { digestHex } from "../opening/group";
import {
    announceCommitments,
    concludeCeremony,
    dealShares,
    eraseShare,
    finishCeremony,
    hasShare,
    joinCeremony,
    type KeptCeremony,
    newlyKept,
    type SeenHolder,
    showCommitments,
    type Speech,
} from "../opening/kept_ceremony";
import { bindLot, boundOf, checkLot, type HolderTrust, releaseLot } from "../opening/kept_lot";
import type { LotKey } from "../opening/lot_key";
import { refuse } from "../opening/refusal";
import { type Ceremony, type ClosingEvidence, ownHolder, type Shares, type TenderLot } from "./types";

const actLife = 5 * 60_000;

// What an officer keeps, and how.
export interface Keeping {
    find(ceremony: string): KeptCeremony | null;
    add(kept: KeptCeremony): void;
    // Encrypted and on the disk when it is done.
    save(): Promise<void>;
    // Whether the officer has a copy elsewhere of the shares of the ceremony with this transcript.
    isCopied(transcript: string): boolean;
}

export interface Officer {
    keeping: Keeping;
    signer: Signer;
    trust: HolderTrust;
    audience: string;
}

export type Spoken = "nothing_to_say" | "said" | "copy_wanted";

interface Word {
    text: string;
}

async function act(officer: Officer, path: string, type: string, payload: object, body: object): Promise<void> {
    const nonce = newKey();
    const { audience, signer } = officer;
    const said = { audience, ...payload, nonce, expires_at: toInstant(wallNow() + actLife) };
    const statement = await sign(said, { alg: "ES256", typ: type, kid: signer.serial }, signer.key);
    await post(path, { statement, ...body }, nonce);
}

// --- ceremonies ---

async function shownHolders(ceremony: Ceremony): Promise<SeenHolder[]> {
    const path = `/ceremonies/${ceremony.id}/commitments`;
    const text = async (holder: number) => (await get<Word>(`${path}/${holder}`)).text;
    const seen: SeenHolder[] = [];
    for (const [at, { holder, name, body_name }] of ceremony.officers.entries()) {
        const sealingKey = ceremony.sealing_keys[at] ?? "";
        const announced = ceremony.commitments[at] ?? "";
        seen.push({ holder, name, body: body_name, sealingKey, announced, commitments: await text(holder) });
    }
    const announced = ceremony.commitments[ceremony.officers.length] ?? "";
    seen.push({ holder: gateHolder, name: "", body: "", sealingKey: "", announced, commitments: await text(gateHolder) });
    return seen;
}

async function conclusion(kept: KeptCeremony, ceremony: Ceremony): Promise<Speech> {
    const shares = await getAll<Shares>(`/ceremonies/${ceremony.id}/shares`);
    const dealt = shares.map(({ dealer, envelope }) => ({ dealer, envelope: fromBase64(envelope) ?? refuse("shares_differ") }));
    return concludeCeremony(kept, await shownHolders(ceremony), dealt);
}

async function speechFor(kept: KeptCeremony, ceremony: Ceremony): Promise<Speech | null> {
    switch (ceremony.state) {
        case "joining":
            return joinCeremony(kept);
        case "announcing":
            return announceCommitments(kept);
        case "showing":
            return showCommitments(kept);
        case "dealing":
            return dealShares(kept, ceremony.sealing_keys);
        case "confirming":
            return conclusion(kept, ceremony);
        default:
            return null;
    }
}

// The present round's word, where it is this officer's to say. Shares are confirmed only once a copy of them is kept
// elsewhere: whoever loses this browser must not lose them.
export async function speak(officer: Officer, ceremony: Ceremony): Promise<Spoken> {
    const { keeping } = officer;
    const me = ownHolder(ceremony);
    if (me === 0 || !ceremony.missing.includes(me)) {
        return "nothing_to_say";
    }
    let kept = keeping.find(ceremony.id);
    if (!kept) {
        const plan = planOf(ceremony.plan);
        if (plan.id !== ceremony.id || plan.officers !== ceremony.officers.length) {
            refuse("ceremony_malformed", "plan");
        }
        kept = newlyKept(plan, me);
        keeping.add(kept);
    }
    if (kept.holder !== me) {
        refuse("ceremony_of_another", "holder");
    }
    const waits = ceremony.state === "confirming" && kept.transcript !== null && !keeping.isCopied(kept.transcript);
    if (waits) {
        return "copy_wanted";
    }
    const speech = await speechFor(kept, ceremony);
    if (!speech) {
        return "nothing_to_say";
    }
    await keeping.save();
    if (speech.round === "confirm" && !keeping.isCopied(speech.about)) {
        return "copy_wanted";
    }
    const { round, sealingKey, about, text, envelopes } = speech;
    const word = { ceremony: ceremony.id, round, holder: me, sealing_key: sealingKey, about };
    await act(officer, `/ceremonies/${ceremony.id}/words`, "daylight-ceremony+jws", word, { text, envelopes: envelopes.map(toBase64) });
    return "said";
}

// A complete ceremony's polynomials and sealing key are of no more use than to make again what was erased.
export async function finish(officer: Officer, ceremony: Ceremony): Promise<void> {
    const kept = ceremony.state === "complete" ? officer.keeping.find(ceremony.id) : null;
    if (kept?.transcript && finishCeremony(kept)) {
        await officer.keeping.save();
    }
}

// --- lots ---

export function ownPart(lot: TenderLot, kept: KeptCeremony): TenderLot["holders"][number] | null {
    return lot.holders.find((one) => one.holder === kept.holder) ?? null;
}

// lot.crt in its own words, compared with what the tender's page says.
export async function readLot(officer: Officer, lot: TenderLot, kept: KeptCeremony): Promise<LotKey> {
    const [pem, { text }] = await Promise.all([getText(`/tender-lots/${lot.id}/lot.crt`), get<Word>(`/ceremonies/${kept.plan.id}/transcript`)]);
    const facts = { id: lot.id, stage: lot.method.stage, opensAt: lot.key.opens_at, leastSubmissions: lot.method.quorum.least };
    return checkLot(kept, pem, text, officer.trust, facts);
}

// From now on no other certificate is believed for this key.
export async function bind(officer: Officer, kept: KeptCeremony, key: LotKey): Promise<void> {
    bindLot(kept, key);
    await officer.keeping.save();
}

export async function cosign(officer: Officer, lot: TenderLot, kept: KeptCeremony, key: LotKey): Promise<void> {
    await bind(officer, kept, key);
    await act(officer, `/tender-lots/${lot.id}/cosignatures`, "daylight-cosign+jws", { lot: lot.id, certificate: key.fingerprint }, {});
}

export type Released = "released" | "not_logged_yet";

// Parts for the closing list that outside witnesses saw in time, and for no other.
export async function release(officer: Officer, lot: TenderLot, kept: KeptCeremony): Promise<Released> {
    const closing = await get<ClosingEvidence>(`/tender-lots/${lot.id}/closing`);
    if (!closing.log_proof) {
        return "not_logged_yet";
    }
    const eventBody = fromBase64(closing.event_body) ?? refuse("closing_not_logged");
    const evidence = { list: closing.list, eventBody, proof: closing.log_proof };
    const parts = await releaseLot(kept, closing.certificate, evidence, officer.trust);
    await officer.keeping.save();
    const said = { lot: lot.id, closing_list: digestHex(utf8(closing.list)), parts: digestHex(parts) };
    await act(officer, `/tender-lots/${lot.id}/parts`, "daylight-release+jws", said, { parts });
    return "released";
}

// Once the opening record is signed, the share that made its parts has no other use. Whether it was erased now.
export async function erase(officer: Officer, lot: TenderLot, kept: KeptCeremony): Promise<boolean> {
    const bound = boundOf(kept, lot.key.number);
    const done = lot.state === "opened" && lot.record && bound?.released && bound.certificate === lot.key.certificate && hasShare(kept, lot.key.number);
    if (!done) {
        return false;
    }
    eraseShare(kept, lot.key.number);
    await officer.keeping.save();
    return true;
}
