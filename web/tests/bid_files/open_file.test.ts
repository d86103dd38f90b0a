// A file from its sealed pieces to its contents, over a line that breaks, and by the commands that the page shows.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { p256 } from "@noble/curves/nist.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Refused, Unreachable } from "../../src/api/client";
import { type FoundFile, keepSealed, openFile, type SealedFile } from "../../src/bid_files/open_file";
import { type Bytes, fromHex, joined, toHex } from "../../src/crypto/bytes";
import type { Certificate } from "../../src/crypto/certificate";
import type { Fetching } from "../../src/sealing/download";
import { EnvelopeReader } from "../../src/sealing/open";
import { pieceBytes } from "../../src/sealing/pieces";
import { type FileRecipe, openFileCommands, placePointCommands } from "../../src/tenders/recipe";
import { Workshop } from "../sealing/support";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // openssl is called many times, on a machine that may be busy
const shop = new Workshop();
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const contents = new Uint8Array(2 * pieceBytes + 4321).map((_, at) => (at * 2654435761) >>> 24);
contents.set(new TextEncoder().encode("%PDF-1.7"));
let authority: Certificate;
let sealed: Bytes;
let file: SealedFile;
let own: Bytes;

beforeAll(async () => {
    shop.makeAuthority();
    shop.issueLot('{"lot":"L"}');
    shop.issueBidder();
    authority = await shop.certificate("ca");
    shop.write("files.bin", contents);
    shop.openssl("cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-md", "sha256", "-in", "files.bin", "-signer", "bidder.crt", "-inkey", "bidder.key",
        "-outform", "DER", "-out", "files.signed"); // prettier-ignore
    shop.openssl("cms", "-encrypt", "-binary", "-aes-256-gcm", "-in", "files.signed", "-recip", "lot.crt", "-keyopt", "ecdh_kdf_md:sha256",
        "-outform", "DER", "-out", "S-files.sealed"); // prettier-ignore
    sealed = Uint8Array.from(readFileSync(join(shop.folder, "S-files.sealed")));
    own = (await new EnvelopeReader(piece(sealed)).head()).ephemeral;
    // The lot's key, which in earnest nobody has.
    const text = shop.openssl("ec", "-in", "lot.key", "-text", "-noout").toString();
    const key = fromHex((/priv:([\s0-9a-f:]+)pub:/.exec(text)?.[1] ?? "").replace(/[\s:]/g, "").slice(-64)) ?? new Uint8Array();
    const agreed = p256.Point.fromBytes(own).multiply(p256.Point.Fn.fromBytes(key)).toBytes(true);
    file = { size: sealed.length, chunk_bytes: pieceBytes, agreed: toHex(agreed) };
});
afterAll(() => shop.remove());

async function* piece(bytes: Bytes): AsyncGenerator<Bytes> {
    yield await Promise.resolve(bytes);
}

interface Run {
    found: FoundFile;
    out: Bytes;
    words: Fetching[];
    paused: number[];
}
type Answer = (number: number, bytes: Bytes) => Bytes;
async function run(answer: Answer = (_, bytes) => bytes, act: "open" | "keep" = "open", end = new AbortController()): Promise<Run> {
    const [out, words, paused]: [Bytes[], Fetching[], number[]] = [[], [], []];
    const ends = {
        fetchPiece: async (number: number) => {
            await Promise.resolve();
            return answer(number, sealed.slice(number * pieceBytes, (number + 1) * pieceBytes));
        },
        report: (now: Fetching) => void words.push(now),
        signal: end.signal,
        pause: async (milliseconds: number) => {
            paused.push(milliseconds);
            await Promise.resolve();
        },
    };
    const sink = async (bytes: Bytes) => {
        out.push(bytes);
        await Promise.resolve();
    };
    const found = act === "open" ? await openFile(file, authority, ends, sink) : await keepSealed(file, ends, sink);
    return { found, out: joined(...out), words, paused };
}
const refused = (status: number, code: string) => new Refused({ type: "about:blank", title: "", status, code, detail: code } as never);

