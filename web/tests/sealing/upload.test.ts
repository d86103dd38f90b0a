// From plain files to a submitted bid, with a server that loses the line, its memory, or a byte.
import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkOpened } from "../../src/bids/opened_check";
import { newLetter } from "../../src/bids/letter_draft";
import { type Bytes, joined, utf8 } from "../../src/crypto/bytes";
import { sealBid } from "../../src/sealing/bid";
import { type LetterTerms, letterText } from "../../src/sealing/letter";
import { pieceBytes } from "../../src/sealing/pieces";
import { type SealedBid, SealedStore } from "../../src/sealing/store";
import { dropSealed, type Sending, sendSealed } from "../../src/sealing/upload";
import { Workshop } from "./support";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // openssl is called many times, on a machine that may be busy
const shop = new Workshop();
const bidder = "91320102MA1XXXXX0E";
const terms: LetterTerms = {
    lot: "LOT",
    stage: "bids",
    documents_version: 1,
    fields: [{ name: "price", label_zh: "报价", label_en: "Price", kind: "money", required: true, most: 1000, in_words: true }],
    files: ["files"],
    security: { amount: 0, guarantee: true, transfer: false },
};
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const contents = new Uint8Array(2 * pieceBytes + 77).fill(7);
let store: SealedStore;

beforeAll(() => {
    shop.makeAuthority();
    shop.issueLot("{}");
    shop.issueBidder();
});
afterAll(() => shop.remove());
beforeEach(async () => (store = await SealedStore.open()));
afterEach(async () => {
    await store.drop("me:LOT");
    store.close();
    vi.unstubAllGlobals();
});

