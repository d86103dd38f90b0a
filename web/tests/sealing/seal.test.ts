// What the browser seals, stock openssl opens and verifies, whatever its size is.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Bytes, joined, utf8 } from "../../src/crypto/bytes";
import { readEnvelope } from "../../src/sealing/envelope";
import { pieceBytes, piecesOf } from "../../src/sealing/pieces";
import { type Sealed, sealSigned } from "../../src/sealing/seal";
import { Workshop } from "./support";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // openssl is called many times, on a machine that may be busy
const shop = new Workshop();
beforeAll(() => {
    shop.makeAuthority();
    shop.issueLot('{"lot":"L"}');
    shop.issueBidder();
});
afterAll(() => shop.remove());

const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function sealed(contents: Blob): Promise<{ pieces: Bytes[]; about: Sealed; whole: Bytes }> {
    const pieces: Bytes[] = [];
    const about = await sealSigned(await shop.recipient(), await shop.signer(), piecesOf(contents), async (piece) => {
        pieces.push(piece);
        await Promise.resolve();
    });
    return { pieces, about, whole: joined(...pieces) };
}

function opened(whole: Bytes): Buffer {
    shop.write("sealed.der", whole);
    shop.openssl("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "sealed.der", "-recip", "lot.crt", "-inkey", "lot.key", "-out", "signed.der");
    return shop.openssl("cms", "-verify", "-binary", "-inform", "DER", "-in", "signed.der", "-CAfile", "ca.crt", "-purpose", "any");
}

function some(size: number): Bytes {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; ++at) {
        bytes[at] = (at * 2654435761) >>> 24;
    }
    return bytes;
}

describe("a sealed file", () => {
    // Around the edges of blocks and pieces, the frame of the signature being in front of it.
    it.each([1, 15, 16, 17, pieceBytes - 200, pieceBytes - 57, pieceBytes, pieceBytes + 1, 3 * pieceBytes + 12345])(
        "of %i bytes is opened and its signature verified by stock openssl",
        async (size) => {
            const bytes = some(size);
            const { whole, about, pieces } = await sealed(new Blob([bytes]));
            expect(sha(opened(whole))).toBe(sha(bytes));
            expect(about).toEqual({ contents: sha(bytes), digest: sha(whole), size: whole.length });
            expect(pieces.slice(0, -1).every((piece) => piece.length === pieceBytes)).toBe(true);
            expect(pieces.at(-1)?.length).toBeGreaterThan(0);
        },
    );

    it("is signed with SHA-256 alone, over attributes in the order that DER wants, by one certificate", async () => {
        const { whole } = await sealed(new Blob([utf8("text")]));
        opened(whole);
        const shown = shop.openssl("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "signed.der").toString();
        expect(shown).toMatch(/digestAlgorithms:\s+algorithm: sha256/);
        expect(shown.match(/d\.certificate/g)).toHaveLength(1);
        expect(shown.indexOf("contentType (")).toBeLessThan(shown.indexOf("messageDigest ("));
        expect(shown).not.toContain("signingTime");
    });

    it("fits the strict profile, and no two are alike", async () => {
        const [one, other] = [await sealed(new Blob([utf8("text")])), await sealed(new Blob([utf8("text")]))];
        const first = readEnvelope(one.whole);
        expect(first.cipher).toBe("AES-CBC");
        expect(first.hash).toBe("SHA-256");
        expect(first.material).toBeNull();
        const second = readEnvelope(other.whole);
        expect(second.ephemeral).not.toEqual(first.ephemeral);
        expect(second.nonce).not.toEqual(first.nonce);
    });

    it("names the recipient by the certificate's issuer and number as they stand in it", async () => {
        const { whole } = await sealed(new Blob([utf8("text")]));
        const { issuer, serial } = await shop.certificate("lot");
        expect(serial).toBe("f1e2d3c4b5a6978800112233");
        expect(Buffer.from(whole).includes(Buffer.from(joined(issuer, Uint8Array.of(2, 13, 0), Buffer.from(serial, "hex"))))).toBe(true);
    });

    it("is not opened when it was altered: the signature inside tells", async () => {
        const { whole } = await sealed(new Blob([some(5000)]));
        const altered = whole.slice();
        altered[2000] = (altered[2000] ?? 0) ^ 1;
        expect(() => opened(altered)).toThrow();
    });

    it("is never empty, and what breaks while it is read breaks the sealing", async () => {
        await expect(sealed(new Blob([]))).rejects.toThrow(RangeError);
        async function* broken(): AsyncGenerator<Bytes> {
            yield some(10);
            await Promise.resolve();
            throw new Error("the file changed");
        }
        await expect(sealSigned(await shop.recipient(), await shop.signer(), broken(), async () => Promise.resolve())).rejects.toThrow("the file changed");
    });
});

