// Tenders as a server once answered (tests/vectors/tender), and a server of the test's own that gives such answers.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { vi } from "vitest";
import type { Session } from "../../src/api/types";
import { setClock } from "../../src/live/clock";
import { session } from "../../src/session";
import type { OpeningBundle, OpeningRecord, TenderLot, TenderSummary } from "../../src/tenders/types";

function text(name: string): string {
    return readFileSync(resolve(__dirname, "../vectors/tender", name), "utf8");
}
function json<T>(name: string): T {
    return JSON.parse(text(name)) as T;
}

// Everything that one checks an opening with.
export interface Checked {
    lot: TenderLot;
    opening: OpeningBundle;
    sealed: Record<string, string>; // the letters, in base64
    authority: string;
    log: string;
}

export const answers = {
    open: () => json<TenderLot>("open.json"),
    waiting: () => json<TenderLot>("waiting.json"),
    adjourned: () => json<TenderLot>("adjourned.json"),
    opened: () => json<TenderLot>("opened.json"),
    recorded: () => json<TenderLot>("recorded.json"),
    failed: () => json<TenderLot>("failed.json"),
    opening: () => json<OpeningBundle>("opening.json"),
    record: () => json<OpeningRecord>("record.json"),
    change: () => json<object>("change.json"),
    list: () => json<{ items: TenderSummary[] }>("list.json"),
    checked: () => json<Checked>("checked.json"),
    lotCrt: () => text("lot.crt"),
};

export class Source extends EventTarget {
    static all: Source[] = [];
    closed = false;
    constructor(readonly address: string) {
        super();
        Source.all.push(this);
    }
    close(): void {
        this.closed = true;
    }
    say(event: string, data: unknown): void {
        this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
    }
}

export interface Asked {
    method: string;
    path: string;
    body: unknown;
}

// What this browser trusts at first sight.
export function trusted(): Record<string, unknown> {
    const { authority, log } = answers.checked();
    return { "/api/v1/certificates/ca.pem": authority, "/api/v1/site": { log: { origin: "localhost/daylight", verifier_key: log } } };
}

// What WebCrypto has a hand in comes when it comes.
export function eventually(check: () => void): Promise<void> {
    return vi.waitFor(check, { timeout: 60_000 });
}

// Answers by path; a function is asked for its answer each time. What is missing is 404.
export function serve(routes: Record<string, unknown>): Asked[] {
    const asked: Asked[] = [];
    vi.stubGlobal("EventSource", Source);
    vi.stubGlobal("fetch", (address: string, init: RequestInit = {}) => {
        const path = address.split("?")[0] ?? "";
        const method = init.method ?? "GET";
        const body = typeof init.body === "string" ? (JSON.parse(init.body) as unknown) : null;
        asked.push({ method, path: address, body });
        const key = method === "GET" ? path : `${method} ${path}`;
        const route = routes[key];
        const value: unknown = typeof route === "function" ? (route as (body: unknown) => unknown)(body) : route;
        if (value instanceof Response) {
            return Promise.resolve(value);
        }
        if (value === undefined) {
            const problem = { type: "about:blank", title: "Not Found", status: 404, code: "not_found", detail: "没有找到。" };
            return Promise.resolve(new Response(JSON.stringify(problem), { status: 404 }));
        }
        return Promise.resolve(new Response(typeof value === "string" ? value : JSON.stringify(value), { status: 200 }));
    });
    return asked;
}

export function refusal(code: string, detail: string, status = 422): Response {
    return new Response(JSON.stringify({ type: "about:blank", title: code, status, code, detail }), { status });
}

export function at(moment: string): void {
    setClock({ procedure_now: moment, wall_now: moment, rate: 1 });
}

export function signIn(name: string, ...roles: Session["roles"]): void {
    session.value = {
        signed_in: true,
        person: { id: "P", login: "somebody", display_name: "某某" },
        organisation: { id: "O", name, kind: "enterprise", state: "active" },
        roles,
        second_step: [],
        step_up: [],
        must_enrol: false,
    };
}
export function signOut(): void {
    session.value = { signed_in: false, roles: [], second_step: [], step_up: [], must_enrol: false };
}
