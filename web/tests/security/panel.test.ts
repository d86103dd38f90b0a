// The security of a bid: nothing is shown to pay under before its secret is kept, and what is kept goes into the letter.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TenderLot } from "../../src/api/types";
import type { KeyVerdict } from "../../src/sealing/key_check";
import SealForm from "../../src/bids/SealForm.vue";
import { blindReference } from "../../src/sealing/blind";
import { fileText } from "../../src/security/secret_file";
import { keepSecurity, keptSecurities } from "../../src/security/store";
import type { SealingOrder } from "../../src/sealing/worker";
import { site } from "../../src/session";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";

const bidder = { id: "ORG", uscc: "913709003000000106", name: "大地建设有限公司" };
const later = "2999-01-01T00:00:00.000Z";
const verdict = { key: {}, pem: "", authority: "", steps: [], isWaiting: false, authorityChanged: false } as unknown as KeyVerdict;
const signer = { key: {} as CryptoKey, serial: "01", pem: "", notAfter: later };

let number = 0;
function lotWith(security: TenderLot["terms"]["security"], files = ["files"]): TenderLot {
    const fields = [{ name: "leader", label_zh: "负责人", label_en: "Leader", kind: "text", required: true, in_words: false }];
    return {
        id: `LOT${++number}`,
        state: "open",
        suspended: false,
        documents_version: 1,
        terms: { number: "DY-1", title: "一标段", fields, files, security },
        times: { documents_until: later, questions_until: later, deadline: later },
        method: { stage: "bids" },
    } as unknown as TenderLot;
}
const both = { amount: 50_000_000, guarantee: true, transfer: true };
const transferOnly = { ...both, guarantee: false };

let orders: SealingOrder[] = [];
let asked: string[] = [];
let answer: (path: string) => Response = () => Response.json({});

beforeEach(() => {
    orders = [];
    asked = [];
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    site.value = { bank_account: { name: "岱阳市公共资源交易中心", bank: "岱阳银行", number: "6222000012345678" } } as never;
    vi.stubGlobal("fetch", async (path: string) => {
        await Promise.resolve();
        asked.push(path);
        return answer(path);
    });
    vi.stubGlobal(
        "Worker",
        class {
            postMessage = (order: SealingOrder) => orders.push(order);
            terminate = () => undefined;
        },
    );
});
afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
});

async function begin(lot: TenderLot, more: Record<string, unknown> = {}): Promise<void> {
    mount(SealForm, { lot, organisation: bidder, signer, verdict, ...more });
    await settled();
}
async function fillAndSeal(): Promise<void> {
    await type('[name="fields.leader"]', "王建国");
    const input = find<HTMLInputElement>('[name="files.files"]');
    Object.defineProperty(input, "files", { value: [new File(["bid"], "bid.pdf")], configurable: true });
    input.dispatchEvent(new Event("change"));
    await settled();
    find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settled();
}
const shownReference = () => document.querySelector<HTMLElement>("[data-test=reference]")?.dataset.reference ?? null;
const fault = () => document.querySelector("[data-test=security] .fault")?.textContent ?? "";

