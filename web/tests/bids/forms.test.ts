// The bidder's forms: what is wrong stands at its field, nothing typed is lost, and a question goes out once.
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reactive } from "vue";
import type { TenderLot } from "../../src/api/types";
import type { KeyVerdict } from "../../src/sealing/key_check";
import SealForm from "../../src/bids/SealForm.vue";
import SubmissionCard from "../../src/bids/SubmissionCard.vue";
import TenderQuestionForm from "../../src/bids/TenderQuestionForm.vue";
import { makeKeys } from "../../src/crypto/keystore";
import { parse } from "../../src/crypto/jws";
import { session } from "../../src/session";
import { fromUtf8 } from "../../src/crypto/bytes";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";

const { fields } = JSON.parse(readFileSync(join(__dirname, "../vectors/letters.json"), "utf8")) as { fields: TenderLot["terms"]["fields"] };
const later = "2999-01-01T00:00:00.000Z";
const lot = {
    id: "LOT",
    state: "open",
    suspended: false,
    documents_version: 1,
    terms: { number: "DY-1", title: "一标段", fields, files: ["files"], security: { amount: 0, guarantee: true, transfer: false } },
    times: { documents_until: later, questions_until: later, deadline: later },
    method: { stage: "bids" },
} as unknown as TenderLot;

interface Sent {
    path: string;
    body: Record<string, unknown>;
    key: string | null;
}
let sent: Sent[] = [];
let answer: (path: string) => Response = () => Response.json({});

beforeEach(() => {
    // happy-dom has no dialogs.
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    sent = [];
    session.value = { ...session.value, signed_in: true, roles: ["bidder_agent"], organisation: { id: "ORG", name: "甲", kind: "bidder", state: "active" } };
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
        await Promise.resolve();
        if (init.method !== "GET") {
            sent.push({ path, body: JSON.parse(String(init.body)) as Record<string, unknown>, key: new Headers(init.headers).get("Idempotency-Key") });
        }
        return answer(path);
    });
});
afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
});

describe("the form of a bid", () => {
    const verdict = { key: {}, pem: "", authority: "", steps: [], isWaiting: false, authorityChanged: false } as unknown as KeyVerdict;
    const organisation = { id: "ORG", uscc: "91320102MA1XXXXX0E", name: "甲公司" };
    const signer = { key: {} as CryptoKey, serial: "01", pem: "", notAfter: later };
    const begin = () => mount(SealForm, { lot, organisation, signer, verdict });
    const faultAt = (name: string) => find(`[name="fields.${name}"]`).closest(".field")?.querySelector(".fault")?.textContent ?? "";

    it("shows every formal ground at its field and sums them at the top, and seals nothing", async () => {
        const worker = vi.fn();
        vi.stubGlobal("Worker", worker);
        begin();
        await type('[name="fields.price"]', "30,000,000.01");
        await type('[name="fields.period"]', "366");
        find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        await settled();
        expect(faultAt("price")).toContain("30,000,000.00");
        expect(faultAt("period")).toContain("365");
        expect(faultAt("leader")).not.toBe("");
        expect(faultAt("quality")).toContain("承诺");
        expect(faultAt("remark")).toBe("");
        expect(find("[data-test=problem]").querySelectorAll("li")).toHaveLength(5); // and the file
        expect(worker).not.toHaveBeenCalled();
        expect(sent).toEqual([]);
    });

    it("says an amount that is none once, in words that help", async () => {
        begin();
        await type('[name="fields.price"]', "两千五百万");
        find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        await settled();
        expect(faultAt("price")).toContain("最多两位小数");
        expect([...find("[data-test=problem]").querySelectorAll("a")].filter((link) => link.getAttribute("href") === "#field-fields-price")).toHaveLength(1);
    });

    it("writes the amount in words as it is typed, and finds it again after a reload", async () => {
        begin();
        await type('[name="fields.price"]', "25,000,000");
        expect(find("[data-test=capitals-price]").textContent).toContain("人民币贰仟伍佰万元整");
        document.body.innerHTML = "";
        begin();
        await settled();
        expect(find<HTMLInputElement>('[name="fields.price"]').value).toBe("25,000,000");
    });

    it("cannot be sent where the key does not hold", () => {
        mount(SealForm, { lot, organisation, signer, verdict: { ...verdict, key: null } });
        expect(find<HTMLButtonElement>("[data-test=seal]").disabled).toBe(true);
    });
});

