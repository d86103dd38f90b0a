// What an officer's page says and releases, against a platform that may lie: the API's answers are given by the test.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fromBase64Url, utf8 } from "../../src/crypto/bytes";
import { certificateFromPem } from "../../src/crypto/certificate";
import { parseWitness } from "../../src/crypto/cosignature";
import { parseVerifier } from "../../src/crypto/note";
import { store, stored } from "../../src/officer/store";
import { accept, accepted, isSameTrust, trustOf, witnessLines } from "../../src/officer/trust";
import type { Ceremony, TenderLot } from "../../src/officer/types";
import { cosign, erase, finish, type Keeping, type Officer, readLot, release, speak } from "../../src/officer/work";
import { gateHolder } from "../../src/opening/ceremony";
import { digestHex, generator, pointHex } from "../../src/opening/group";
import { type KeptCeremony, showCommitments } from "../../src/opening/kept_ceremony";
import { OpeningRefusal } from "../../src/opening/refusal";
import { openVault } from "../../src/opening/vault";
import made from "../vectors/ceremony.json";

vi.setConfig({ testTimeout: 120_000 });

interface Sent {
    path: string;
    body: { statement: string; text?: string; envelopes?: string[]; parts?: string };
    key: string;
}
let sent: Sent[] = [];
let answers: Record<string, unknown> = {};
let saves = 0;
let kept: KeptCeremony[] = [];
let copies: string[] = [];

const keeping: Keeping = {
    find: (id) => kept.find((one) => one.plan.id === id) ?? null,
    add: (one) => void kept.push(one),
    save: () => {
        ++saves;
        return Promise.resolve();
    },
    isCopied: (transcript) => copies.includes(transcript),
};

const api = vi.fn((input: string | URL, init?: RequestInit): Promise<Response> => {
    const path = String(input).replace("/api/v1", "");
    if (init?.method === "POST") {
        sent.push({ path, body: JSON.parse(init.body as string) as Sent["body"], key: new Headers(init.headers).get("Idempotency-Key") ?? "" });
        return Promise.resolve(new Response("{}"));
    }
    const [bare = ""] = path.split("?");
    const answer = answers[bare];
    const problem = () => new Response(JSON.stringify({ code: "not_found", detail: bare }), { status: 404 });
    return Promise.resolve(answer === undefined ? problem() : new Response(typeof answer === "string" ? answer : JSON.stringify(answer)));
});

let officer: Officer;
const payloadOf = (at: number) => JSON.parse(new TextDecoder().decode(fromBase64Url(sent[at]?.body.statement.split(".")[1] ?? "") ?? undefined)) as Record<string, unknown>;
const headerOf = (at: number) => JSON.parse(new TextDecoder().decode(fromBase64Url(sent[at]?.body.statement.split(".")[0] ?? "") ?? undefined)) as Record<string, unknown>;
async function code(act: () => Promise<unknown>): Promise<string> {
    try {
        await act();
        return "holds";
    } catch (error) {
        return error instanceof OpeningRefusal ? error.code : String(error);
    }
}
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

let first: KeptCeremony | null = null;
async function programsKept(): Promise<KeptCeremony> {
    if (!first) {
        const [one] = made.officers;
        const opened = await openVault(one?.vault ?? "", one?.passphrase ?? "");
        first = "vault" in opened ? (opened.vault.ceremonies[0] ?? null) : null;
    }
    return copy(first as KeptCeremony);
}
function ceremonyIn(state: Ceremony["state"], changes: Partial<Ceremony> = {}): Ceremony {
    const officers = made.view.officers.map((one) => ({ ...one, is_me: one.holder === 1, has_spoken: false }));
    return { ...(made.view as unknown as Ceremony), state, officers, missing: [1, 2, 3], ...changes };
}

beforeEach(async () => {
    vi.stubGlobal("fetch", api);
    sent = [];
    answers = {};
    kept = [];
    copies = [];
    saves = 0;
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    const [authority, log, witness] = await Promise.all([certificateFromPem(made.authority), parseVerifier(made.log), parseWitness(made.witness)]);
    if (!authority || !log || !witness) {
        throw new Error("the vectors' keys are sound");
    }
    officer = { keeping, signer: { key: pair.privateKey, serial: "0a" }, trust: { authority, log, witnesses: [witness], leastWitnesses: 1 }, audience: made.audience };
});
afterEach(() => vi.unstubAllGlobals());

