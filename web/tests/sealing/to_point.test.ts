// Against envelopes that stock openssl and pkijs made, and back through openssl itself.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { p256 } from "@noble/curves/nist.js";
import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, fromBase64, fromHex, sha256Hex, toHex, utf8 } from "../../src/crypto/bytes";
import { uncompressed } from "../../src/sealing/agreement";
import { readEnvelope } from "../../src/sealing/envelope";
import { openFromPoint, openingPoint, openWithAgreed, sealToPoint } from "../../src/sealing/to_point";

interface Opening {
    content_file_b64: string;
    envelope: { R_uncompressed: string };
    S: string;
    envelope_der_b64: string;
}
const vectors = JSON.parse(readFileSync(join(__dirname, "../../../tests/crypto/data/crypto-vectors.json"), "utf8")) as {
    openings: Record<string, Opening>;
    negative_envelopes: { why: string; envelope_der_b64: string }[];
    invalid_points: { hex: string; why: string }[];
    dkg: { complaint: { share_envelope_der_b64: string; D: string; R: string; revealed_share: string } };
};

function need<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) {
        throw new Error("a vector is missing");
    }
    return value;
}
const der = (text: string): Bytes => need(fromBase64(text));
const hex = (text: string): Bytes => need(fromHex(text));

const folder = mkdtempSync(join(tmpdir(), "daylight-point-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

describe("an envelope that others sealed", () => {
    it.each(Object.entries(vectors.openings))("opens by the agreed point: %s", async (_, opening) => {
        const envelope = readEnvelope(der(opening.envelope_der_b64));
        expect(toHex(envelope.ephemeral)).toBe(opening.envelope.R_uncompressed);
        const inside = await openWithAgreed(hex(opening.S), envelope);
        expect(await sha256Hex(inside)).toBe(await sha256Hex(der(opening.content_file_b64)));
    });

    it("opens by the point that a complaint shows", async () => {
        const { complaint } = vectors.dkg;
        const envelope = readEnvelope(der(complaint.share_envelope_der_b64));
        expect(toHex(envelope.ephemeral)).toBe(toHex(uncompressed(hex(complaint.R))));
        expect(toHex(await openWithAgreed(hex(complaint.D), envelope))).toBe(complaint.revealed_share);
    });

    it.each(vectors.negative_envelopes)("is refused: $why", ({ envelope_der_b64 }) => {
        expect(() => readEnvelope(der(envelope_der_b64))).toThrow(/^(envelope_algorithms|envelope_recipients|malformed_point)$/);
    });

    it.each(vectors.invalid_points)("is not sealed to a point that is none: $why", async (point) => {
        await expect(sealToPoint(hex(point.hex), utf8("x"))).rejects.toThrow("malformed_point");
    });
});

describe("what is sealed to a point", () => {
    const key = hex("9c3a8be9fcdad8f627d5a6ad9d089cdb8bfb93d89ad86d064f50c798b1338371");
    const point = p256.getPublicKey(key, true);

    it("opens with its number alone, and to nobody else", async () => {
        const sealed = await sealToPoint(point, utf8("shares"));
        expect(await openFromPoint(key, sealed)).toEqual(utf8("shares"));
        const other = hex("0c3a8be9fcdad8f627d5a6ad9d089cdb8bfb93d89ad86d064f50c798b1338371");
        await expect(openFromPoint(other, sealed)).rejects.toThrow("envelope_does_not_open");
    });

    it("is altered nowhere without being refused", async () => {
        const sealed = await sealToPoint(point, utf8("shares"));
        const { ephemeral, wrapped, content } = readEnvelope(sealed);
        const found = [ephemeral, wrapped, content.subarray(0, 6), content.subarray(6)].map((part) => Buffer.from(sealed).indexOf(part) + 2);
        for (const at of found) {
            expect(at).toBeGreaterThan(2);
            const altered = sealed.slice();
            altered[at] = (altered[at] ?? 0) ^ 1;
            await expect(openFromPoint(key, altered)).rejects.toThrow(/^(envelope_does_not_open|malformed_point)$/);
        }
    });

    it("has no bytes behind it", () => {
        expect(() => readEnvelope(Uint8Array.from([...der(need(vectors.openings.ossl_gcm).envelope_der_b64), 0]))).toThrow("envelope_malformed");
        expect(() => readEnvelope(utf8("plain text"))).toThrow("envelope_not_encrypted");
    });

    it("opens with stock openssl once the agreed point stands in the envelope, by the key of one", async () => {
        const sealed = await sealToPoint(point, utf8("shares of three keys"));
        const envelope = readEnvelope(sealed);
        const at = Buffer.from(sealed).indexOf(envelope.ephemeral);
        const opened = Buffer.from(sealed);
        opened.set(openingPoint(key, envelope), at);
        writeFileSync(file("one.der"), opened);
        const generator = Buffer.from(p256.Point.BASE.toBytes(false)).toString("hex");
        const one = `30770201010420${"1".padStart(64, "0")}a00a06082a8648ce3d030107a144034200${generator}`;
        writeFileSync(file("one.key"), Buffer.from(one, "hex"));
        execFileSync("openssl", ["ec", "-inform", "DER", "-in", file("one.key"), "-out", file("one.pem")], { stdio: "pipe" });
        const text = execFileSync("openssl", ["cms", "-decrypt", "-binary", "-inform", "DER", "-in", file("one.der"), "-inkey", file("one.pem")]);
        expect(text.toString()).toBe("shares of three keys");
    });
});
