// What each finding about a file comes to, and whether its contents are kept.
import { describe, expect, it } from "vitest";
import { checksOf, endingOf, type FileFacts, isWorthKeeping } from "../../src/bid_files/checks";
import type { FoundFile, Signer } from "../../src/bid_files/open_file";
import type { OpenedBid, OpenedFile } from "../../src/tenders/types";

const code = "913709003000000106";
const [sealed, contents, other] = ["a".repeat(64), "b".repeat(64), "c".repeat(64)];
const bid: OpenedBid = { submission: "S", verdict: "opened", fault: "", bidder: code, bidder_name: "大地建设有限公司", letter: "d".repeat(64), findings: [] };
const verdict: OpenedFile = { submission: "S", part: "files", verdict: "opened", fault: "", digest: contents, size: 10 };
const facts: FileFacts = { submission: "S", part: "files", bid, listed: sealed, point: "02", named: contents, verdict, filesWait: false };
const signer: Signer = { serial: "01", name: "李经办", organisation: "大地建设有限公司", uscc: code, values: ["CN", code], issuer: "CA", fault: null };
const found: FoundFile = { sealed, cipher: "AES-GCM", signer, contents: { digest: contents, size: 10, begins: new Uint8Array() }, fault: null };

function states(changes: Partial<FoundFile> = {}, of: Partial<FileFacts> = {}): Record<string, string> {
    const differing = checksOf({ ...found, ...changes }, { ...facts, ...of }).filter((check) => check.state !== "held");
    return Object.fromEntries(differing.map(({ name, state, reason }) => [name, `${state} ${reason}`]));
}
const opened = (digest: string) => ({ contents: { digest, size: 10, begins: new Uint8Array() } });

describe("a file's checks", () => {
    it("all hold where everything is as it should be", () => {
        expect(states()).toEqual({});
        expect(isWorthKeeping(found, sealed)).toBe(true);
    });

    it("tell what the platform hands out from what was submitted", () => {
        expect(states({ sealed: other })).toEqual({ sealed: "failed sealed", platform: "failed saysOpened" });
        expect(isWorthKeeping({ ...found, sealed: other }, sealed)).toBe(false);
        expect(states({}, { listed: null })).toMatchObject({ listed: "failed listed", sealed: "failed sealed" });
        expect(isWorthKeeping(found, null)).toBe(false);
    });

    it("find contents that the letter does not name, and agree with a platform that says so", () => {
        const differs = { ...verdict, verdict: "revoked" as const, fault: "file_differs", digest: other };
        expect(states(opened(other), { verdict: differs })).toEqual({ letter: "failed letter" });
        expect(states(opened(other))).toEqual({ letter: "failed letter", platform: "failed saysOpened" });
        // It is what was handed in, and evidence.
        expect(isWorthKeeping({ ...found, ...opened(other) }, sealed)).toBe(true);
    });

    it("contradict a platform that says that a sound file does not hold", () => {
        expect(states({}, { verdict: { ...verdict, verdict: "revoked", fault: "signature_invalid" } })).toEqual({ platform: "failed saysNotOpened" });
        expect(states({}, { verdict: { ...verdict, verdict: "taken_back", fault: "envelope_lost" } })).toEqual({ platform: "failed saysNotOpened" });
        // The same letter's digest, and another one that the platform says.
        expect(states({}, { verdict: { ...verdict, digest: other } })).toEqual({ platform: "failed saysOpened" });
    });

    it("stop where the envelope does not open, or what is inside is not signed", () => {
        const nothing = { contents: null, signer: null };
        const revoked = { verdict: { ...verdict, verdict: "revoked" as const, fault: "envelope_does_not_open" } };
        expect(states({ ...nothing, fault: "envelope_does_not_open" }, revoked)).toEqual({
            opened: "failed opened",
            signature: "unsure notReached",
            certificate: "unsure notReached",
            letter: "unsure notReached",
        });
        expect(states({ ...nothing, fault: "signature_invalid" }, revoked)).toEqual({
            signature: "failed signature",
            certificate: "unsure notReached",
            letter: "unsure notReached",
        });
        expect(states({ ...nothing, fault: "certificate_malformed" })).toMatchObject({ signature: "unsure unread", platform: "unsure cannotCompare" });
        expect(isWorthKeeping({ ...found, ...nothing, fault: "signature_invalid" }, sealed)).toBe(false);
    });

    it("ask whose certificate it is", () => {
        expect(states({ signer: { ...signer, uscc: "913709003000000293" } })).toMatchObject({ certificate: "failed ofAnother" });
        expect(states({ signer: { ...signer, uscc: null } })).toMatchObject({ certificate: "failed ofAnother" });
        expect(states({ signer: { ...signer, fault: "wrong_use" } })).toMatchObject({ certificate: "failed wrongUse" });
        // Another authority's: this browser cannot tell, and says so.
        const outside = { ...signer, uscc: null, fault: "wrong_issuer" as const };
        expect(states({ signer: { ...outside, values: [`NTRCN-${code}`] } })).toEqual({ certificate: "unsure outside" });
        expect(states({ signer: { ...outside, values: ["大地"] } })).toEqual({ certificate: "unsure outsideNameless" });
        const revoked = { verdict: { ...verdict, verdict: "revoked" as const, fault: "signed_by_another" } };
        expect(states({ signer: outside }, revoked)).toMatchObject({ platform: "unsure notOpened" });
    });

    it("say what cannot be compared yet", () => {
        expect(states({}, { verdict: null, filesWait: true })).toEqual({ platform: "unsure waits" });
        expect(states({}, { verdict: null, named: null })).toEqual({ letter: "unsure noLetter", platform: "unsure noVerdict" });
    });
});

describe("the ending of a file's name", () => {
    it("follows how the contents begin", () => {
        const begins = (text: string) => new TextEncoder().encode(text);
        expect(endingOf(begins("%PDF-1.7"))).toBe("pdf");
        expect(endingOf(begins("PK\x03\x04rest"))).toBe("zip");
        expect(endingOf(begins("plain text"))).toBeNull();
        expect(endingOf(new Uint8Array())).toBeNull();
    });
});