async function sealed(price = 100, words = "人民币壹元整"): Promise<SealedBid> {
    const { certificate, key } = await shop.signer();
    const bid = {
        key: "me:LOT",
        letter: newLetter(terms, bidder, { price, price_in_words: words }),
        terms,
        files: [{ part: "files", file: new File([contents], "投标文件.pdf") }],
    };
    return sealBid(store, bid, { recipient: await shop.recipient(), certificate, signingKey: key }, () => undefined);
}
async function whole(part: SealedBid["parts"][number]): Promise<Bytes> {
    const pieces: Bytes[] = [];
    for (let number = 0; number * pieceBytes < part.size; ++number) {
        pieces.push((await store.piece("me:LOT", part.part, number)) ?? new Uint8Array());
    }
    return joined(...pieces);
}
function opened(bytes: Bytes): Buffer {
    shop.write("sealed.der", bytes);
    shop.openssl("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "sealed.der", "-recip", "lot.crt", "-inkey", "lot.key", "-out", "signed.der");
    return shop.openssl("cms", "-verify", "-binary", "-inform", "DER", "-in", "signed.der", "-CAfile", "ca.crt", "-purpose", "any");
}

describe("a bid", () => {
    it("is kept as stock openssl opens it, its letter naming its files", async () => {
        const bid = await sealed();
        expect(bid.parts.map(({ part, name }) => `${part} ${name}`)).toEqual(["files 投标文件.pdf", "letter "]);
        const [files, letter] = [await whole(bid.parts[0]!), await whole(bid.parts[1]!)];
        expect(bid.parts.map(({ digest }) => digest)).toEqual([sha(files), sha(letter)]);
        expect(sha(opened(files))).toBe(sha(contents));
        expect(opened(letter).toString()).toBe(letterText(bid.letter));
        expect(bid.letter.files).toEqual([{ part: "files", digest: sha(contents) }]);
        expect(await store.sealed("me:LOT")).toEqual(bid);
    });

    it("leaves nothing that counts where its letter is unsound", async () => {
        await expect(sealed(1001, "人民币壹拾元零壹分")).rejects.toThrow("amount_above_most fields.price");
        expect(await store.sealed("me:LOT")).toBeNull();
    });
});

// The server's side of sealed uploads, as far as the API promises it.
class Uploads {
    readonly all = new Map<string, { size: number; chunks: Map<number, Bytes> }>();
    puts = 0;
    dropped: string[] = [];
    before: (path: string) => Response | null = () => null;

    private view(id: string): Response {
        const upload = this.all.get(id);
        if (!upload) {
            return problem(404, "not_found");
        }
        const missing = Array.from({ length: Math.ceil(upload.size / pieceBytes) }, (_, number) => number).filter((number) => !upload.chunks.has(number));
        const digest = missing.length === 0 ? sha(this.bytes(id)) : null;
        return Response.json({ id, size: upload.size, chunk_bytes: pieceBytes, missing, digest, submitted: false, begun_at: "" });
    }
    bytes(id: string): Bytes {
        const { chunks } = this.all.get(id) ?? { chunks: new Map<number, Bytes>() };
        return joined(...[...chunks].sort(([one], [other]) => one - other).map(([, bytes]) => bytes));
    }
    answer(path: string, init: RequestInit): Response {
        const early = this.before(path);
        if (early) {
            return early;
        }
        const [, id = "", act = "", number = ""] = /^\/api\/v1\/sealed-uploads(?:\/([^/]+)(?:\/(\w+)(?:\/(\d+))?)?)?$/.exec(path) ?? [];
        if (id === "") {
            const fresh = `U${this.all.size}`;
            this.all.set(fresh, { size: (JSON.parse(String(init.body)) as { size: number }).size, chunks: new Map() });
            return this.view(fresh);
        }
        if (act === "chunks") {
            ++this.puts;
            this.all.get(id)?.chunks.set(Number(number), new Uint8Array(init.body as Bytes));
        } else if (act === "drop") {
            this.dropped.push(id);
        }
        return this.view(id);
    }
}
function problem(status: number, code: string): Response {
    return Response.json({ type: "about:blank", title: code, status, detail: code, code }, { status });
}

describe("sending it", () => {
    let uploads: Uploads;
    let told: Sending[];
    let pauses: number[];
    beforeEach(() => {
        uploads = new Uploads();
        told = [];
        pauses = [];
        vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
            await Promise.resolve();
            return uploads.answer(path, init);
        });
    });
    const send = (bid: SealedBid, signal = new AbortController().signal) =>
        sendSealed(bid, {
            store,
            signal,
            report: (sending) => told.push(sending),
            pause: async (milliseconds) => {
                pauses.push(milliseconds);
                await Promise.resolve();
            },
        });

    it("brings every byte there", async () => {
        const bid = await sealed();
        await send(bid);
        for (const part of bid.parts) {
            expect(sha(uploads.bytes(part.upload ?? ""))).toBe(part.digest);
        }
        expect(told.at(-1)).toEqual({ sent: bid.parts[0]!.size + bid.parts[1]!.size, total: bid.parts[0]!.size + bid.parts[1]!.size, waiting: false });
        expect(pauses).toEqual([]);
    });

    it("waits for a broken line, longer each time", async () => {
        const bid = await sealed();
        let breaks = 3;
        uploads.before = (path) => {
            if (path.endsWith("/sealed-uploads") && breaks > 0) {
                --breaks;
                throw new TypeError("the line is broken");
            }
            return null;
        };
        await send(bid);
        expect(pauses).toEqual([1000, 2000, 4000]);
        expect(told.some(({ waiting }) => waiting)).toBe(true);
    });

    it("sends only what is missing once the line is back", async () => {
        const bid = await sealed();
        let breaks = 3;
        uploads.before = (path) => {
            if (path.endsWith("/chunks/1") && breaks > 0) {
                --breaks;
                throw new TypeError("the line is broken");
            }
            return null;
        };
        await send(bid);
        expect(pauses).toHaveLength(3);
        expect(uploads.puts).toBe(Math.ceil(bid.parts[0]!.size / pieceBytes) + 1);
        expect(sha(uploads.bytes(bid.parts[0]!.upload ?? ""))).toBe(bid.parts[0]!.digest);
    });

    it("does not wait for a line that is said to be gone", async () => {
        const bid = await sealed();
        let hung = false;
        const answer = (path: string, init: RequestInit) => Promise.resolve(uploads.answer(path, init));
        vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
            if (!path.endsWith("/chunks/1") || hung) {
                return answer(path, init);
            }
            hung = true;
            setTimeout(() => dispatchEvent(new Event("offline")), 10);
            return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new TypeError("aborted"))));
        });
        await send(bid);
        expect(pauses).toEqual([1000]);
        expect(sha(uploads.bytes(bid.parts[0]!.upload ?? ""))).toBe(bid.parts[0]!.digest);
    });

    it("takes an answer that breaks off for a broken line, and a busy server for one that is not there yet", async () => {
        const bid = await sealed();
        const early = [new Response('{"id":', { status: 200 }), problem(429, "too_many_requests"), problem(503, "store_busy")];
        uploads.before = (path) => (path.endsWith("/chunks/0") ? (early.shift() ?? null) : null);
        await send(bid);
        expect(pauses).toHaveLength(3);
        expect(sha(uploads.bytes(bid.parts[0]!.upload ?? ""))).toBe(bid.parts[0]!.digest);
    });

    it("goes on after a reload with what was begun", async () => {
        const bid = await sealed();
        const leaving = new AbortController();
        uploads.before = (path) => (path.endsWith("/chunks/2") ? (leaving.abort(), null) : null);
        await expect(send(bid, leaving.signal)).rejects.toThrow();
        uploads.before = () => null;
        const kept = await store.sealed("me:LOT");
        expect(kept?.parts[0]?.upload).toBe("U0");
        const before = uploads.puts;
        await send(kept ?? bid);
        expect(uploads.puts - before).toBeLessThanOrEqual(2);
        expect(sha(uploads.bytes("U0"))).toBe(bid.parts[0]!.digest);
    });

    it("begins anew what the server has forgotten", async () => {
        const bid = await sealed();
        bid.parts[0]!.upload = "LONG-GONE";
        await send(bid);
        expect(bid.parts[0]!.upload).toBe("U0");
        expect((await store.sealed("me:LOT"))?.parts[0]?.upload).toBe("U0");
    });

    it("tells what the server refuses, and does not try it again", async () => {
        const bid = await sealed();
        uploads.before = (path) => (path.endsWith("/finish") ? problem(422, "envelope_algorithms") : null);
        await expect(send(bid)).rejects.toThrow("envelope_algorithms");
        expect(pauses).toEqual([]);
    });

    it("does not believe a server that has another file", async () => {
        const bid = await sealed();
        uploads.before = (path) => {
            if (path.endsWith("/U0/finish")) {
                uploads.all.get("U0")?.chunks.set(0, new Uint8Array(pieceBytes));
            }
            return null;
        };
        await expect(send(bid)).rejects.toThrow("part_digest_differs files");
    });

    it("says so where this browser lost a piece", async () => {
        const bid = await sealed();
        await store.drop("me:LOT");
        await expect(send(bid)).rejects.toThrow("sealed_lost files");
    });

    it("takes back what was sent when it is discarded", async () => {
        const bid = await sealed();
        await send(bid);
        await dropSealed(bid, store);
        expect(uploads.dropped).toEqual(["U0", "U1"]);
        expect(await store.sealed("me:LOT")).toBeNull();
        expect(await store.piece("me:LOT", "files", 0)).toBeNull();
    });
});

