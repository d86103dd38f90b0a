// An officer's sitting in this page: from the passphrase until the page is left or locked. It goes on whichever page is
// shown. One tab at a time, so that nothing is drawn twice.
import { computed, markRaw, reactive, ref, shallowRef } from "vue";
import { getAll, get, Refused, Unreachable } from "../api/client";
import type { Maybe } from "../api/types";
import type { Signer } from "../crypto/statements";
import type { KeptCeremony } from "../opening/kept_ceremony";
import { boundOf } from "../opening/kept_lot";
import type { LotKey } from "../opening/lot_key";
import { OpeningRefusal } from "../opening/refusal";
import { mergeKept, newVault, openVault, sealVault, type Vault } from "../opening/vault";
import { millis } from "../lib/time";
import { site } from "../session";
import { keepForGood, store, type Stored, stored } from "./store";
import { accepted, trustOf } from "./trust";
import { type Ceremony, isRunning, ownHolder, type TenderLot, type TenderSummary } from "./types";
import { watchOpening, type Watch } from "./watch";
import { bind, cosign, erase, finish, type Keeping, type Officer, ownPart, readLot, release, speak } from "./work";

// Why something was not done: refused here, refused by the platform (in its own words), or not answered.
export type Fault = { by: "us"; refusal: OpeningRefusal } | { by: "platform"; detail: string } | { by: "line" };

export function faultOf(error: unknown): Fault {
    if (error instanceof OpeningRefusal) {
        return { by: "us", refusal: error };
    }
    if (error instanceof Refused) {
        return { by: "platform", detail: error.problem.detail };
    }
    if (error instanceof Unreachable) {
        return { by: "line" };
    }
    throw error;
}

export type NoteKind = "said" | "cosigned" | "released" | "erased" | "complete" | "aborted" | "copied" | "restored" | "armed" | "disarmed";
export interface Note {
    at: string;
    kind: NoteKind;
    about: string; // a round, a lot's number, a ceremony
}

export type CeremonyWork = { state: "idle" | "working" | "copy_wanted" } | { state: "refused"; fault: Fault };
export type LotWork = { state: "idle" | "working" | "not_logged_yet" } | { state: "refused"; fault: Fault };
export type LotWords = { key: LotKey } | { fault: Fault };

export const phase = ref<"closed" | "opening" | "open" | "elsewhere">("closed");
export const mine = shallowRef<Ceremony[]>([]);
export const lots = shallowRef<TenderLot[]>([]);
export const keptHere = shallowRef<KeptCeremony[]>([]);
export const looked = ref(false);
export const line = ref<Fault | null>(null); // what the last look came to
export const notes = ref<Note[]>([]);
export const joined = reactive(new Set<string>()); // ceremonies in which this sitting speaks
export const armed = reactive(new Set<string>()); // lots
export const ceremonyWork = reactive(new Map<string, CeremonyWork>());
export const lotWork = reactive(new Map<string, LotWork>());
export const lotWords = reactive(new Map<string, LotWords>());
export const copied = shallowRef<string[]>([]);

// Shares of which there is no copy elsewhere, as far as the officer says.
export const uncopied = computed(() => keptHere.value.filter((kept) => kept.transcript !== null && !copied.value.includes(kept.transcript)));

let vault: Vault | null = null;
let file: Stored | null = null;
let officer: Officer | null = null;
let watch: Watch | null = null;
let letGo: (() => void) | null = null;
const seen = new Map<string, TenderLot>(); // every lot that was looked at, so that others' are not asked for again

function note(kind: NoteKind, about: string): void {
    notes.value = [{ at: new Date().toISOString(), kind, about }, ...notes.value].slice(0, 200);
}

// --- what is kept ---

// Writes come one after another, each with all that is known when its turn comes.
let writing: Promise<void> = Promise.resolve();
function write(sealed: boolean): Promise<void> {
    const mineTurn = writing.then(async () => {
        if (!vault || !file) {
            throw new Error("a sitting has its file");
        }
        if (sealed) {
            const pem = await sealVault(vault);
            file = { ...file, pem, savedAt: new Date().toISOString() };
        }
        await store(file);
        keptHere.value = vault.ceremonies.map((kept) => ({ ...kept }));
    });
    writing = mineTurn.catch(() => undefined);
    return mineTurn;
}
const save = () => write(true);