describe("an officer in a ceremony", () => {
    it("joins, announces, shows and deals in signed words, each kept before it is said", async () => {
        expect(await speak(officer, ceremonyIn("joining"))).toBe("said");
        expect(headerOf(0)).toEqual({ alg: "ES256", typ: "daylight-ceremony+jws", kid: "0a" });
        const { sealing_key, about, nonce, expires_at, ...rest } = payloadOf(0);
        expect(rest).toEqual({ audience: made.audience, ceremony: made.view.id, round: "join", holder: 1 });
        expect(about).toBe(digestHex(utf8(String(sealing_key))));
        expect(nonce).toBe(sent[0]?.key);
        expect(Date.parse(String(expires_at))).toBeGreaterThan(Date.now());
        expect(sent[0]).toMatchObject({ path: `/ceremonies/${made.view.id}/words`, body: { text: "", envelopes: [] } });
        expect(saves).toBe(1);
        await speak(officer, ceremonyIn("announcing"));
        await speak(officer, ceremonyIn("showing"));
        expect(payloadOf(1)).toMatchObject({ round: "announce", sealing_key: "", about: payloadOf(2).about });
        expect(digestHex(sent[2]?.body.text ?? "")).toBe(payloadOf(2).about);
        const keys = [String(sealing_key), ...made.view.sealing_keys.slice(1)];
        await speak(officer, ceremonyIn("dealing", { sealing_keys: keys }));
        expect(payloadOf(3)).toMatchObject({ round: "deal", holder: 1 });
        expect(sent[3]?.body.envelopes?.length).toBe(2);
        expect(saves).toBe(4);
        // Shares are not sealed again to keys of somebody's choice.
        const swapped = [keys[0] as string, pointHex(generator), keys[2] as string];
        expect(await code(() => speak(officer, ceremonyIn("dealing", { sealing_keys: swapped })))).toBe("sealing_keys_differ");
        expect(sent.length).toBe(4);
    });

    it("says nothing where it is not its turn, not its ceremony, or the plan makes no sense", async () => {
        expect(await speak(officer, ceremonyIn("joining", { missing: [2, 3] }))).toBe("nothing_to_say");
        const strangers = made.view.officers.map((one) => ({ ...one, is_me: false, has_spoken: false }));
        expect(await speak(officer, ceremonyIn("joining", { officers: strangers }))).toBe("nothing_to_say");
        expect(await code(() => speak(officer, ceremonyIn("joining", { plan: { ...made.view.plan, threshold: 4 } })))).toBe("ceremony_malformed");
        expect(await code(() => speak(officer, ceremonyIn("joining", { plan: { ...made.view.plan, officers: 2 } })))).toBe("ceremony_malformed");
        expect(await code(() => speak(officer, ceremonyIn("joining", { plan: { ...made.view.plan, id: "ANOTHER" } })))).toBe("ceremony_malformed");
        expect(sent).toEqual([]);
        expect(kept).toEqual([]);
    });

    it("confirms its shares only once there is a copy of them elsewhere", async () => {
        const own = { ...(await programsKept()), shares: [], transcript: null, bound: [] };
        kept = [own];
        const base = `/ceremonies/${made.view.id}`;
        for (const [holder, text] of Object.entries(made.commitments)) {
            answers[`${base}/commitments/${holder}`] = { text };
        }
        answers[`${base}/shares`] = { items: made.officers[0]?.shares, next_cursor: null };
        expect((await showCommitments(copy(own))).about).toBe(made.view.commitments[0]);
        expect(await speak(officer, ceremonyIn("confirming"))).toBe("copy_wanted");
        expect(own.transcript).toBe(made.view.transcript);
        expect(saves).toBe(1);
        expect(await speak(officer, ceremonyIn("confirming"))).toBe("copy_wanted");
        expect(sent).toEqual([]);
        copies = [made.view.transcript];
        expect(await speak(officer, ceremonyIn("confirming"))).toBe("said");
        expect(payloadOf(0)).toMatchObject({ round: "confirm", about: made.view.transcript });
        // Asked for an earlier round again, it says nothing.
        expect(await code(() => speak(officer, ceremonyIn("announcing")))).toBe("ceremony_over");
        expect(await code(() => speak(officer, ceremonyIn("dealing")))).toBe("ceremony_over");
        expect(own.transcript).toBe(made.view.transcript);
    });

    it("complains in public of shares that were not those that were promised", async () => {
        kept = [{ ...(await programsKept()), shares: [], transcript: null, bound: [] }];
        const base = `/ceremonies/${made.view.id}`;
        for (const [holder, text] of Object.entries(made.commitments)) {
            answers[`${base}/commitments/${holder}`] = { text };
        }
        const [two, three] = made.officers[0]?.shares ?? [];
        answers[`${base}/shares`] = { items: [{ ...two, dealer: 3 }, { ...three, dealer: 2 }], next_cursor: null };
        expect(await speak(officer, ceremonyIn("confirming"))).toBe("said");
        expect(payloadOf(0)).toMatchObject({ round: "complain", about: digestHex(sent[0]?.body.text ?? "") });
        expect(JSON.parse(sent[0]?.body.text ?? "{}")).toMatchObject({ dealer: 3 });
    });
});

