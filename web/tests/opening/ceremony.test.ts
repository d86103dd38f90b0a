// What the programs of this house said and made in a ceremony, a binding and an opening of their own: the same bytes come
// of it here.
import { describe, expect, it, vi } from "vitest";
import { fromBase64, toHex } from "../../src/crypto/bytes";
import { certificateFromPem } from "../../src/crypto/certificate";
import { cosignedAt, parseWitness } from "../../src/crypto/cosignature";
import { parseVerifier } from "../../src/crypto/note";
import { type CeremonyPlan, commitmentsText, gateHolder, planOf, poolOf, readCommitments } from "../../src/opening/ceremony";
import { complaintText, judgeComplaint, openShares, sharesBytes } from "../../src/opening/complaint";
import { type Commitments, commitmentsOf, shareOf } from "../../src/opening/dealing";
import { sealToPoint } from "../../src/opening/envelope";
import { digestHex, generator, generatorTimes, infinity, minus, type Point, pointFromHex, pointHex, scalarFromHex } from "../../src/opening/group";
import {
    announceCommitments,
    concludeCeremony,
    dealShares,
    eraseShare,
    finishCeremony,
    hasShare,
    joinCeremony,
    type KeptCeremony,
    keptShare,
    newlyKept,
    type SeenHolder,
    showCommitments,
} from "../../src/opening/kept_ceremony";
import { bindLot, boundOf, checkLot, type HolderTrust, releaseLot } from "../../src/opening/kept_lot";
import { checkParts } from "../../src/opening/parts";
import { provePossession } from "../../src/opening/possession";
import { OpeningRefusal } from "../../src/opening/refusal";
import { holdersPoint, readTranscript } from "../../src/opening/transcript";
import { mergeKept, newVault, openVault, readVaultText, sealVault, vaultText } from "../../src/opening/vault";
import made from "../vectors/ceremony.json";

vi.setConfig({ testTimeout: 120_000 }); // for a machine that has other things to do

const base64 = (text: string) => fromBase64(text) ?? new Uint8Array(0);
async function code(act: () => unknown): Promise<string> {
    try {
        await act();
        return "holds";
    } catch (error) {
        return error instanceof OpeningRefusal ? error.code : String(error);
    }
}
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

// Each passphrase is tried once: it takes its time.
const opened = new Map<number, Promise<KeptCeremony>>();
async function openFile(officer: number): Promise<KeptCeremony> {
    const { vault, passphrase } = made.officers[officer - 1] ?? { vault: "", passphrase: "" };
    const found = await openVault(vault, passphrase);
    const kept = "vault" in found ? found.vault.ceremonies[0] : undefined;
    if (!kept) {
        throw new Error("no ceremony in this vault");
    }
    return kept;
}
async function keptBy(officer: number): Promise<KeptCeremony> {
    const first = opened.get(officer) ?? openFile(officer);
    opened.set(officer, first);
    return copy(await first);
}
function seenHolders(): SeenHolder[] {
    const officers = made.view.officers.map(({ holder, name, body_name }, at) => ({
        holder,
        name,
        body: body_name,
        sealingKey: made.view.sealing_keys[at] ?? "",
        announced: made.view.commitments[at] ?? "",
        commitments: made.commitments[String(holder) as "1"],
    }));
    const announced = made.view.commitments[officers.length] ?? "";
    return [...officers, { holder: gateHolder, name: "", body: "", sealingKey: "", announced, commitments: made.commitments["65535"] }];
}
const dealtTo = (officer: number) => (made.officers[officer - 1]?.shares ?? []).map(({ dealer, envelope }) => ({ dealer, envelope: base64(envelope) }));