// What changes what is kept is done one after another.
let acting: Promise<unknown> = Promise.resolve();
function alone<T>(act: () => Promise<T>): Promise<T> {
    const turn = acting.then(act);
    acting = turn.catch(() => undefined);
    return turn;
}

const keeping: Keeping = {
    find: (ceremony) => vault?.ceremonies.find((kept) => kept.plan.id === ceremony) ?? null,
    add: (kept) => void vault?.ceremonies.push(kept),
    save,
    isCopied: (transcript) => copied.value.includes(transcript),
};

// The encrypted file as it is now.
export function currentFile(): string {
    return file?.pem ?? "";
}
export async function hasFile(person: string): Promise<boolean> {
    return (await stored(person)) !== null;
}

// The officer says that it has the file that was handed out.
export async function markCopied(): Promise<void> {
    if (file) {
        copied.value = keptHere.value.flatMap((kept) => kept.transcript ?? []);
        file = { ...file, copied: copied.value };
        await write(false);
        note("copied", "");
        watch?.lookNow();
    }
}

// --- begin and end ---

// Others of this person's tabs wait until this one is closed.
function holdAlone(person: string): Promise<boolean> {
    if (typeof navigator === "undefined" || !navigator.locks) {
        return Promise.resolve(true);
    }
    return new Promise((resolve) => {
        void navigator.locks.request(`daylight.officer.${person}`, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock === null ? undefined : new Promise<void>((end) => (letGo = end));
        });
    });
}

export type OpenFault = "malformed" | "wrong_passphrase" | "no_vault" | "elsewhere" | "no_trust";

function warn(event: BeforeUnloadEvent): void {
    if (armed.size > 0 || mine.value.some((one) => isRunning(one) && joined.has(one.id))) {
        event.preventDefault();
    }
}

async function openOrMake(person: string, passphrase: string): Promise<OpenFault | null> {
    const before = await stored(person);
    if (before) {
        const opened = await openVault(before.pem, passphrase);
        if ("fault" in opened) {
            return opened.fault;
        }
        ({ vault } = opened);
        file = before;
        copied.value = before.copied;
        keptHere.value = vault.ceremonies.map((kept) => ({ ...kept }));
        return null;
    }
    vault = await newVault(passphrase);
    file = { person, pem: "", savedAt: "", copied: [] };
    copied.value = [];
    await keepForGood();
    await save();
    return null;
}

// Opens this person's file, or begins one. null where the sitting has begun.
export async function open(person: string, passphrase: string, signer: Signer): Promise<OpenFault | null> {
    const value = accepted(person);
    const trust = value ? await trustOf(value) : null;
    if (!trust) {
        return "no_trust";
    }
    phase.value = "opening";
    if (!(await holdAlone(person))) {
        phase.value = "elsewhere";
        return "elsewhere";
    }
    const fault = await openOrMake(person, passphrase).catch((error: unknown) => {
        close();
        throw error;
    });
    if (fault) {
        close();
        return fault;
    }
    officer = { keeping, signer, trust, audience: site.value?.log.origin ?? "" };
    keptHere.value.forEach((kept) => joined.add(kept.plan.id));
    window.addEventListener("beforeunload", warn);
    phase.value = "open";
    begin();
    return null;
}

// What another file knows is added to what is kept here. Refuses what cannot both be true.
export async function restore(pem: string, passphrase: string): Promise<OpenFault | null> {
    const opened = await openVault(pem, passphrase);
    return "fault" in opened ? opened.fault : alone(() => takeIn(opened.vault));
}

async function takeIn(other: Vault): Promise<null> {
    if (vault && file) {
        vault.ceremonies = mergeKept(vault.ceremonies, other.ceremonies);
        // The officer has that file.
        const there = other.ceremonies.flatMap((kept) => kept.transcript ?? []);
        copied.value = [...new Set([...copied.value, ...there])];
        file = { ...file, copied: copied.value };
        await save();
        vault.ceremonies.forEach((kept) => joined.add(kept.plan.id));
        note("restored", "");
        lotWords.clear();
        watch?.lookNow();
    }
    return null;
}

