// A sitting: the file under its passphrase in this browser, restored from a program's file, and handed out again.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { close, copied, currentFile, keptHere, markCopied, open, phase, restore, uncopied } from "../../src/officer/sitting";
import { stored } from "../../src/officer/store";
import { accept } from "../../src/officer/trust";
import { OpeningRefusal } from "../../src/opening/refusal";
import { openVault } from "../../src/opening/vault";
import made from "../vectors/ceremony.json";

vi.setConfig({ testTimeout: 240_000 });
const passphrase = "岱阳市公证处的一句长口令";
const [programs] = made.officers;

async function signer() {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    return { key: pair.privateKey, serial: "0a" };
}

beforeEach(() => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ items: [], next_cursor: null }))));
    // No feed in this test: the page looks by itself.
    vi.stubGlobal("EventSource", class { addEventListener() {} close() {} });
});
afterEach(() => {
    close();
    vi.unstubAllGlobals();
});

describe("a sitting", () => {
    it("begins only once it is said whom to trust", async () => {
        expect(await open("NOBODY", passphrase, await signer())).toBe("no_trust");
        expect(phase.value).toBe("closed");
        expect(await stored("NOBODY")).toBe(null);
    });

    it("keeps its file encrypted, takes in a program's, and gives back what the program reads", async () => {
        accept("P1", { authority: made.authority, log: made.log, witnesses: [made.witness], least: 1 });
        expect(await open("P1", passphrase, await signer())).toBe(null);
        expect(phase.value).toBe("open");
        expect(keptHere.value).toEqual([]);
        expect(await restore(programs?.vault ?? "", "another passphrase")).toBe("wrong_passphrase");
        expect(await restore("no file", passphrase)).toBe("malformed");
        expect(await restore(programs?.vault ?? "", programs?.passphrase ?? "")).toBe(null);
        expect(keptHere.value.map((kept) => kept.transcript)).toEqual([made.view.transcript]);
        expect(uncopied.value).toEqual([]); // that file is a copy
        // Another holder's file of the same ceremony cannot be this officer's.
        const other = made.officers[1];
        await expect(restore(other?.vault ?? "", other?.passphrase ?? "")).rejects.toBeInstanceOf(OpeningRefusal);
        expect(keptHere.value.length).toBe(1);
        await markCopied();
        const pem = currentFile();
        expect(pem).toBe((await stored("P1"))?.pem);
        expect(pem).not.toContain(made.view.id);
        close();
        expect(phase.value).toBe("closed");
        expect(keptHere.value).toEqual([]);
        expect(currentFile()).toBe("");
        const opened = await openVault(pem, passphrase);
        expect("vault" in opened && opened.vault.ceremonies[0]?.transcript).toBe(made.view.transcript);
    });

    it("goes on with the file that is there, under its own passphrase alone", async () => {
        expect(await open("P1", "another passphrase", await signer())).toBe("wrong_passphrase");
        expect(phase.value).toBe("closed");
        expect(await open("P1", passphrase, await signer())).toBe(null);
        expect(keptHere.value.map((kept) => kept.transcript)).toEqual([made.view.transcript]);
        expect(copied.value).toEqual([made.view.transcript]);
    });
});