describe("the programs' ceremony", () => {
    it("opens from the programs' encrypted file, whose text is the same here", async () => {
        const kept = await keptBy(1);
        expect(kept.plan).toEqual(made.view.plan);
        expect(kept.holder).toBe(1);
        expect(kept.transcript).toBe(made.view.transcript);
        expect(kept.shares.length).toBe(2);
        expect(readVaultText(vaultText([kept]))).toEqual([kept]);
        const [first] = made.officers;
        expect(await openVault(first?.vault ?? "", "another passphrase")).toEqual({ fault: "wrong_passphrase" });
        expect(await openVault("no file", "x")).toEqual({ fault: "malformed" });
    });

    it("is said again byte for byte: commitments with their proofs of possession", async () => {
        for (const officer of [1, 2, 3]) {
            const kept = await keptBy(officer);
            const dealings = kept.coefficients.map((numbers) => numbers.map((hex) => scalarFromHex(hex)));
            const text = await commitmentsText(kept.plan, officer, dealings);
            expect(text).toBe(made.commitments[String(officer) as "1"]);
            expect(digestHex(text)).toBe(made.view.commitments[officer - 1]);
        }
    });

    it("comes to the same transcript and the same shares", async () => {
        for (const officer of [1, 2, 3]) {
            const kept = await keptBy(officer);
            const fresh = { ...copy(kept), shares: [], transcript: null, bound: [] };
            const last = await concludeCeremony(fresh, seenHolders(), dealtTo(officer));
            expect(last).toMatchObject({ round: "confirm", about: made.view.transcript });
            expect(fresh.shares).toEqual(kept.shares);
            const transcript = readTranscript(made.transcript);
            expect(pointHex(holdersPoint(transcript, 2, officer))).toBe(pointHex(generatorTimes(keptShare(kept, 2))));
        }
        expect(digestHex(made.transcript)).toBe(made.view.transcript);
    });

    it("is concluded with nothing that differs from what was announced, sealed or dealt", async () => {
        const kept = { ...(await keptBy(1)), shares: [], transcript: null, bound: [] };
        const holders = seenHolders();
        const dealt = dealtTo(1);
        const [second, third] = dealt;
        const changed = (at: number, by: Partial<SeenHolder>) => holders.map((one, index) => (index === at ? { ...one, ...by } : one));
        const conclude = (seen: SeenHolder[], shares = dealt) => code(() => concludeCeremony(copy(kept), seen, shares));
        if (!second || !third) {
            throw new Error("two others dealt");
        }
        expect(await conclude(holders)).toBe("holds");
        expect(await conclude(changed(1, { announced: "0".repeat(64) }))).toBe("commitments_differ");
        expect(await conclude(changed(1, { commitments: made.commitments["3"] }))).toBe("commitments_differ");
        // One's own, shown as another's text; one's own sealing key, in whose place somebody put another.
        expect(await conclude(changed(0, { sealingKey: pointHex(generator) }))).toBe("sealing_keys_differ");
        expect(await conclude(changed(1, { sealingKey: made.view.sealing_keys[0] }))).toBe("sealing_keys_differ");
        // Another's, that is not the one which its shares were dealt to.
        expect(await conclude(changed(1, { sealingKey: pointHex(generatorTimes(99n)) }))).toBe("sealing_keys_differ");
        expect(await conclude(holders.slice(0, 3))).toBe("ceremony_malformed");
        expect(await conclude(holders.slice(1))).toBe("sealing_keys_differ");
        expect(await conclude(holders, [second])).toBe("shares_differ");
        expect(await conclude(holders, [second, second])).toBe("shares_differ");
        expect(await conclude(holders, [second, { ...third, dealer: 1 }])).toBe("shares_differ");
        expect(await conclude(holders, [second, { ...third, dealer: gateHolder }])).toBe("shares_differ");
    });

    it("is over once it was confirmed: nothing is drawn, shown or dealt again", async () => {
        const kept = await keptBy(1);
        const before = vaultText([kept]);
        expect(await code(() => joinCeremony(kept))).toBe("ceremony_over");
        expect(await code(() => announceCommitments(kept))).toBe("ceremony_over");
        expect(await code(() => showCommitments(kept))).toBe("ceremony_over");
        expect(await code(() => dealShares(kept, made.view.sealing_keys))).toBe("ceremony_over");
        expect(vaultText([kept])).toBe(before);
        // Only the same confirmation is said again.
        expect(await code(() => concludeCeremony(kept, seenHolders(), dealtTo(1)))).toBe("holds");
        const renamed = seenHolders().map((one) => ({ ...one, body: one.body + "二" }));
        expect(await code(() => concludeCeremony(kept, renamed, dealtTo(1)))).toBe("ceremony_over");
        expect(vaultText([kept])).toBe(before);
    });

    it("makes a complaint of shares that are not those that were promised, and it proves who dealt them", async () => {
        const kept = { ...(await keptBy(1)), shares: [], transcript: null, bound: [] };
        const cheat = await keptBy(2);
        const ownKey = made.view.sealing_keys[0] ?? "";
        const dealings = cheat.coefficients.map((numbers) => numbers.map((hex) => scalarFromHex(hex)));
        const shares = dealings.map((dealing) => shareOf(dealing, 1));
        const promised = dealings.map(commitmentsOf);
        const bad = await sealToPoint(pointFromHex(ownKey), sharesBytes([shares[0] as bigint, (shares[1] as bigint) + 1n]));
        const short = await sealToPoint(pointFromHex(ownKey), sharesBytes([shares[0] as bigint]));
        const closed = await sealToPoint(generator, sharesBytes(shares)); // to another key
        const third = dealtTo(1).find(({ dealer }) => dealer === 3);
        for (const envelope of [bad, short, closed]) {
            const said = await concludeCeremony(copy(kept), seenHolders(), [{ dealer: 2, envelope }, third as never]);
            expect(said.round).toBe("complain");
            expect(said.about).toBe(digestHex(said.text));
            expect(await judgeComplaint(said.text, 1, envelope, pointFromHex(ownKey), promised)).toBe("dealer_cheated");
        }
        const good = await sealToPoint(pointFromHex(ownKey), sharesBytes(shares));
        const unfounded = complaintText(2, scalarFromHex(kept.sealing_key), good);
        expect(await judgeComplaint(unfounded, 1, good, pointFromHex(ownKey), promised)).toBe("unfounded");
        expect(await openShares(good, scalarFromHex(kept.sealing_key), 1, promised)).toEqual(shares);
        // Of another's envelope nothing is proved.
        expect(await code(() => judgeComplaint(unfounded, 1, bad, pointFromHex(ownKey), promised))).toBe("proof_invalid");
    });
});