export function close(): void {
    watch?.stop();
    letGo?.();
    watch = letGo = vault = file = officer = null;
    window.removeEventListener("beforeunload", warn);
    for (const held of [joined, armed, ceremonyWork, lotWork, lotWords, seen]) {
        held.clear();
    }
    mine.value = lots.value = keptHere.value = [];
    looked.value = false;
    line.value = null;
    phase.value = "closed";
}

// --- the look ---

function begin(): void {
    watch = watchOpening(() => alone(look));
    tellWatch();
}
function tellWatch(): void {
    const running = mine.value.filter(isRunning).map((one) => one.id);
    const next = lots.value.filter((one) => !isOver(one.state)).sort((a, b) => millis(a.times.deadline) - millis(b.times.deadline));
    watch?.about({ lots: next.map((one) => one.id), ceremonies: running });
}

async function loadCeremonies(): Promise<void> {
    const all = await getAll<Ceremony>("/ceremonies");
    const before = new Map(mine.value.map((one) => [one.id, one.state]));
    mine.value = all.filter((one) => ownHolder(one) > 0);
    for (const { id, state } of mine.value) {
        const was = before.get(id);
        if (was && was !== state && (state === "complete" || state === "aborted")) {
            note(state, id);
        }
    }
}

// An opened lot goes on until its record is signed.
const isSettled = (lot: TenderLot) => lot.state !== "opened" || Boolean(lot.record);
const isOver = (state: TenderSummary["state"]) => state === "opened" || state === "failed" || state === "terminated";

// Whether a lot's key is one of this officer's does not change: others' lots are asked for once.
async function loadLots(): Promise<void> {
    const held = new Set(mine.value.map((one) => one.id));
    const states = ["open", "closed", "adjourned", "opened"];
    const pages = await Promise.all(states.map((state) => getAll<TenderSummary>("/tender-lots", { state }, state === "opened" ? 100 : 1000)));
    for (const summary of pages.flat()) {
        const known = seen.get(summary.id);
        const settled = known && (!held.has(known.key.ceremony) || (isOver(summary.state) && known.state === summary.state && isSettled(known)));
        if (!settled) {
            seen.set(summary.id, await get<TenderLot>(`/tender-lots/${summary.id}`));
        }
    }
    lots.value = [...seen.values()].filter((lot) => held.has(lot.key.ceremony));
}

async function look(): Promise<void> {
    if (!officer) {
        return;
    }
    try {
        await loadCeremonies();
        await workOnCeremonies(officer);
        await loadLots();
        await workOnLots(officer);
        line.value = null;
    } catch (error) {
        line.value = faultOf(error);
    }
    looked.value = true;
    tellWatch();
}

// What one word makes possible is said at once.
async function workOnCeremonies(who: Officer): Promise<void> {
    for (let ceremony of mine.value) {
        await finish(who, ceremony);
        for (let turns = 0; turns < 8 && joined.has(ceremony.id) && isRunning(ceremony); ++turns) {
            const said = await workOn(who, ceremony);
            if (!said) {
                break;
            }
            ceremony = await get<Ceremony>(`/ceremonies/${ceremony.id}`);
            const now = ceremony;
            mine.value = mine.value.map((one) => (one.id === now.id ? now : one));
        }
    }
}

async function workOn(who: Officer, ceremony: Ceremony): Promise<boolean> {
    const { id, state } = ceremony;
    if (ceremony.missing.includes(ownHolder(ceremony)) && ceremonyWork.get(id)?.state !== "copy_wanted") {
        ceremonyWork.set(id, { state: "working" });
    }
    try {
        const done = await speak(who, ceremony);
        ceremonyWork.set(id, { state: done === "copy_wanted" ? "copy_wanted" : "idle" });
        if (done === "said") {
            note("said", state);
        }
        return done === "said";
    } catch (error) {
        ceremonyWork.set(id, { state: "refused", fault: faultOf(error) });
        return false;
    }
}

