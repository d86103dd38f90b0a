// Tabs are played by several followers of one topic, with locks and channels of the test's own.
import { afterEach, describe, expect, it, vi } from "vitest";
import { procedureAt, anchorOf, pulselessFor, wallAt } from "../../src/live/clock";
import { type FeedMessage, follow, type Surroundings } from "../../src/live/feed";
import { freshnessOf, staleAfter } from "../../src/live/freshness";

class Source extends EventTarget {
    closed = false;
    constructor(readonly address: string) {
        super();
    }
    close(): void {
        this.closed = true;
    }
    say(event: string, data: unknown): void {
        this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
    }
}

class Room {
    sources: Source[] = [];
    channels = new Set<{ name: string; onmessage: ((message: MessageEvent) => void) | null }>();
    private waiting = new Map<string, (() => void)[]>();

    around(withLocks = true): Surroundings {
        return {
            connect: (address) => {
                const source = new Source(address);
                this.sources.push(source);
                return source as unknown as EventSource;
            },
            channel: (name) => {
                const room = this.channels;
                const one = {
                    name,
                    onmessage: null as ((message: MessageEvent) => void) | null,
                    postMessage(data: unknown) {
                        room.forEach((other) => other !== one && other.name === name && other.onmessage?.({ data } as MessageEvent));
                    },
                    close: () => room.delete(one),
                };
                room.add(one);
                return one as unknown as BroadcastChannel;
            },
            locks: withLocks ? ({ request: this.request.bind(this) } as unknown as LockManager) : undefined,
        };
    }

    private async request(name: string, options: { signal: AbortSignal }, act: () => Promise<void>): Promise<void> {
        const queue = this.waiting.get(name) ?? [];
        this.waiting.set(name, queue);
        if (queue.push(() => undefined) > 1) {
            await new Promise<void>((resolve, reject) => {
                queue[queue.length - 1] = resolve;
                options.signal.addEventListener("abort", () => reject(new DOMException("gone", "AbortError")));
            });
        }
        await act();
        queue.shift();
        queue[0]?.();
    }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const time = { procedure_now: "2026-11-24T00:00:00Z", wall_now: "2026-11-24T00:00:00Z", rate: 1 };

describe("a feed", () => {
    it("has one connection for all tabs, and each hears everything", async () => {
        const room = new Room();
        const heard: FeedMessage[][] = [[], []];
        follow("L", (message) => heard[0]?.push(message), room.around());
        follow("L", (message) => heard[1]?.push(message), room.around());
        await settle();
        expect(room.sources.map((source) => source.address)).toEqual(["/api/v1/feed?lot=L"]);
        room.sources[0]?.say("lot", { seq: 7 });
        room.sources[0]?.say("time", time);
        for (const one of heard) {
            expect(one).toEqual([{ event: "lot", data: { seq: 7 } }, { event: "time", data: time }]);
        }
    });

    it("follows a tender's lot apart from an auction's of the same id", async () => {
        const room = new Room();
        const heard: FeedMessage[] = [];
        follow({ name: "tender_lot", id: "L" }, (message) => heard.push(message), room.around());
        follow("L", () => undefined, room.around());
        await settle();
        expect(room.sources.map((source) => source.address)).toEqual(["/api/v1/feed?tender_lot=L", "/api/v1/feed?lot=L"]);
        room.sources[0]?.say("tender_lot", { id: "L", seq: 4 });
        room.sources[1]?.say("lot", { seq: 9 });
        expect(heard).toEqual([{ event: "tender_lot", data: { id: "L", seq: 4 } }]);
    });

    it("goes on in another tab when the first one closes", async () => {
        const room = new Room();
        const heard: FeedMessage[] = [];
        const stop = follow("L", () => undefined, room.around());
        follow("L", (message) => heard.push(message), room.around());
        await settle();
        stop();
        await settle();
        expect(room.sources.map((source) => source.closed)).toEqual([true, false]);
        room.sources[1]?.dispatchEvent(new Event("open"));
        room.sources[1]?.say("lot", { seq: 8 });
        expect(heard).toEqual([{ event: "open", data: null }, { event: "lot", data: { seq: 8 } }]);
    });

    it("does not connect for a tab that closed while it waited", async () => {
        const room = new Room();
        const stopFirst = follow("L", () => undefined, room.around());
        const stopSecond = follow("L", () => undefined, room.around());
        await settle();
        stopSecond();
        stopFirst();
        await settle();
        expect(room.sources.length).toBe(1);
    });

    it("has a connection of its own where the browser has no locks", async () => {
        const room = new Room();
        const stop = follow("", () => undefined, room.around(false));
        follow("", () => undefined, room.around(false));
        expect(room.sources.map((source) => source.address)).toEqual(["/api/v1/feed", "/api/v1/feed"]);
        stop();
        expect(room.sources[0]?.closed).toBe(true);
    });

    it("outlives a message that is no JSON", async () => {
        const room = new Room();
        const heard = vi.fn();
        follow("L", heard, room.around());
        await settle();
        room.sources[0]?.dispatchEvent(new MessageEvent("lot", { data: "{" }));
        expect(heard).toHaveBeenCalledWith({ event: "lot", data: null });
    });
});

describe("freshness", () => {
    afterEach(() => vi.useRealTimers());

    it("ends after three silent seconds", () => {
        expect(staleAfter).toBe(3000);
        expect(freshnessOf(null, 10_000)).toBe("waiting");
        expect(freshnessOf(10_000, 13_000)).toBe("fresh");
        expect(freshnessOf(10_000, 13_001)).toBe("stale");
    });

    it("is an outage while the feed talks and the platform commits nothing for three seconds", () => {
        expect(freshnessOf(10_000, 11_000, 3000)).toBe("fresh");
        expect(freshnessOf(10_000, 11_000, 3001)).toBe("outage");
        expect(freshnessOf(10_000, 13_001, 5000)).toBe("stale");
        expect(freshnessOf(10_000, 11_000, null)).toBe("fresh");
    });

    it("counts from the last pulse that the server tells of", () => {
        expect(pulselessFor(null, 5000)).toBeNull();
        expect(pulselessFor(1000, 5000)).toBe(4000);
        expect(pulselessFor(6000, 5000)).toBe(0);
    });
});

describe("the clocks", () => {
    it("go on from the last message: procedures by their rate, signatures by the wall", () => {
        const anchor = anchorOf({ procedure_now: "2026-11-24T00:00:00Z", wall_now: "2026-01-01T00:00:00Z", rate: 10 }, 5000);
        expect(procedureAt(anchor, 6000)).toBe(Date.parse("2026-11-24T00:00:10Z"));
        expect(wallAt(anchor, 6000)).toBe(Date.parse("2026-01-01T00:00:01Z"));
    });

    it("go slower from the moment that the message names", () => {
        const message = { procedure_now: "2026-11-24T00:00:00Z", wall_now: "2026-11-24T00:00:00Z", rate: 10 };
        const at = (slow_from: string, mark: number) => new Date(procedureAt(anchorOf({ ...message, slow_from, slow_rate: 1 }, 0), mark)).toISOString();
        expect(at("2026-11-24T00:00:20Z", 2000)).toBe("2026-11-24T00:00:20.000Z");
        expect(at("2026-11-24T00:00:20Z", 5000)).toBe("2026-11-24T00:00:23.000Z");
        expect(at("2026-11-23T00:00:00Z", 5000)).toBe("2026-11-24T00:00:05.000Z");
    });
});