describe("commitments", () => {
    const plan: CeremonyPlan = { id: "CEREMONY1", officers: 3, threshold: 2, keys: 2 };
    const dealings = [
        [5n, 7n],
        [11n, 13n],
    ];
    interface Said {
        format: string;
        ceremony: string;
        holder: number;
        keys: { commitments: string[]; possession: string }[];
    }
    async function changed(change: (said: Said) => void, holder = 1): Promise<string> {
        const said = JSON.parse(await commitmentsText(plan, holder, holder === gateHolder ? [[5n], [11n]] : dealings)) as Said;
        change(said);
        const text = JSON.stringify(said);
        return code(() => readCommitments(plan, holder, digestHex(text), text));
    }

    it("are refused of another degree: one point more would want one officer more, unseen", async () => {
        expect(await changed(() => undefined)).toBe("holds");
        expect(await changed(() => undefined, gateHolder)).toBe("holds");
        expect(await changed(({ keys }) => keys[1]?.commitments.push(keys[1].commitments[0] as string))).toBe("dealing_wrong_degree");
        expect(await changed(({ keys }) => keys[1]?.commitments.pop())).toBe("dealing_wrong_degree");
        expect(await changed(({ keys }) => keys[0]?.commitments.push(keys[0].commitments[0] as string), gateHolder)).toBe("dealing_wrong_degree");
    });

    it("are refused with a point that is none, or in another form", async () => {
        const with_ = (hex: string) => changed(({ keys }) => (keys[0]?.commitments ?? []).splice(1, 1, hex));
        expect(await with_("00")).toBe("malformed_point");
        expect(await with_("03" + "f".repeat(64))).toBe("malformed_point");
        expect(await with_("06" + generator.toHex(false).slice(2))).toBe("malformed_point");
        expect(await with_(generator.toHex(false))).toBe("malformed_point");
        expect(await with_(pointHex(generator).toUpperCase())).toBe(pointHex(generator) === pointHex(generator).toUpperCase() ? "holds" : "malformed_point");
        expect(await changed(({ keys }) => Object.assign(keys[0] ?? {}, { possession: "zz" }))).toBe("malformed_proof");
    });

    // Whoever speaks last and subtracts the others' points would know the whole key: it cannot prove its own.
    it("are refused of a rogue key", async () => {
        const others = generatorTimes(21n).add(generatorTimes(34n));
        const rogue = generatorTimes(5n).add(others.negate());
        const possession = toHex(provePossession(1, 5n, rogue));
        expect(await changed(({ keys }) => Object.assign(keys[0] ?? {}, { commitments: [pointHex(rogue), pointHex(generator)], possession }))).toBe("proof_invalid");
    });

    it("are refused of another holder, ceremony, number or form", async () => {
        const text = await commitmentsText(plan, 2, dealings);
        expect(await code(() => readCommitments(plan, 1, digestHex(text), text))).toBe("ceremony_of_another");
        expect(await code(() => readCommitments(plan, 2, digestHex("another"), text))).toBe("commitments_differ");
        expect(await changed((said) => (said.ceremony = "CEREMONY0"))).toBe("ceremony_of_another");
        const copied = JSON.parse(text) as Said;
        expect(await changed((said) => (said.keys = copied.keys))).toBe("proof_invalid");
        expect(await changed((said) => said.keys.pop())).toBe("ceremony_malformed");
        expect(await changed((said) => (said.format += "0"))).toBe("ceremony_malformed");
        expect(await changed((said) => Object.assign(said, { more: 1 }))).toBe("ceremony_malformed");
        const doubled = text.replace('"holder":2', '"holder":1,"holder":2');
        expect(await code(() => readCommitments(plan, 2, digestHex(doubled), doubled))).toBe("ceremony_malformed");
        expect(await code(() => readCommitments(plan, 7, digestHex(text), text))).toBe("ceremony_malformed");
    });

    it("make a pool whose whole is the gate's half and all constant numbers together", async () => {
        const committed = new Map<number, Commitments[]>([[gateHolder, [[generatorTimes(100n)], [generatorTimes(200n)]]]]);
        for (const officer of [1, 2, 3]) {
            committed.set(officer, dealings.map(commitmentsOf));
        }
        const pool = await poolOf(plan, committed);
        expect(pointHex(pool[0]?.whole as Point)).toBe(pointHex(generatorTimes(115n)));
        expect(pointHex(pool[1]?.officers[1] as Point)).toBe(pointHex(generatorTimes(3n * (11n + 2n * 13n))));
        committed.delete(2);
        expect(await code(() => poolOf(plan, committed))).toBe("ceremony_malformed");
    });

    it("have a plan that makes sense", async () => {
        expect(await code(() => planOf({ ...plan, officers: 51 }))).toBe("ceremony_malformed");
        expect(await code(() => planOf({ ...plan, threshold: 4 }))).toBe("ceremony_malformed");
        expect(await code(() => planOf({ ...plan, threshold: 0 }))).toBe("ceremony_malformed");
        expect(await code(() => planOf({ ...plan, keys: 101 }))).toBe("ceremony_malformed");
        expect(await code(() => planOf({ ...plan, id: "" }))).toBe("ceremony_malformed");
        expect(minus(0n, 1n) + 1n > 0n && infinity.is0()).toBe(true);
    });
});