// Reads each certificate once; releases where that was ordered.
async function workOnLots(who: Officer): Promise<void> {
    for (const lot of lots.value) {
        const kept = keeping.find(lot.key.ceremony);
        if (kept && lot.state === "opened" && (await erase(who, lot, kept))) {
            note("erased", lot.terms.number);
        }
        if (!kept || isOver(lot.state)) {
            armed.delete(lot.id);
            continue;
        }
        if (!lotWords.has(lot.id) || "fault" in (lotWords.get(lot.id) as LotWords)) {
            await readWords(who, lot, kept);
        }
        if (armed.has(lot.id) && lot.state === "closed" && ownPart(lot, kept)?.released === false) {
            await releaseNow(who, lot, kept);
        }
        if (ownPart(lot, kept)?.released) {
            armed.delete(lot.id);
        }
    }
}

async function readWords(who: Officer, lot: TenderLot, kept: KeptCeremony): Promise<void> {
    try {
        const key = await readLot(who, lot, kept);
        // Signed before, by a file that this one is older than: while bids come in, it is bound as it was.
        if (lot.state === "open" && ownPart(lot, kept)?.cosigned && !boundOf(kept, key.statement.number)) {
            await bind(who, kept, key);
        }
        lotWords.set(lot.id, { key: markRaw(key) });
    } catch (error) {
        lotWords.set(lot.id, { fault: faultOf(error) });
    }
}

async function releaseNow(who: Officer, lot: TenderLot, kept: KeptCeremony): Promise<void> {
    lotWork.set(lot.id, { state: "working" });
    try {
        const done = await release(who, lot, kept);
        lotWork.set(lot.id, { state: done === "not_logged_yet" ? done : "idle" });
        if (done === "released") {
            armed.delete(lot.id);
            note("released", lot.terms.number);
            await reload(lot.id);
        }
    } catch (error) {
        lotWork.set(lot.id, { state: "refused", fault: faultOf(error) });
    }
}

async function reload(id: string): Promise<void> {
    const lot = await get<TenderLot>(`/tender-lots/${id}`);
    seen.set(id, lot);
    lots.value = lots.value.map((one) => (one.id === id ? lot : one));
}

// --- what the officer orders ---

export function join(ceremony: string): void {
    joined.add(ceremony);
    watch?.lookNow();
}

export function arm(lot: TenderLot, on: boolean): void {
    if (on) {
        armed.add(lot.id);
    } else {
        armed.delete(lot.id);
        lotWork.delete(lot.id);
    }
    note(on ? "armed" : "disarmed", lot.terms.number);
    watch?.lookNow();
}

// Signs lot.crt as it was shown.
export function signLot(lot: TenderLot): Promise<void> {
    return alone(() =>
        onWords(lot, async (who, kept, key) => {
            await cosign(who, lot, kept, key);
            note("cosigned", lot.terms.number);
            await reload(lot.id);
        }),
    );
}

// Binds again what an older file does not know of: the officer has compared the certificate's fingerprint.
export async function bindAgain(lot: TenderLot): Promise<void> {
    await alone(() => onWords(lot, bind));
    watch?.lookNow();
}

async function onWords(lot: TenderLot, act: (who: Officer, kept: KeptCeremony, key: LotKey) => Promise<void>): Promise<void> {
    const words = lotWords.get(lot.id);
    const kept = keeping.find(lot.key.ceremony);
    if (!officer || !kept || !words || !("key" in words)) {
        return;
    }
    lotWork.set(lot.id, { state: "working" });
    try {
        await act(officer, kept, words.key);
        lotWork.delete(lot.id);
    } catch (error) {
        lotWork.set(lot.id, { state: "refused", fault: faultOf(error) });
    }
}

export function isBound(lot: TenderLot): boolean {
    const kept = keptHere.value.find((one) => one.plan.id === lot.key.ceremony);
    return kept ? boundOf(kept, lot.key.number) !== null : false;
}
export function keptOf(ceremony: string): Maybe<KeptCeremony> {
    return keptHere.value.find((one) => one.plan.id === ceremony);
}
