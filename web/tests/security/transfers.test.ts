// What was paid under blind references: asked for and taken back by the reference alone; and what the finance desk sees.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import BankLinesPage from "../../src/desks/BankLinesPage.vue";
import { blindReference } from "../../src/sealing/blind";
import SecurityTransfersPage from "../../src/security/SecurityTransfersPage.vue";
import { keepSecurity } from "../../src/security/store";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";
import { type Asked, refusal, serve, signIn, signOut } from "../support/tender";

vi.mock("vue-router", () => ({ useRoute: () => ({ params: {}, query: {}, path: "/" }), useRouter: () => ({ replace: vi.fn() }) }));

const secret = "ab".repeat(32);
const reference = blindReference("LOT", "913709003000000106", secret);
const one = { organisation: "O", bidder: "913709003000000106", lot: "LOT", lotNumber: "DY-1", lotTitle: "一标段", amount: 50_000_000, secret, reference, madeAt: "2026-11-01T00:00:00.000Z" };
const found = { reference, payer: "大地建设有限公司", received: 50_000_000, items: [{ amount: 50_000_000, received_at: "2026-11-02T01:00:00.000Z", from_own_account: true }] };
const watched = { "/api/v1/my/watched-tenders": { items: [] } };
const about = (all: Asked[]) => all.filter(({ path }) => path.includes("security"));

beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
});
afterEach(() => {
    unmountAll();
    signOut();
    vi.unstubAllGlobals();
});

describe("a bidder's blind securities", () => {
    beforeEach(() => signIn("大地建设有限公司", "bidder_agent"));

    it("are those that this browser keeps for the organisation, and nothing is asked by itself", async () => {
        await keepSecurity(one);
        await keepSecurity({ ...one, organisation: "ANOTHER", reference: "BS00000000000000000000" });
        const all = serve(watched);
        mount(SecurityTransfersPage);
        await settled();
        expect([...document.querySelectorAll<HTMLElement>("[data-test=kept-security]")].map((card) => card.dataset.reference)).toEqual([reference]);
        expect(about(all)).toEqual([]);
    });

    it("are given back by the reference alone, after a question", async () => {
        await keepSecurity(one);
        const all = serve({ ...watched, "POST /api/v1/my/security-transfers/return": { ...found, received: 0, items: [] } });
        mount(SecurityTransfersPage);
        await settled();
        await press("[data-test=ask-return]");
        expect(about(all)).toEqual([]);
        expect(find("[data-test=confirm-dialog]").textContent).toContain("否决");
        await press('[name="confirm.checked"]');
        await press("[data-test=confirm-submit]");
        expect(about(all)).toEqual([{ method: "POST", path: "/api/v1/my/security-transfers/return", body: { reference } }]);
        find("[data-test=given-back]");
    });

    it("say why they are not given back", async () => {
        await keepSecurity(one);
        serve({ ...watched, "POST /api/v1/my/security-transfers/return": () => refusal("security_in_use", "这笔保证金已用于开标。", 409) });
        mount(SecurityTransfersPage);
        await settled();
        await press("[data-test=ask-return]");
        await press('[name="confirm.checked"]');
        await press("[data-test=confirm-submit]");
        expect(find("[data-test=problem]").textContent).toContain("这笔保证金已用于开标。");
        expect(document.querySelector("[data-test=given-back]")).toBeNull();
    });

    it("can be asked for by a reference that is typed, however it is grouped", async () => {
        const all = serve({ ...watched, "/api/v1/my/security-transfers": found });
        mount(SecurityTransfersPage);
        await settled();
        await type('[name="reference"]', "BS123");
        find("[data-test=other-reference]").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        await settled();
        expect(find("[data-test=other-reference] .fault").textContent).toContain("20 位");
        await type('[name="reference"]', "bs01 2345 6789 abcd ef01 23");
        find("[data-test=other-reference]").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        await settled();
        await press('[data-reference="BS0123456789ABCDEF0123"] [data-test=ask-arrival]');
        expect(about(all)).toEqual([{ method: "GET", path: "/api/v1/my/security-transfers?reference=BS0123456789ABCDEF0123", body: null }]);
    });
});

describe("the finance desk", () => {
    it("sees money under a blind reference as held, says why, and may resolve it", async () => {
        signIn("交易中心", "finance");
        const line = { id: "B", bank_reference: "N1", reference, payer: "大地建设有限公司", amount: 60_000_000, received_at: "2026-11-02T01:00:00.000Z", state: "held" };
        serve({ "/api/v1/bank-lines": { items: [line, { ...line, id: "C", bank_reference: "N2", state: "matched" }], next_cursor: null } });
        mount(BankLinesPage);
        await settled();
        expect(find("[data-line=N1]").textContent).toContain("盲码保留");
        expect(find("[data-line=N1]").textContent).toContain("退回");
        find("[data-line=N1] [data-test=resolve]");
        expect(document.querySelector("[data-line=N2] [data-test=resolve]")).toBeNull();
    });
});