describe("a ceremony of this page's own", () => {
    it("runs through every round among three, and says the same where an answer got lost", async () => {
        const plan: CeremonyPlan = { id: "CEREMONY2", officers: 3, threshold: 2, keys: 2 };
        const gate = newlyKept(plan, gateHolder);
        gate.coefficients = [["2".padStart(64, "0")], ["3".padStart(64, "0")]];
        const officers = [1, 2, 3].map((holder) => newlyKept(plan, holder));
        const keys = officers.map((kept) => joinCeremony(kept).sealingKey);
        expect(joinCeremony(officers[0] as KeptCeremony).sealingKey).toBe(keys[0]);
        const holders: SeenHolder[] = [];
        for (const kept of [...officers, gate]) {
            const announced = kept === gate ? await showCommitments(gate) : await announceCommitments(kept);
            const shown = await showCommitments(kept);
            expect(shown.about).toBe(announced.about);
            const sealingKey = kept === gate ? "" : (keys[kept.holder - 1] ?? "");
            holders.push({ holder: kept.holder, name: `官 ${kept.holder}`, body: "公证处", sealingKey, announced: announced.about, commitments: shown.text });
        }
        expect((await announceCommitments(officers[0] as KeptCeremony)).about).toBe(holders[0]?.announced);
        const dealt = new Map<number, { dealer: number; envelope: Uint8Array<ArrayBuffer> }[]>([1, 2, 3].map((to) => [to, []]));
        for (const kept of officers) {
            const { envelopes } = await dealShares(kept, keys);
            const others = [1, 2, 3].filter((to) => to !== kept.holder);
            envelopes.forEach((envelope, at) => dealt.get(others[at] ?? 0)?.push({ dealer: kept.holder, envelope }));
        }
        expect(await code(() => dealShares(officers[0] as KeptCeremony, [pointHex(generator), ...keys.slice(1)]))).toBe("sealing_keys_differ");
        expect(await code(() => dealShares(officers[0] as KeptCeremony, [...keys.slice(0, 2), pointHex(generator)]))).toBe("sealing_keys_differ");
        const words = [];
        for (const kept of officers) {
            words.push(await concludeCeremony(kept, holders, dealt.get(kept.holder) ?? []));
        }
        expect(new Set(words.map((word) => `${word.round} ${word.about}`)).size).toBe(1);
        expect(words[0]?.round).toBe("confirm");
        // Then it forgets what it made the shares with, and a share once it was used.
        const [first] = officers as [KeptCeremony, KeptCeremony, KeptCeremony];
        expect(finishCeremony(first)).toBe(true);
        expect(finishCeremony(first)).toBe(false);
        expect(first).toMatchObject({ coefficients: [], sealing_key: "" });
        expect(readVaultText(vaultText([first]))).toEqual([first]);
        eraseShare(first, 1);
        expect([hasShare(first, 1), hasShare(first, 2), hasShare(first, 3)]).toEqual([false, true, false]);
        expect(await code(() => keptShare(first, 1))).toBe("key_erased");
        expect(await code(() => keptShare(first, 3))).toBe("ceremony_of_another");
        expect(readVaultText(vaultText([first]))).toEqual([first]);
    });
});

