// What the browser makes is read by OpenSSL's own commands, and the other way round.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "fake-indexeddb/auto";
import { afterAll, describe, expect, it } from "vitest";
import { rawSignature } from "../../src/crypto/certificate";
import { all, find, fingerprintOf, keep, makeKeys } from "../../src/crypto/keystore";
import { encryptedPkcs8Pem, restoreFromPem } from "../../src/crypto/pkcs8";
import { certificateRequestPem, derSignature } from "../../src/crypto/request";

const folder = mkdtempSync(join(tmpdir(), "daylight-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

function openssl(...args: string[]): string {
    return execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return name;
}
async function signs(privateKey: CryptoKey, publicKey: CryptoKey): Promise<boolean> {
    const how = { name: "ECDSA", hash: "SHA-256" };
    const text = new Uint8Array([1, 2, 3]);
    return crypto.subtle.verify(how, publicKey, await crypto.subtle.sign(how, privateKey, text), text);
}

describe("a certificate request", () => {
    it("is one that OpenSSL verifies, with the holder's name", async () => {
        const keys = await makeKeys();
        const file = write("r.pem", await certificateRequestPem(keys, "张三"));
        expect(openssl("req", "-in", file, "-verify", "-noout", "-subject", "-nameopt", "utf8")).toContain("CN=张三");
        const spki = openssl("req", "-in", file, "-pubkey", "-noout");
        const der = Buffer.from(spki.replace(/-----[^-]+-----|\s/g, ""), "base64");
        expect(der).toEqual(Buffer.from(await crypto.subtle.exportKey("spki", keys.publicKey)));
    });

    it("carries any signature as whole numbers, and reads them back", () => {
        for (const first of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
            const raw = new Uint8Array(64).fill(0x11);
            raw[0] = first;
            raw[32] = 0xff - first;
            expect(rawSignature(derSignature(raw))).toEqual(raw);
        }
        expect(rawSignature(new Uint8Array([0x30, 0x00]))).toBeNull();
    });
});

describe("a backup", () => {
    it("opens with openssl and the passphrase alone", async () => {
        const keys = await makeKeys();
        const file = write("b.pem", await encryptedPkcs8Pem(keys.privateKey, "一把好钥匙 1"));
        const spki = openssl("pkey", "-in", file, "-passin", "pass:一把好钥匙 1", "-pubout");
        const der = Buffer.from(spki.replace(/-----[^-]+-----|\s/g, ""), "base64");
        expect(der).toEqual(Buffer.from(await crypto.subtle.exportKey("spki", keys.publicKey)));
        expect(() => openssl("pkey", "-in", file, "-passin", "pass:another", "-noout")).toThrow();
        expect(openssl("asn1parse", "-in", file)).toContain(`INTEGER           :${(600_000).toString(16).toUpperCase().padStart(6, "0")}`);
    });

    it("comes back as a key that signs and cannot be exported", async () => {
        const keys = await makeKeys();
        const restored = await restoreFromPem(await encryptedPkcs8Pem(keys.privateKey, "passphrase", 1000), "passphrase");
        if (!("keys" in restored)) {
            throw new Error(restored.fault);
        }
        expect(restored.keys.privateKey.extractable).toBe(false);
        expect(await signs(restored.keys.privateKey, keys.publicKey)).toBe(true);
        expect(await fingerprintOf(restored.keys.publicKey)).toBe(await fingerprintOf(keys.publicKey));
    });

    it("that openssl made comes back too", async () => {
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "k.pem");
        openssl("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "700000", "-in", "k.pem", "-out", "e.pem", "-passout", "pass:secret");
        const restored = await restoreFromPem(readFileSync(join(folder, "e.pem"), "utf8"), "secret");
        expect("keys" in restored && (await signs(restored.keys.privateKey, restored.keys.publicKey))).toBe(true);
    });

    it("says whether the passphrase or the file is wrong", async () => {
        const pem = await encryptedPkcs8Pem((await makeKeys()).privateKey, "passphrase", 1000);
        expect(await restoreFromPem(pem, "other")).toEqual({ fault: "wrong_passphrase" });
        expect(await restoreFromPem("nothing", "passphrase")).toEqual({ fault: "malformed" });
        expect(await restoreFromPem(readFileSync(join(folder, "k.pem"), "utf8"), "x")).toEqual({ fault: "malformed" });
    });
});

describe("the key store", () => {
    it("keeps keys that sign and cannot be exported", async () => {
        const keys = await makeKeys();
        const stored = await keep(keys);
        const found = await find(await fingerprintOf(keys.publicKey));
        expect(found?.fingerprint).toBe(stored.fingerprint);
        expect(found?.privateKey.extractable).toBe(false);
        expect(await find("ab".repeat(32))).toBeNull();
        expect((await all()).length).toBe(1);
        expect(await signs(stored.privateKey, keys.publicKey)).toBe(true);
    });
});