describe("after the opening", () => {
    async function published() {
        const bid = await sealed();
        const letter = await whole(bid.parts[1]!);
        const parts = bid.parts.map(({ part, digest, name, contents: inside, size }) => ({ part, digest, name, contents: inside, size }));
        await store.keepSubmitted({ ...bid, parts, submission: "S", number: 1, at: "", eventDigest: "" });
        const kept = await store.submitted("me:LOT");
        const list = JSON.stringify({ submissions: [{ submission: "S", envelopes: parts.map(({ part, digest }) => ({ part, digest })) }] });
        return {
            opening: { closingList: list, closingDigest: sha(utf8(list)), bid: { verdict: "opened" as const, fault: "" }, envelope: letter, letter: letterText(bid.letter) },
            mine: { submission: "S", parts, kept },
        };
    }
    const told = async (opening: Parameters<typeof checkOpened>[0], mine: Parameters<typeof checkOpened>[1]) =>
        (await checkOpened(opening, mine)).map(({ ok, reason }) => `${ok ? "✓" : "✗"} ${reason}`);

    it("what was kept is what was opened", async () => {
        const { opening, mine } = await published();
        expect(await told(opening, mine)).toEqual(["✓ listed", "✓ sealed", "✓ letter", "✓ opened"]);
        expect(await store.sealed("me:LOT")).toBeNull();
        expect(await store.piece("me:LOT", "letter", 0)).toBeNull();
    });

    it("anything else is told", async () => {
        const { opening, mine } = await published();
        expect(await told({ ...opening, closingDigest: sha(utf8("another")) }, mine)).toContain("✗ notListed");
        expect(await told({ ...opening, closingList: "{}", closingDigest: sha(utf8("{}")) }, mine)).toContain("✗ notListed");
        expect(await told({ ...opening, envelope: utf8("another") }, mine)).toContain("✗ notSealed");
        expect(await told({ ...opening, letter: opening.letter.replace("100", "101") }, mine)).toContain("✗ notLetter");
        expect(await told({ ...opening, letter: null, bid: { verdict: "revoked", fault: "letter_malformed" } }, mine)).toEqual(["✓ listed", "✓ sealed", "✗ noLetter", "✗ revoked"]);
        expect(await told(opening, { ...mine, kept: null })).toEqual(["✓ listed", "✓ sealed", "✓ opened"]);
    });
});