describe("an officer of a lot", () => {
    const lot = { ...made.lot_view, holders: [] } as unknown as TenderLot;
    const serve = () => {
        answers[`/tender-lots/${made.lot}/lot.crt`] = made.lot_crt;
        answers[`/ceremonies/${made.view.id}/transcript`] = { text: made.transcript };
        answers[`/tender-lots/${made.lot}/closing`] = { ...made.closing, certificate: made.lot_crt, transcript: made.transcript };
    };

    it("signs the certificate that it has read, and binds its key to it first", async () => {
        const own = { ...(await programsKept()), bound: [] };
        kept = [own];
        serve();
        const key = await readLot(officer, lot, own);
        await cosign(officer, lot, own, key);
        expect(own.bound).toEqual([{ number: 1, certificate: made.lot_view.key.certificate, released: null }]);
        expect(saves).toBe(1);
        expect(headerOf(0)).toMatchObject({ typ: "daylight-cosign+jws" });
        expect(payloadOf(0)).toMatchObject({ audience: made.audience, lot: made.lot, certificate: made.lot_view.key.certificate });
        const earlier = { ...lot, key: { ...lot.key, opens_at: "2030-01-01T00:00:00.000Z" } };
        expect(await code(() => readLot(officer, earlier, own))).toBe("opening_time_differs");
    });

    it("releases its parts for the witnessed list, kept before they are sent, and for no other", async () => {
        const own = { ...(await programsKept()), bound: [{ number: 1, certificate: made.lot_view.key.certificate, released: null }] };
        serve();
        expect(await release(officer, lot, own)).toBe("released");
        expect(own.bound[0]?.released).toBe(digestHex(made.closing.list));
        expect(payloadOf(0)).toMatchObject({ lot: made.lot, closing_list: digestHex(made.closing.list), parts: digestHex(sent[0]?.body.parts ?? "") });
        expect(saves).toBe(1);
        answers[`/tender-lots/${made.lot}/closing`] = { ...made.closing, log_proof: null, certificate: made.lot_crt, transcript: "" };
        expect(await release(officer, lot, own)).toBe("not_logged_yet");
        serve();
        officer.trust = { ...officer.trust, witnesses: [] };
        expect(await code(() => release(officer, lot, own))).toBe("too_few_witnesses");
        expect(sent.length).toBe(1);
        expect(gateHolder).toBe(65535);
    });
});

describe("a share", () => {
    it("is erased once it was used and the opening record is signed, and not before", async () => {
        const own = { ...(await programsKept()), bound: [{ number: 1, certificate: made.lot_view.key.certificate, released: "0".repeat(64) }] };
        kept = [own];
        const lot = { ...made.lot_view, holders: [], state: "opened", record: null } as unknown as TenderLot;
        const signed = { ...lot, record: "0".repeat(64) };
        expect(await erase(officer, lot, own)).toBe(false);
        expect(await erase(officer, { ...signed, state: "closed" }, own)).toBe(false);
        expect(await erase(officer, { ...signed, key: { ...signed.key, certificate: "0".repeat(64) } }, own)).toBe(false);
        expect(saves).toBe(0);
        expect(await erase(officer, signed, own)).toBe(true);
        expect(own.shares[0]).toBe("");
        expect(own.shares[1]).not.toBe("");
        expect(await erase(officer, signed, own)).toBe(false);
        await finish(officer, ceremonyIn("confirming"));
        expect(own.coefficients.length).toBe(2);
        await finish(officer, ceremonyIn("complete"));
        expect(own).toMatchObject({ coefficients: [], sealing_key: "" });
        expect(saves).toBe(2);
    });
});

describe("whom an officer trusts", () => {
    it("is what was accepted, whatever the platform shows later", async () => {
        const shown = { authority: made.authority, log: made.log, witnesses: [made.witness], least: 1 };
        expect(accepted("P1")).toBe(null);
        accept("P1", shown);
        expect(accepted("P1")).toMatchObject(shown);
        expect(accepted("P2")).toBe(null);
        expect(isSameTrust(shown, { ...shown, witnesses: [] })).toBe(false);
        expect((await trustOf(shown))?.leastWitnesses).toBe(1);
        expect((await trustOf({ ...shown, witnesses: [], least: 0 }))?.leastWitnesses).toBe(1); // so that nothing is released
        expect(await trustOf({ ...shown, log: "nobody" })).toBe(null);
        expect(await witnessLines(`# paper\n${made.witness}\n\n${made.witness}`)).toEqual([made.witness]);
        expect(await witnessLines(made.log)).toBe(null); // a log's key is no witness's
    });
});

describe("the browser's store", () => {
    it("keeps one encrypted file for each person", async () => {
        expect(await stored("P1")).toBe(null);
        const file = { person: "P1", pem: "pem", savedAt: "", copied: [] };
        await store(file);
        await store({ ...file, pem: "newer" });
        expect((await stored("P1"))?.pem).toBe("newer");
        expect(await stored("P2")).toBe(null);
    });
});
