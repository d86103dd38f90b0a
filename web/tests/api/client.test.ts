import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addressOf, get, getAll, newKey, post, Refused, speak, Unreachable, upload } from "../../src/api/client";

const answers: (() => Response)[] = [];
const calls: { address: string; init: RequestInit; headers: Headers }[] = [];

beforeEach(() => {
    answers.length = calls.length = 0;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
        calls.push({ address, init, headers: new Headers(init.headers) });
        const answer = answers.shift();
        return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("no network"));
    });
});
afterEach(() => vi.unstubAllGlobals());

const json = (value: unknown, status = 200) => () => new Response(JSON.stringify(value), { status });
const problem = { type: "t", title: "t", status: 422, code: "quote_too_low", field: "price", detail: "太低", request_id: "r" };

describe("a call", () => {
    it("speaks the reader's language and stays on our own origin", async () => {
        speak("en");
        answers.push(json({ a: 1 }));
        expect(await get("/lots", { q: "滨河", phase: "", cursor: null })).toEqual({ a: 1 });
        expect(calls[0]?.address).toBe("/api/v1/lots?q=%E6%BB%A8%E6%B2%B3");
        expect(calls[0]?.headers.get("Accept-Language")).toBe("en");
        expect(calls[0]?.init.credentials).toBe("same-origin");
    });

    it("carries a fresh key of its own with each command", async () => {
        answers.push(json({}), json({}));
        await post("/parcels", { terms: {} });
        await post("/parcels", { terms: {} }, "given-key");
        const keys = calls.map(({ headers }) => headers.get("Idempotency-Key"));
        expect(keys[0]).toMatch(/^[0-9A-Z]{26}$/);
        expect(keys[1]).toBe("given-key");
        expect(calls[0]?.init.body).toBe('{"terms":{}}');
        expect(newKey()).not.toBe(newKey());
    });

    it("that is refused tells the problem", async () => {
        answers.push(json(problem, 422));
        const error = await post("/x").catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(Refused);
        expect((error as Refused).problem).toEqual(problem);
    });

    it("without an answer of the API is no refusal", async () => {
        answers.push(() => new Response("<html>bad gateway</html>", { status: 502 }));
        await expect(post("/x")).rejects.toBeInstanceOf(Unreachable);
        await expect(post("/x")).rejects.toBeInstanceOf(Unreachable);
    });

    it("for all of a list follows the cursors", async () => {
        answers.push(json({ items: [1, 2], next_cursor: "c" }), json({ items: [3], next_cursor: null }));
        expect(await getAll("/lots")).toEqual([1, 2, 3]);
        expect(calls[1]?.address).toBe("/api/v1/lots?limit=100&cursor=c");
    });

    it("hands in a file under the type of its ending", async () => {
        answers.push(json({ digest: "d" }));
        await upload(new File(["x"], "边界.GeoJSON"));
        expect(calls[0]?.headers.get("Content-Type")).toBe("application/geo+json");
    });
});

it("an address leaves out what is empty", () => {
    expect(addressOf("/a", { x: undefined, y: "", z: 0 })).toBe("/a?z=0");
    expect(addressOf("/a")).toBe("/a");
});
