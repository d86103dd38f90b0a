import { describe, expect, it } from "vitest";
import { fromBase64, fromBase64Url, fromUtf8, toBase64, toBase64Url, utf8 } from "../../src/crypto/bytes";
import { parse, sign, verify } from "../../src/crypto/jws";
import { signAnswer, signConfirmation, signQuote, signRefusal } from "../../src/crypto/statements";

const p256 = { name: "ECDSA", namedCurve: "P-256" };
const keys = await crypto.subtle.generateKey(p256, true, ["sign", "verify"]);
const type = "daylight-quote+jws";
const header = { alg: "ES256", typ: type, kid: "5a01" } as const;

function payloadOf(compact: string): unknown {
    return JSON.parse(fromUtf8(parse(compact)!.payload)!);
}
function withHeader(text: string): string {
    return `${toBase64Url(utf8(text))}.${toBase64Url(utf8("{}"))}.${toBase64Url(new Uint8Array(64))}`;
}

describe("a JWS", () => {
    it("verifies with the key that signed and with no other", async () => {
        const compact = await sign({ price: 1 }, header, keys.privateKey);
        const other = await crypto.subtle.generateKey(p256, true, ["sign", "verify"]);
        expect(await verify(parse(compact)!, keys.publicKey, type)).toBe(true);
        expect(await verify(parse(compact)!, other.publicKey, type)).toBe(false);
        expect(await verify(parse(compact)!, keys.publicKey, "daylight-answer+jws")).toBe(false);
        const [head, , signature] = compact.split(".");
        const swapped = `${head}.${toBase64Url(utf8('{"price":2}'))}.${signature}`;
        expect(await verify(parse(swapped)!, keys.publicKey, type)).toBe(false);
    });

    // RFC 7515, appendix A.3
    it("verifies the RFC's example", async () => {
        const key = await crypto.subtle.importKey(
            "jwk",
            { kty: "EC", crv: "P-256", x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" },
            p256,
            true,
            ["verify"],
        );
        const compact =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        const jws = parse(compact)!;
        expect(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, jws.signature, jws.signingInput)).toBe(true);
    });

    it.each([
        '{"alg":"none"}',
        '{"alg":"HS256"}',
        '{"alg":"ES256","jwk":"x"}',
        '{"alg":"ES256","kid":1}',
        '{"alg":"ES256","alg":"ES256"}',
        '{"typ":"x"}',
        "[]",
        "no JSON",
    ])("with the header %s is refused", (text) => {
        expect(parse(withHeader('{"alg":"ES256","kid":"5a"}'))).not.toBeNull();
        expect(parse(withHeader(text))).toBeNull();
    });

    it("is three parts of unpadded base64url", () => {
        const good = withHeader('{"alg":"ES256"}');
        expect(parse(good + ".")).toBeNull();
        expect(parse(good + "=")).toBeNull();
        expect(parse(good.replace(".", ""))).toBeNull();
        expect(parse(good + "A".repeat(20_000))).toBeNull();
    });
});

describe("a statement", () => {
    const frame = { audience: "log.example", lot: "L", nonce: "N", wallNow: Date.parse("2026-11-23T12:00:00Z") };
    const signer = { key: keys.privateKey, serial: "5a01" };
    const rest = { audience: "log.example", lot: "L", nonce: "N", expires_at: "2026-11-23T12:05:00.000Z" };

    it("says exactly what the server reads, under the certificate's serial", async () => {
        const quote = await signQuote(frame, { plate: "168", price: 100, seenNumber: 3 }, signer);
        expect(payloadOf(quote)).toEqual({ ...rest, plate: "168", price: 100, seen_number: 3 });
        expect(parse(quote)?.header).toEqual(header);
        expect(payloadOf(await signAnswer(frame, { plate: "168", goOn: true }, signer))).toEqual({ ...rest, plate: "168", go_on: true });
        expect(payloadOf(await signConfirmation(frame, "ab", signer))).toEqual({ ...rest, confirmation_digest: "ab" });
        expect(payloadOf(await signRefusal(frame, "no", signer))).toEqual({ ...rest, reason: "no" });
    });
});

describe("base64", () => {
    it("has one spelling a value", () => {
        expect(fromBase64("YQ==")).toEqual(utf8("a"));
        for (const text of ["YQ", "YQ=", "YR==", "Y Q==", "YQ==\n", "Y-=="]) {
            expect(fromBase64(text)).toBeNull();
        }
        expect(fromBase64Url("YQ")).toEqual(utf8("a"));
        expect(fromBase64Url("YR")).toBeNull();
        expect(fromBase64Url("YQ==")).toBeNull();
        const long = new Uint8Array(70_000).fill(7);
        expect(fromBase64(toBase64(long))).toEqual(long);
    });
});