describe("a question", () => {
    it("goes out with its text alone", async () => {
        answer = () => Response.json({ id: "Q", lot: "LOT", state: "asked", text: "", answer: "" });
        mount(TenderQuestionForm, { lot });
        await type('[name="text"]', " 桩基检测由谁负责？ ");
        find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        await settled();
        expect(sent.map(({ path, body }) => [path, body])).toEqual([["/api/v1/tender-lots/LOT/questions", { text: "桩基检测由谁负责？" }]]);
        find("[data-test=question-sent]");
    });

    it("is not asked after the time for it, nor by a visitor", () => {
        mount(TenderQuestionForm, { lot: { ...lot, times: { ...lot.times, questions_until: "2000-01-01T00:00:00.000Z" } } });
        expect(document.querySelector("form")).toBeNull();
        unmountAll();
        session.value = { ...session.value, roles: [] };
        mount(TenderQuestionForm, { lot });
        expect(document.querySelector("form")).toBeNull();
    });

    it("keeps what was typed when it is refused", async () => {
        answer = () => Response.json({ code: "questions_closed", detail: "提问已截止。", status: 409, title: "", type: "" }, { status: 409 });
        mount(TenderQuestionForm, { lot });
        await type('[name="text"]', "问题");
        find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        await settled();
        expect(find("[data-test=problem]").textContent).toContain("提问已截止。");
        expect(find<HTMLTextAreaElement>('[name="text"]').value).toBe("问题");
    });
});

describe("a submitted bid", () => {
    const submission = reactive({ id: "S", lot: "LOT", lot_number: "DY-1", lot_title: "一标段", state: "complete", number: 2, documents_version: 1, documents_outdated: true, parts: [] });

    async function shown(): Promise<void> {
        const { privateKey } = await makeKeys();
        mount(SubmissionCard, { submission, signer: { key: privateKey, serial: "0a" } });
        await settled();
    }

    it("says that the documents have changed, and is withdrawn by a signed act of its own", async () => {
        answer = (path) => Response.json(path.includes("withdraw") ? { id: "S", lot: "LOT", state: "withdrawn", number: 3, at: later, event_digest: "", receipt: "" } : lot);
        await shown();
        find("[data-test=documents-outdated]");
        await press("[data-test=withdraw]");
        await press('[name="confirm.checked"]');
        await press("[data-test=confirm-submit]");
        const [act] = sent;
        expect(act?.path).toBe("/api/v1/tender-lots/LOT/submission/withdraw");
        const jws = parse(String(act?.body.statement));
        const said = JSON.parse(fromUtf8(jws?.payload ?? new Uint8Array()) ?? "") as Record<string, unknown>;
        expect(jws?.header).toEqual({ alg: "ES256", typ: "daylight-withdrawal+jws", kid: "0a" });
        expect(Object.keys(said).sort()).toEqual(["audience", "expires_at", "lot", "nonce"]);
        expect(said.nonce).toBe(act?.key);
        find("[data-test=withdrawn]");
    });

    it("sends the very same act again where no answer came", async () => {
        answer = (path) => {
            if (path.includes("withdraw")) {
                throw new TypeError("the line is broken");
            }
            return Response.json(lot);
        };
        await shown();
        await press("[data-test=withdraw]");
        await press('[name="confirm.checked"]');
        await press("[data-test=confirm-submit]");
        await press("[data-test=confirm-submit]");
        expect(sent).toHaveLength(2);
        expect(sent[1]).toEqual(sent[0]);
    });

    it("is not touched after the deadline", async () => {
        answer = () => Response.json({ ...lot, state: "closed" });
        await shown();
        expect(document.querySelector("[data-test=withdraw]")).toBeNull();
        expect(document.querySelector("[data-test=replace]")).toBeNull();
    });
});
