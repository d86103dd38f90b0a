// An authority, a lot's certificate and a bidder's, made by stock openssl as the platform's authority makes them, each
// test folder its own.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromPem } from "../../src/crypto/bytes";
import { type Certificate, certificateFromPem } from "../../src/crypto/certificate";
import type { Recipient } from "../../src/sealing/agreement";
import { nameOf } from "../../src/sealing/names";
import type { SealingSigner } from "../../src/sealing/seal";

const own = "2.25.172906703678154015915351966426536142621";

export class Workshop {
    readonly folder = mkdtempSync(join(tmpdir(), "daylight-sealing-"));

    remove(): void {
        rmSync(this.folder, { recursive: true });
    }
    openssl(...args: string[]): Buffer {
        return execFileSync("openssl", args, { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
    }
    write(name: string, bytes: string | Uint8Array): string {
        writeFileSync(join(this.folder, name), bytes);
        return name;
    }
    read(name: string): string {
        return readFileSync(join(this.folder, name), "utf8");
    }

    private key(name: string): void {
        this.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", `${name}.key`);
    }
    makeAuthority(name = "ca"): void {
        this.key(name);
        this.openssl("req", "-x509", "-new", "-key", `${name}.key`, "-subj", `/O=Daylight/CN=${name}`, "-days", "30", "-out", `${name}.crt`,
            "-addext", "keyUsage=critical,keyCertSign,cRLSign"); // prettier-ignore
    }
    // `uses`: lines of its extensions. A key that is there already stays.
    issue(name: string, uses: string[], authority = "ca"): void {
        if (!existsSync(join(this.folder, `${name}.key`))) {
            this.key(name);
        }
        this.openssl("req", "-new", "-key", `${name}.key`, "-subj", `/O=甲方/CN=${name}`, "-utf8", "-out", `${name}.csr`);
        this.write(`${name}.ext`, ["basicConstraints=critical,CA:FALSE", ...uses].join("\n"));
        this.openssl("x509", "-req", "-in", `${name}.csr`, "-CA", `${authority}.crt`, "-CAkey", `${authority}.key`, "-days", "10",
            "-set_serial", "0xf1e2d3c4b5a6978800112233", "-extfile", `${name}.ext`, "-out", `${name}.crt`); // prettier-ignore
    }
    issueBidder(): void {
        this.issue("bidder", ["keyUsage=critical,digitalSignature", "extendedKeyUsage=clientAuth"]);
    }
    issueLot(statement: string, changes: { use?: string; usage?: string; authority?: string; name?: string } = {}): void {
        const text = `ASN1:UTF8String:${statement.replace(/["\\]/g, "\\$&")}`;
        this.issue(
            changes.name ?? "lot",
            [`keyUsage=critical,${changes.usage ?? "keyAgreement"}`, `extendedKeyUsage=${changes.use ?? `${own}.2`}`, `${own}.1=${text}`],
            changes.authority,
        );
    }
    async certificate(name: string): Promise<Certificate> {
        const read = await certificateFromPem(this.read(`${name}.crt`));
        if (!read) {
            throw new Error(`${name}.crt is none of the profile`);
        }
        return read;
    }
    async signer(): Promise<SealingSigner> {
        const pkcs8 = fromPem(this.read("bidder.key"), "PRIVATE KEY");
        const key = await crypto.subtle.importKey("pkcs8", pkcs8 ?? new Uint8Array(), { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
        return { certificate: await this.certificate("bidder"), key };
    }
    async recipient(): Promise<Recipient> {
        const certificate = await this.certificate("lot");
        return { point: new Uint8Array(await crypto.subtle.exportKey("raw", certificate.key)), name: nameOf(certificate) };
    }
}
