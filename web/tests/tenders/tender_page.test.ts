// A lot's page in each of its phases, from a server's own answers.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { choose } from "../../src/i18n";
import TenderPage from "../../src/tenders/TenderPage.vue";
import type { TenderLot } from "../../src/tenders/types";
import { find, mount, press, settled, unmountAll } from "../support/mount";
import { answers, at, eventually, serve, signIn, signOut, Source, trusted } from "../support/tender";

let id = "";
vi.mock("vue-router", () => ({ useRoute: () => ({ params: { id }, query: {} }), useRouter: () => ({ replace: vi.fn() }) }));

async function show(lot: TenderLot, more: Record<string, unknown> = {}): Promise<string> {
    id = lot.id;
    at(lot.now);
    serve({ [`/api/v1/tender-lots/${lot.id}`]: () => lot, ...more });
    const place = mount(TenderPage);
    await settled();
    return place.textContent ?? "";
}
const text = (selector: string) => find(selector).textContent ?? "";
// What a check of lot.crt is made with; the officers' signatures are not among what was kept.
const given = (lot: TenderLot) => ({
    [`/api/v1/tender-lots/${lot.id}/lot.crt`]: answers.lotCrt(),
    [`/api/v1/tender-lots/${lot.id}/cosignatures`]: { items: [] },
    [`/api/v1/ceremonies/${lot.key.ceremony}/transcript`]: { text: answers.opening().transcript },
    ...trusted(),
});
const stepsOf = () =>
    Object.fromEntries([...document.querySelectorAll<HTMLElement>("[data-test=lot-key-checked] [data-step]")].map((one) => [one.dataset.step, one.dataset.state]));

beforeEach(() => (Source.all = []));
afterEach(() => {
    unmountAll();
    signOut();
    choose("zh");
    vi.unstubAllGlobals();
});