describe("a bid's security", () => {
    it("is not asked for where the documents want none", async () => {
        await begin(lotWith({ amount: 0, guarantee: true, transfer: true }));
        expect(document.querySelector("[data-test=security]")).toBeNull();
        await fillAndSeal();
        expect(orders[0]?.bid.letter.security).toBeUndefined();
    });

    it("is chosen where there are two ways, and a guarantee puts nothing into the letter", async () => {
        await begin(lotWith(both));
        await fillAndSeal();
        expect(orders).toHaveLength(0);
        expect(fault()).toContain("请选择");
        await press('[name="security.way"][value=guarantee]');
        expect(fault()).toBe("");
        await fillAndSeal();
        expect(orders).toHaveLength(1);
        expect(orders[0]?.bid.letter).not.toHaveProperty("security");
    });

    it("by transfer is kept before its reference is shown, is there again after a reload, and is sealed", async () => {
        const lot = lotWith(transferOnly);
        await begin(lot);
        expect(shownReference()).toBeNull();
        await fillAndSeal();
        expect(orders).toHaveLength(0);
        expect(fault()).toContain("盲码");
        await press("[data-test=make-reference]");
        const [kept] = await keptSecurities("ORG").then((all) => all.filter((one) => one.lot === lot.id));
        expect(kept?.reference).toBe(blindReference(lot.id, bidder.uscc, kept?.secret ?? ""));
        expect(shownReference()).toBe(kept?.reference);
        expect(find("[data-test=reference]").textContent).toContain(kept?.reference);
        expect(find("[data-test=pay-facts]").textContent).toContain("6222000012345678");
        expect(find("[data-test=pay-facts]").textContent).toContain("大地建设有限公司");
        expect(find("[data-test=pay-facts]").textContent).toContain("500,000");
        document.body.innerHTML = "";
        await begin(lot);
        expect(shownReference()).toBe(kept?.reference);
        await fillAndSeal();
        expect(orders[0]?.bid.letter.security).toBe(kept?.secret);
        expect(asked).toEqual([]); // the server is told nothing unasked
    });

    it("shows no reference where the secret cannot be kept", async () => {
        await begin(lotWith(transferOnly));
        vi.spyOn(indexedDB, "open").mockImplementation(() => {
            throw new DOMException("no", "SecurityError");
        });
        await press("[data-test=make-reference]");
        expect(shownReference()).toBeNull();
        expect(find("[data-test=security-no-store]").textContent).toContain("不要转账");
    });

    it("comes back from its file, and not from another lot's", async () => {
        const [lot, other] = [lotWith(transferOnly), lotWith(transferOnly)];
        const secret = "ab".repeat(32);
        const record = (id: string) => ({
            organisation: "ORG", bidder: bidder.uscc, lot: id, lotNumber: "DY-1", lotTitle: "一标段", amount: 1, secret,
            reference: blindReference(id, bidder.uscc, secret), madeAt: later,
        });
        await begin(lot);
        await type('[name="security.secret"]', fileText(record(other.id)).replaceAll("\r\n", " "));
        await press("[data-test=restore-secret]");
        expect(shownReference()).toBeNull();
        expect(find("[data-test=secret-restore]").textContent).toContain(blindReference(other.id, bidder.uscc, secret));
        await type('[name="security.secret"]', secret);
        await press("[data-test=restore-secret]");
        expect(shownReference()).toBe(record(lot.id).reference);
    });

    it("lets one choose among several that were made for the lot", async () => {
        const lot = lotWith(both);
        const [first, second] = ["11", "22"].map((pair, at) => {
            const secret = pair.repeat(32);
            const reference = blindReference(lot.id, bidder.uscc, secret);
            return { organisation: "ORG", bidder: bidder.uscc, lot: lot.id, lotNumber: "", lotTitle: "", amount: 1, secret, reference, madeAt: `2026-11-0${at + 1}T00:00:00.000Z` };
        });
        await keepSecurity(first!);
        await keepSecurity(second!);
        await keepSecurity({ ...second!, reference: "BS00000000000000000000", bidder: "913709003000000293" });
        await begin(lot);
        expect(find("[data-test=security]").dataset.way).toBe("transfer");
        expect(shownReference()).toBe(second?.reference);
        expect(document.querySelectorAll('[name="security.reference"]')).toHaveLength(2);
        await press(`[name="security.reference"][value=${first?.reference}]`);
        expect(shownReference()).toBe(first?.reference);
        await fillAndSeal();
        expect(orders[0]?.bid.letter.security).toBe(first?.secret);
    });

    it("of a trial is of a secret that is used once and kept nowhere", async () => {
        const lot = lotWith(transferOnly);
        await begin(lot, { practice: true });
        find("[data-test=security-trial]");
        expect(document.querySelector("[data-test=make-reference]")).toBeNull();
        await fillAndSeal();
        expect(orders[0]?.bid.letter.security).toMatch(/^[0-9a-f]{64}$/);
        expect((await keptSecurities("ORG")).filter((one) => one.lot === lot.id)).toEqual([]);
    });

    it("tells what has arrived when it is asked, and what is missing", async () => {
        const lot = lotWith(transferOnly);
        await begin(lot);
        await press("[data-test=make-reference]");
        const reference = shownReference() ?? "";
        const found = { reference, payer: "大地建设有限公司", received: 0, items: [] as object[] };
        answer = () => Response.json(found);
        await press("[data-test=ask-arrival]");
        expect(asked).toEqual([`/api/v1/my/security-transfers?reference=${reference}`]);
        expect(find("[data-test=arrived]").textContent).toContain("还没有查到");
        found.received = 30_000_000;
        found.items = [
            { amount: 30_000_000, received_at: later, from_own_account: true },
            { amount: 20_000_000, received_at: later, from_own_account: false },
        ];
        await press("[data-test=ask-arrival]");
        expect(find("[data-test=arrived]").textContent).toContain("还差 200,000 元");
        expect(find("[data-test=arrived]").textContent).toContain("不算");
        found.received = 60_000_000;
        await press("[data-test=ask-arrival]");
        expect(find("[data-test=arrived]").textContent).toContain("达到本标段要求");
        answer = () => Response.json({ code: "rate_limited", detail: "请稍后再试。", status: 429, title: "", type: "" }, { status: 429 });
        await press("[data-test=ask-arrival]");
        expect(find("[data-test=arrival-problem]").textContent).toContain("请稍后再试。");
    });

    it("says where the transfer slip goes if the documents want a file of the guarantee", async () => {
        await begin(lotWith(transferOnly, ["files", "guarantee"]));
        expect(find("[data-test=security]").textContent).toContain("银行转账凭证");
    });
});