// --- lots ---

async function trustOf(): Promise<HolderTrust> {
    const [authority, log, witness] = await Promise.all([certificateFromPem(made.authority), parseVerifier(made.log), parseWitness(made.witness)]);
    if (!authority || !log || !witness) {
        throw new Error("the vectors' keys are sound");
    }
    return { authority, log, witnesses: [witness], leastWitnesses: 1 };
}
const facts = { id: made.lot, stage: made.lot_view.method.stage, opensAt: made.lot_view.key.opens_at, leastSubmissions: made.lot_view.method.quorum.least };
const evidence = () => ({ list: made.closing.list, eventBody: base64(made.closing.event_body), proof: copy(made.closing.log_proof) });

describe("a lot's certificate", () => {
    it("says in its own words what it is for", async () => {
        const kept = await keptBy(1);
        const key = await checkLot(kept, made.lot_crt, made.transcript, await trustOf(), facts);
        expect(key.statement).toMatchObject({ lot: made.lot, number: 1, stage: "bids", opens_at: made.lot_view.key.opens_at });
        expect(key.fingerprint).toBe(made.lot_view.key.certificate);
        expect(kept.bound).toEqual([{ number: 1, certificate: key.fingerprint, released: null }]);
    });

    it("is refused where it is for another lot, stage, ceremony or hour, or of a lower quorum than the rules'", async () => {
        const trust = await trustOf();
        const kept = await keptBy(1);
        const check = (changes: Partial<typeof facts>, who = kept, transcript = made.transcript) =>
            code(() => checkLot(who, made.lot_crt, transcript, trust, { ...facts, ...changes }));
        expect(await check({})).toBe("holds");
        expect(await check({ id: "ANOTHER" })).toBe("key_bound_to_another");
        expect(await check({ stage: "prequalification" })).toBe("key_bound_to_another");
        expect(await check({ opensAt: new Date(Date.parse(facts.opensAt) + 1).toISOString() })).toBe("opening_time_differs");
        expect(await check({ leastSubmissions: facts.leastSubmissions + 1 })).toBe("quorum_too_small");
        expect(await check({}, { ...kept, transcript: "0".repeat(64) })).toBe("ceremony_of_another");
        expect(await check({}, { ...kept, plan: { ...kept.plan, id: "ANOTHER" } })).toBe("ceremony_of_another");
        expect(await check({}, kept, made.transcript.replace('"threshold":2', '"threshold":1'))).toBe("ceremony_of_another");
        expect(await check({}, kept, "{}")).toBe("transcript_malformed");
        const elsewhere = { ...trust, authority: (await certificateFromPem(made.lot_crt)) as never };
        expect(await code(() => checkLot(kept, made.lot_crt, made.transcript, elsewhere, facts))).toBe("certificate_not_ours");
    });

    it("is the only one for its key: a second is refused", async () => {
        const kept = { ...(await keptBy(1)), bound: [] };
        const key = await checkLot(kept, made.lot_crt, made.transcript, await trustOf(), facts);
        bindLot(kept, key);
        bindLot(kept, key);
        expect(kept.bound).toEqual([{ number: 1, certificate: key.fingerprint, released: null }]);
        expect(await code(() => bindLot(kept, { ...key, fingerprint: "0".repeat(64) }))).toBe("key_bound_to_another");
        const other = { ...kept, bound: [{ number: 1, certificate: "0".repeat(64), released: null }] };
        expect(await code(async () => checkLot(other, made.lot_crt, made.transcript, await trustOf(), facts))).toBe("key_bound_to_another");
    });
});

