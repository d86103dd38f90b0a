// What stock openssl and what the browser sealed, opened piece by piece; and what is inside, read by its signature.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { p256 } from "@noble/curves/nist.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Bytes, fromBase64, fromHex, joined, sha256Hex, toHex, utf8 } from "../../src/crypto/bytes";
import { readEnvelope } from "../../src/sealing/envelope";
import { EnvelopeReader, openedPieces } from "../../src/sealing/open";
import { pieceBytes, piecesOf } from "../../src/sealing/pieces";
import { sealSigned } from "../../src/sealing/seal";
import { readSigned } from "../../src/sealing/signed";
import { Workshop } from "./support";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // openssl is called many times, on a machine that may be busy
const shop = new Workshop();
beforeAll(() => {
    shop.makeAuthority();
    shop.issueLot('{"lot":"L"}');
    shop.issueBidder();
});
afterAll(() => shop.remove());

const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function some(size: number): Bytes {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; ++at) {
        bytes[at] = (at * 2654435761) >>> 24;
    }
    return bytes;
}
async function* inPieces(bytes: Bytes, size: number): AsyncGenerator<Bytes> {
    for (let at = 0; at < bytes.length; at += size) {
        yield await Promise.resolve(bytes.slice(at, at + size));
    }
}

// The lot's key, which in earnest nobody has: the agreed point is the key times the envelope's own.
function agreed(ephemeral: Bytes): Bytes {
    const text = shop.openssl("ec", "-in", "lot.key", "-text", "-noout").toString();
    const hex = (/priv:([\s0-9a-f:]+)pub:/.exec(text)?.[1] ?? "").replace(/[\s:]/g, "").slice(-64);
    const scalar = p256.Point.Fn.fromBytes(fromHex(hex) ?? new Uint8Array());
    return Uint8Array.from(p256.Point.fromBytes(ephemeral).multiply(scalar).toBytes(true));
}

interface Opened {
    contents: Bytes;
    digest: string;
    size: number;
    signer: string;
}
async function opened(sealed: Bytes, size = pieceBytes): Promise<Opened> {
    const reader = new EnvelopeReader(inPieces(sealed, size));
    const head = await reader.head();
    expect(toHex(sealed.slice(head.ephemeralAt, head.ephemeralAt + 65))).toBe(toHex(head.ephemeral));
    const pieces: Uint8Array[] = [];
    const signed = await readSigned(openedPieces(reader, head, agreed(head.ephemeral), sealed.length), async (piece) => {
        pieces.push(piece);
        await Promise.resolve();
    });
    return { contents: joined(...pieces), digest: signed.digest, size: signed.size, signer: signed.signer.commonName };
}
const refusal = (sealed: Bytes): Promise<string> =>
    opened(sealed).then(
        () => "",
        (error: unknown) => (error as Error).message,
    );

async function sealedHere(contents: Bytes): Promise<Bytes> {
    const pieces: Bytes[] = [];
    await sealSigned(await shop.recipient(), await shop.signer(), piecesOf(new Blob([contents])), async (piece) => {
        pieces.push(piece);
        await Promise.resolve();
    });
    return joined(...pieces);
}
function signedByOpenssl(contents: Bytes, ...words: string[]): Bytes {
    shop.write("plain.bin", contents);
    shop.openssl("cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-md", "sha256", "-in", "plain.bin", "-signer", "bidder.crt",
        "-inkey", "bidder.key", ...words, "-outform", "DER", "-out", "plain.signed"); // prettier-ignore
    return Uint8Array.from(readFileSync(join(shop.folder, "plain.signed")));
}
function sealedByOpenssl(signed: Bytes, cipher: string, ...words: string[]): Bytes {
    shop.write("in.signed", signed);
    shop.openssl("cms", "-encrypt", "-binary", `-${cipher}`, ...words, "-in", "in.signed", "-recip", "lot.crt", "-keyopt", "ecdh_kdf_md:sha256",
        "-outform", "DER", "-out", "out.sealed"); // prettier-ignore
    return Uint8Array.from(readFileSync(join(shop.folder, "out.sealed")));
}

describe("a file that this page sealed", () => {
    // Around the edges of blocks and pieces.
    it.each([1, 16, pieceBytes - 200, pieceBytes - 57, pieceBytes + 1, 3 * pieceBytes + 12345])("of %i bytes opens", async (size) => {
        const contents = some(size);
        const found = await opened(await sealedHere(contents));
        expect({ ...found, contents: sha(found.contents) }).toEqual({ contents: sha(contents), digest: sha(contents), size, signer: "bidder" });
    });

    it("opens in whatever pieces it comes", async () => {
        const contents = some(70_000);
        const sealed = await sealedHere(contents);
        for (const size of [1, 7, 4096, 65_537]) {
            expect((await opened(sealed, size)).digest).toBe(sha(contents));
        }
    });
});