describe("a lot that takes bids", { timeout: 90_000 }, () => {
    it("shows what is tendered, what a letter must give with its limits, and the documents in force", async () => {
        const lot = answers.open();
        const change = lot.announcements.find((one) => one.kind === "tender_change");
        await show(lot, { [`/announcements/${change?.id}.json`]: answers.change() });
        expect(text("[data-test=tender-title]")).toBe("岱阳市第三中学教学楼施工");
        expect(text("[data-test=tender-terms]")).toContain("30,000,000");
        expect(text("[data-test=tender-terms]")).toContain("保函");
        expect(text("[data-field=price]")).toContain("不高于 30,000,000");
        expect(text("[data-field=price]")).toContain("大写");
        expect(text("[data-field=period]")).toContain("330 日");
        expect(text("[data-test=documents-version]")).toContain("第 2 版");
        expect(text("[data-test=tender-documents]")).toContain("混凝土强度等级以图纸为准");
        expect(find<HTMLAnchorElement>("[data-test=attachments] a").getAttribute("href")).toMatch(/^\/api\/v1\/attachments\/[0-9a-f]{64}$/);
        expect(text("[data-test=answers]")).toContain("是否组织现场踏勘");
    });

    it("says nothing of who has bid or how many", async () => {
        await show(answers.open());
        expect(document.querySelector("[data-test=tender-result]")).toBeNull();
        expect(document.querySelector("[data-test=submissions]")).toBeNull();
    });

    it("counts down to the deadline by the procedure's clock, and says so when the feed is silent", async () => {
        const lot = answers.open();
        lot.now = new Date(Date.parse(lot.times.deadline) - 90_000).toISOString();
        await show(lot);
        expect(text("[data-test=countdown]")).toBe("00:01:30");
        expect(text("[data-test=freshness]")).toContain("正在连接");
        Source.all[0]?.dispatchEvent(new Event("open"));
        await settled();
        expect(Source.all[0]?.address).toBe(`/api/v1/feed?tender_lot=${lot.id}`);
        expect(text("[data-test=freshness]")).toContain("实时");
    });

    it("is asked for again when the feed says that it changed", async () => {
        const lot = answers.open();
        let now = lot;
        id = lot.id;
        at(lot.now);
        serve({ [`/api/v1/tender-lots/${lot.id}`]: () => now });
        mount(TenderPage);
        await settled();
        now = { ...lot, seq: lot.seq + 1, suspended: true, reason: "图纸有误，暂停。" };
        Source.all[0]?.say("tender_lot", { id: lot.id, seq: now.seq });
        await settled();
        expect(text("[data-test=standing-panel]")).toContain("已中止");
        expect(text("[data-test=standing-panel]")).toContain("图纸有误，暂停。");
        // An answer that is older than what is shown changes nothing.
        now = lot;
        Source.all[0]?.say("tender_lot", { id: lot.id, seq: lot.seq });
        await settled();
        expect(text("[data-test=standing-panel]")).toContain("已中止");
    });

    it("tells of its certificate, and checks it in the browser", async () => {
        const lot = answers.open();
        await show(lot, given(lot));
        expect(text("[data-test=tender-key]")).toContain("3 位开标人中的任意 2 位");
        expect(text("[data-test=tender-key]")).toContain(lot.key.certificate);
        await press("[data-test=check-lot-key]");
        // The platform says that all have signed, and shows none of their signatures.
        await eventually(() => expect(find("[data-test=lot-key-checked]").dataset.ok).toBe("false"));
        expect(stepsOf()).toEqual({ authority: "held", lot: "held", opening: "held", transcript: "held", officers: "failed" });
        expect(text("[data-step=officers]")).toContain("缺少开标人");
    });

    it("says which point of the certificate does not hold", async () => {
        const lot = answers.failed();
        await show(lot, given(lot));
        await press("[data-test=check-lot-key]");
        await eventually(() => expect(find("[data-test=lot-key-checked]").dataset.ok).toBe("false"));
        expect(stepsOf()).toEqual({ authority: "held", lot: "failed", opening: "skipped", transcript: "skipped", officers: "skipped" });
    });

    it("says nothing of a certificate that could not be loaded", async () => {
        const lot = answers.open();
        await show(lot, trusted());
        await press("[data-test=check-lot-key]");
        await eventually(() => expect(text("[data-test=tender-key] [role=alert]")).toBe("没有找到。"));
        expect(document.querySelector("[data-test=lot-key-checked]")).toBeNull();
    });

    it("gives the commands with which one bids without it, for this lot", async () => {
        const lot = answers.open();
        await show(lot);
        const recipe = text("[data-test=seal-recipe]");
        expect(recipe).toContain(`--lot ${lot.id}`);
        expect(recipe).toContain("-keyopt ecdh_kdf_md:sha256");
        expect(recipe).toContain('"documents_version": 2');
        expect(recipe).toContain("--file files=files.pdf");
    });

    it("leads a bidder to the bid, and others to the sign-in", async () => {
        await show(answers.open());
        expect(text("[data-test=bid-links]")).toContain("登录");
        unmountAll();
        signIn("长江路桥有限公司", "bidder_agent");
        await show(answers.open());
        expect(text("[data-test=bid-links]")).toContain("在您的浏览器里检查、加密并提交");
        unmountAll();
        signIn("岱阳市城市建设投资公司", "tenderer_agent");
        await show(answers.open());
        expect(document.querySelector("[data-test=bid-links]")).toBeNull();
    });

    it("speaks English too", async () => {
        choose("en");
        await show(answers.open());
        expect(text("[data-test=standing-panel]")).toContain("Until the deadline nobody knows who has bid");
        expect(text("[data-field=price]")).toContain("Price");
    });
});

describe("a lot that is closed", { timeout: 90_000 }, () => {
    it("shows its closing list and the number, and the proof beside each step", async () => {
        const lot = answers.waiting();
        await show(lot);
        expect(text("[data-test=submissions]")).toBe("4 份");
        expect(text("[data-test=tender-result]")).toContain(lot.closing_list ?? "none");
        const steps = document.querySelectorAll("[data-test=timeline] > li");
        expect(steps.length).toBe(lot.timeline.length);
        steps.forEach((step) => expect(step.querySelector("[data-test=check-proof]")).not.toBeNull());
    });

    it("says why it failed, names nobody and offers no opening", async () => {
        await show(answers.failed());
        expect(text("[data-test=standing-text]")).toContain("1 份，少于 3 份，不开标，不公布投标人");
        expect(document.querySelector("[data-test=to-hall]")).toBeNull();
        expect(document.body.textContent).not.toContain("大地建设");
    });

    it("leads to the record once it is signed", async () => {
        await show(answers.recorded());
        expect(text("[data-test=standing-panel]")).toContain("开标结束");
        expect(text("[data-test=tender-result]")).toContain("开标记录");
        expect(document.querySelector("[data-test=seal-recipe]")).toBeNull();
    });
});

describe("a lot that is not there", { timeout: 90_000 }, () => {
    it("says so, and can be asked for again", async () => {
        id = "NOWHERE";
        serve({});
        const place = mount(TenderPage);
        await settled();
        expect(place.textContent).toContain("没有找到");
    });
});