describe("a release", () => {
    const ready = async () => {
        const kept = await keptBy(1);
        (boundOf(kept, 1) as { released: string | null }).released = null;
        return kept;
    };

    it("gives the points that the programs gave, with a proof that holds", async () => {
        const kept = await ready();
        const trust = await trustOf();
        const text = await releaseLot(kept, made.lot_crt, evidence(), trust);
        const point = generatorTimes(keptShare(kept, 1));
        checkParts(text, made.closing.list, 1, point);
        for (const { holder, parts } of made.released.filter((one) => one.holder !== gateHolder)) {
            const other = await keptBy(holder);
            (boundOf(other, 1) as { released: string | null }).released = null;
            const theirs = checkParts(parts, made.closing.list, holder, generatorTimes(keptShare(other, 1)));
            const ours = await releaseLot(other, made.lot_crt, evidence(), trust);
            expect((JSON.parse(ours) as { points: string[] }).points).toEqual(theirs.map(pointHex));
        }
        expect(boundOf(kept, 1)?.released).toBe(digestHex(made.closing.list));
        // The same list again is no other use of the key.
        expect(await code(() => releaseLot(kept, made.lot_crt, evidence(), trust))).toBe("holds");
        expect(await code(() => checkParts(text, made.closing.list, 2, point))).toBe("parts_of_another");
        expect(await code(() => checkParts(text, made.closing.list, 1, generator))).toBe("proof_invalid");
        const parts = JSON.parse(text) as { points: string[] };
        parts.points.reverse();
        expect(await code(() => checkParts(JSON.stringify(parts), made.closing.list, 1, point))).toBe("proof_invalid");
        parts.points.pop();
        expect(await code(() => checkParts(JSON.stringify(parts), made.closing.list, 1, point))).toBe("parts_malformed");
        expect(await code(() => checkParts("{}", made.closing.list, 1, point))).toBe("parts_malformed");
    });

    it("is refused without enough witnesses, or before the opening time by their clocks", async () => {
        const trust = await trustOf();
        const kept = await ready();
        const [witness] = trust.witnesses;
        const at = await cosignedAt(made.closing.log_proof.checkpoint, witness as never);
        expect(Number(at) * 1000).toBeGreaterThanOrEqual(Date.parse(facts.opensAt));
        expect(await code(() => releaseLot(kept, made.lot_crt, evidence(), { ...trust, witnesses: [] }))).toBe("too_few_witnesses");
        expect(await code(() => releaseLot(kept, made.lot_crt, evidence(), { ...trust, leastWitnesses: 0 }))).toBe("too_few_witnesses");
        const twice = { ...trust, witnesses: [witness as never, witness as never], leastWitnesses: 2 };
        expect(await code(() => releaseLot(kept, made.lot_crt, evidence(), twice))).toBe("too_few_witnesses");
        const unsigned = evidence();
        unsigned.proof.checkpoint = unsigned.proof.checkpoint.replace(/— witness\S* \S+\n/u, "");
        expect(await code(() => releaseLot(kept, made.lot_crt, unsigned, trust))).toBe("too_few_witnesses");
        expect(boundOf(kept, 1)?.released).toBe(null);
    });

    it("is refused for a list that is not logged, not of this lot, or too short", async () => {
        const trust = await trustOf();
        const kept = await ready();
        const release = (changes: Partial<ReturnType<typeof evidence>>) => code(() => releaseLot(kept, made.lot_crt, { ...evidence(), ...changes }, trust));
        const list = JSON.parse(made.closing.list) as { lot: string; submissions: unknown[] };
        expect(await release({ list: JSON.stringify({ ...list, lot: "ANOTHER" }) })).toBe("closing_of_another");
        expect(await release({ list: JSON.stringify({ ...list, stage: "other" }) })).toBe("closing_of_another");
        expect(await release({ list: JSON.stringify({ ...list, submissions: list.submissions.slice(1) }) })).toBe("closing_not_logged");
        expect(await release({ list: JSON.stringify({ ...list, submissions: [...list.submissions].reverse() }) })).toBe("closing_list_malformed");
        expect(await release({ list: made.closing.list + " " })).toBe("closing_list_malformed");
        expect(await release({ eventBody: base64("e30=") })).toBe("closing_not_logged");
        const moved = evidence().proof;
        expect(await release({ proof: { ...moved, leaf_index: moved.leaf_index + 1 } })).toBe("closing_not_logged");
        expect(await release({ proof: { ...moved, tree_size: moved.tree_size + 1 } })).toBe("closing_not_logged");
        expect(await code(() => releaseLot({ ...kept, bound: [] }, made.lot_crt, evidence(), trust))).toBe("lot_not_bound");
        const used = { ...kept, bound: [{ number: 1, certificate: made.lot_view.key.certificate, released: "0".repeat(64) }] };
        expect(await code(() => releaseLot(used, made.lot_crt, evidence(), trust))).toBe("key_used_already");
    });
});

