// Calls of the API. A refusal is a Refused with the server's problem document; no answer at all is an Unreachable.
import type { Maybe, Problem, Upload } from "./types";

export class Refused extends Error {
    constructor(readonly problem: Problem) {
        super(problem.detail);
        this.name = "Refused";
    }
}

export class Unreachable extends Error {
    constructor() {
        super("unreachable");
        this.name = "Unreachable";
    }
}

const prefix = "/api/v1";
let language = "zh-CN";

// The language of the sentences that refusals come with.
export function speak(tag: string): void {
    language = tag;
}

// A fresh Idempotency-Key, 26 characters. A command that is sent again because its answer got lost keeps its key.
export function newKey(): string {
    const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    return Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => alphabet[byte % 32]).join("");
}

function isProblem(value: unknown): value is Problem {
    return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}

async function problemOf(response: Response): Promise<Refused | Unreachable> {
    try {
        const value: unknown = await response.json();
        return isProblem(value) ? new Refused(value) : new Unreachable();
    } catch {
        return new Unreachable();
    }
}

async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Accept-Language", language);
    let response: Response;
    try {
        response = await fetch(prefix + path, { ...init, headers, credentials: "same-origin", cache: "no-store" });
    } catch {
        throw new Unreachable();
    }
    if (!response.ok) {
        throw await problemOf(response);
    }
    return response;
}

// A line may break in the midst of an answer, too.
async function jsonOf<T>(response: Response): Promise<T> {
    try {
        return (await response.json()) as T;
    } catch {
        throw new Unreachable();
    }
}

// What asks the person to confirm afresh who they are, before the act that was refused for want of it goes out again.
let confirmFirst: () => Promise<boolean> = () => Promise.resolve(false);

export function onStepUp(ask: () => Promise<boolean>): void {
    confirmFirst = ask;
}

export type Query = Record<string, Maybe<string | number>>;

export function addressOf(path: string, query: Query = {}): string {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (value !== null && value !== undefined && value !== "") {
            params.set(name, String(value));
        }
    }
    const text = params.toString();
    return text === "" ? path : `${path}?${text}`;
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
    return jsonOf<T>(await send(addressOf(path, query), { method: "GET" }));
}

export async function getText(path: string): Promise<string> {
    return (await send(path, { method: "GET" })).text();
}

export async function getBytes(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const response = await send(path, { method: "GET", signal: signal ?? null });
    try {
        return new Uint8Array(await response.arrayBuffer());
    } catch {
        throw new Unreachable();
    }
}

async function command<T>(method: string, path: string, body: unknown, key: string): Promise<T> {
    const init = {
        method,
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    };
    let response: Response;
    try {
        response = await send(path, init);
    } catch (error) {
        const asks = error instanceof Refused && error.problem.code === "step_up_required";
        if (!asks || !(await confirmFirst())) {
            throw error;
        }
        response = await send(path, init);
    }
    return jsonOf<T>(response);
}

export function post<T>(path: string, body: unknown = {}, key = newKey()): Promise<T> {
    return command("POST", path, body, key);
}

export function put<T>(path: string, body: unknown, key = newKey()): Promise<T> {
    return command("PUT", path, body, key);
}

// Bytes as they are; the same again do nothing twice.
export async function putBytes<T>(path: string, body: BufferSource, signal?: AbortSignal): Promise<T> {
    const headers = { "Content-Type": "application/octet-stream", "Idempotency-Key": newKey() };
    return jsonOf<T>(await send(path, { method: "PUT", body, headers, signal: signal ?? null }));
}

export async function del(path: string): Promise<void> {
    await send(path, { method: "DELETE", headers: { "Idempotency-Key": newKey() } });
}

const mediaTypes: Record<string, string> = {
    pdf: "application/pdf",
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    geojson: "application/geo+json",
    txt: "text/plain",
    zip: "application/zip",
};

export async function upload(file: File): Promise<Upload> {
    const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
    const response = await send("/uploads", {
        method: "POST",
        body: file,
        headers: { "Content-Type": mediaTypes[ending] ?? (file.type || "application/octet-stream"), "Idempotency-Key": newKey() },
    });
    return response.json() as Promise<Upload>;
}

// Every item of a short list, over all its pages; at most `most`.
export async function getAll<T>(path: string, query: Query = {}, most = 1000): Promise<T[]> {
    const items: T[] = [];
    let cursor: Maybe<string> = null;
    do {
        const page: { items: T[]; next_cursor?: Maybe<string> } = await get(path, { limit: 100, ...query, cursor });
        items.push(...page.items);
        cursor = page.next_cursor;
    } while (cursor && items.length < most);
    return items;
}