describe("a sealed file", () => {
    it("comes out as it was handed in, with all that is to be checked", async () => {
        const { found, out, words } = await run();
        expect(sha(out)).toBe(sha(contents));
        expect(found).toMatchObject({ sealed: sha(sealed), cipher: "AES-GCM", fault: null });
        expect(found.contents).toMatchObject({ digest: sha(contents), size: contents.length });
        expect(new TextDecoder().decode(found.contents?.begins.subarray(0, 8))).toBe("%PDF-1.7");
        expect(found.signer).toMatchObject({ name: "bidder", organisation: "甲方", uscc: null, fault: null });
        expect(words.at(-1)).toEqual({ done: sealed.length, total: sealed.length, waiting: false });
    });

    it("waits for a broken line and a busy server, longer each time, and gets each piece once", async () => {
        let failures = 0;
        const { found, words, paused } = await run((number, bytes) => {
            if (number === 1 && failures < 3) {
                throw ++failures === 2 ? refused(429, "too_many_requests") : new Unreachable();
            }
            return bytes;
        });
        expect(found.contents?.digest).toBe(sha(contents));
        expect(paused).toEqual([1000, 2000, 4000]);
        expect(words.some((word) => word.waiting)).toBe(true);
        expect(words.at(-1)?.done).toBe(sealed.length);
    });

    it("is not waited for where the server refuses it, nor where it has another size than was said", async () => {
        const lost = () => {
            throw refused(410, "envelope_lost");
        };
        await expect(run(lost)).rejects.toThrow("envelope_lost");
        await expect(run((_, bytes) => bytes.slice(1))).rejects.toThrow("sealed_differs");
    });

    it("ends when it is told to", async () => {
        const end = new AbortController();
        const stopped = run(
            (number, bytes) => {
                if (number === 1) {
                    end.abort();
                    throw new Unreachable();
                }
                return bytes;
            },
            "open",
            end,
        );
        await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    });

    it("that came altered is told by its digest, whatever else fails", async () => {
        const { found } = await run((number, bytes) => (number === 1 ? bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte)) : bytes));
        expect(found.fault).toBe("envelope_does_not_open");
        expect(found.contents).toBeNull();
        expect(found.sealed).not.toBe(sha(sealed));
        // The right bytes that another point does not open have the right digest.
        const right = file.agreed;
        file.agreed = toHex(p256.Point.BASE.toBytes(true));
        const closed = (await run()).found;
        file.agreed = right;
        expect([closed.fault, closed.sealed]).toEqual(["envelope_does_not_open", sha(sealed)]);
    });
});

describe("the commands that the page shows", () => {
    const recipe = (): FileRecipe => {
        const agreed = toHex(p256.Point.fromBytes(fromHex(file.agreed) ?? new Uint8Array()).toBytes(false));
        return { lot: "L", submission: "S", part: "files", chunks: 3, own: toHex(own), agreed, sealed: sha(sealed), named: sha(contents) };
    };
    const sh = (text: string) => execFileSync("sh", ["-ec", text], { cwd: shop.folder, stdio: ["ignore", "pipe", "pipe"] }).toString();

    it("open the file with stock openssl, its digest beside the letter's", () => {
        shop.write("ca.pem", shop.read("ca.crt"));
        const said = sh(placePointCommands(recipe()) + openFileCommands(recipe()));
        expect(sha(readFileSync(join(shop.folder, "S-files")))).toBe(sha(contents));
        expect(said).toContain(`= ${sha(contents)}`);
        expect(openFileCommands(recipe())).toContain(`# ${sha(contents)}`);
    });

    it("open what the page saves as well, which has the point in its place already", async () => {
        const { found, out } = await run(undefined, "keep");
        expect(found.sealed).toBe(sha(sealed));
        expect(sha(out)).toBe(sha(readFileSync(join(shop.folder, "S-files.der"))));
    });
});