describe("the officer's file", () => {
    it("comes back as it was kept, under its passphrase alone", async () => {
        const kept = await keptBy(2);
        const vault = { ...(await newVault("一句很长的口令 1")), ceremonies: [kept] };
        const pem = await sealVault(vault);
        expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
        expect(pem).not.toBe(await sealVault(vault));
        const opened = await openVault(pem, "一句很长的口令 1");
        expect("vault" in opened && opened.vault.ceremonies).toEqual([kept]);
        expect(await openVault(pem, "一句很长的口令 2")).toEqual({ fault: "wrong_passphrase" });
        expect(readVaultText('{"format":"daylight/holder/2","ceremonies":[]}')).toBe(null);
        expect(readVaultText(vaultText([{ ...kept, shares: ["zz"] }]))).toBe(null);
    });

    it("takes in another file, and of two states the further one", async () => {
        const kept = await keptBy(1);
        const early = { ...copy(kept), shares: [], transcript: null, bound: [] };
        expect(mergeKept([early], [kept])).toEqual([kept]);
        expect(mergeKept([kept], [early])).toEqual([kept]);
        expect(mergeKept([], [kept])).toEqual([kept]);
        const other = { ...copy(kept), bound: [{ number: 1, certificate: "0".repeat(64), released: null }] };
        expect(await code(() => mergeKept([kept], [other]))).toBe("key_bound_to_another");
        expect(await code(() => mergeKept([kept], [{ ...kept, holder: 2 }]))).toBe("ceremony_of_another");
        expect(await code(() => mergeKept([kept], [{ ...kept, transcript: "0".repeat(64) }]))).toBe("ceremony_of_another");
    });
});