describe("a file that stock openssl sealed", () => {
    it.each([
        ["aes-256-gcm", [], []],
        ["aes-256-cbc", [], []],
        ["aes-256-gcm", ["-stream"], ["-stream"]],
        ["aes-256-cbc", ["-stream"], ["-stream"]],
        ["aes-256-gcm", ["-keyid"], []],
    ])("with %s opens: signed %s, sealed %s", async (cipher, signing, sealing) => {
        const contents = some(2 * pieceBytes + 321);
        const sealed = sealedByOpenssl(signedByOpenssl(contents, ...signing), cipher, ...sealing);
        const found = await opened(sealed);
        expect(found.digest).toBe(sha(contents));
        expect(sha(found.contents)).toBe(sha(contents));
    });
});

describe("what is not as it should be", () => {
    it("is refused wherever a byte was altered", async () => {
        const sealed = sealedByOpenssl(signedByOpenssl(some(5000)), "aes-256-gcm");
        const { ephemeral, wrapped, content } = readEnvelope(sealed);
        for (const part of [wrapped, content.subarray(0, 32), content.subarray(-16)]) {
            const altered = sealed.slice();
            const at = Buffer.from(sealed).indexOf(part) + 3;
            altered[at] = (altered[at] ?? 0) ^ 1;
            expect(await refusal(altered)).toBe("envelope_does_not_open");
        }
        const moved = sealed.slice();
        moved[Buffer.from(sealed).indexOf(ephemeral) + 3]! ^= 1;
        expect(await refusal(moved)).toBe("malformed_point");
    });

    it("of CBC is found by the signature, or by the form of what comes out", async () => {
        const sealed = await sealedHere(some(5000));
        const flipped = sealed.slice();
        flipped[2500]! ^= 1;
        expect(await refusal(flipped)).toBe("signature_invalid");
        const cut = sealed.slice();
        cut[sealed.length - 12]! ^= 1; // in the last block: no padding comes out
        expect(await refusal(cut)).toMatch(/^(envelope_does_not_open|signed_malformed)$/);
    });

    it("is told from what has more behind it, or less", async () => {
        const sealed = await sealedHere(some(100));
        expect(await refusal(joined(sealed, Uint8Array.of(0)))).toBe("envelope_malformed");
        expect(await refusal(sealed.slice(0, -1))).toBe("envelope_malformed");
        expect(await refusal(utf8("plain text"))).toBe("envelope_not_encrypted");
        expect(await refusal(signedByOpenssl(some(100)))).toBe("envelope_not_encrypted");
    });

    it("is refused with two recipients, and as the shared cases have it", async () => {
        const vectors = JSON.parse(readFileSync(join(__dirname, "../../../tests/crypto/data/crypto-vectors.json"), "utf8")) as {
            openings: Record<string, { envelope_der_b64: string; S: string; content_file_b64: string }>;
            negative_envelopes: { envelope_der_b64: string }[];
        };
        for (const { envelope_der_b64 } of vectors.negative_envelopes) {
            const reader = new EnvelopeReader(inPieces(fromBase64(envelope_der_b64) ?? new Uint8Array(), 100));
            const read = async () => {
                await reader.head();
                for await (const piece of reader.content()) {
                    expect(piece.length).toBeGreaterThan(0);
                }
                await reader.tail();
            };
            await expect(read()).rejects.toThrow(/^(envelope_algorithms|envelope_recipients|malformed_point)$/);
        }
        for (const { envelope_der_b64, S, content_file_b64 } of Object.values(vectors.openings)) {
            const sealed = fromBase64(envelope_der_b64) ?? new Uint8Array();
            const reader = new EnvelopeReader(inPieces(sealed, 1000));
            const pieces: Bytes[] = [];
            for await (const piece of openedPieces(reader, await reader.head(), fromHex(S) ?? new Uint8Array(), sealed.length)) {
                pieces.push(piece);
            }
            expect(await sha256Hex(joined(...pieces))).toBe(await sha256Hex(fromBase64(content_file_b64) ?? new Uint8Array()));
        }
    });

    it("is no large file of GCM: the page would have it in memory whole", async () => {
        const sealed = sealedByOpenssl(signedByOpenssl(some(100)), "aes-256-gcm");
        const reader = new EnvelopeReader(inPieces(sealed, 1000));
        const head = await reader.head();
        await expect(openedPieces(reader, head, agreed(head.ephemeral), 512 * 1024 * 1024 + 1).next()).rejects.toThrow("envelope_too_large");
    });

    it("is signed otherwise than the profile says", async () => {
        const inside = async (signed: Bytes): Promise<string> => refusal(sealedByOpenssl(signed, "aes-256-gcm"));
        expect(await inside(signedByOpenssl(some(50), "-md", "sha384"))).toBe("signed_algorithms");
        expect(await inside(signedByOpenssl(some(50), "-nocerts"))).toBe("signed_malformed");
        expect(await inside(signedByOpenssl(some(50), "-noattr"))).toBe("signature_invalid");
        expect(await inside(utf8("no signature at all"))).toBe("signed_malformed");
        shop.issue("other", ["keyUsage=critical,digitalSignature", "extendedKeyUsage=clientAuth"]);
        expect(await inside(signedByOpenssl(some(50), "-signer", "other.crt", "-inkey", "other.key"))).toBe("signed_malformed");
        const altered = signedByOpenssl(some(50));
        altered[altered.length - 10]! ^= 1;
        expect(await inside(altered)).toBe("signature_invalid");
    });
});
