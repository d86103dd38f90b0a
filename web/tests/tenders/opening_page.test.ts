// The opening hall, from a server's own answers.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reactive } from "vue";
import { choose } from "../../src/i18n";
import OpeningPage from "../../src/tenders/OpeningPage.vue";
import type { TenderLot } from "../../src/tenders/types";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";
import { answers, type Asked, at, eventually, refusal, serve, signIn, signOut, Source } from "../support/tender";

const place = reactive({ params: { id: "" }, query: {} as Record<string, string | undefined> });
vi.mock("vue-router", () => ({
    useRoute: () => place,
    useRouter: () => ({ replace: ({ query }: { query: Record<string, string> }) => (place.query = query) }),
}));

let lot: TenderLot;
async function show(shown: TenderLot, more: Record<string, unknown> = {}): Promise<Asked[]> {
    lot = shown;
    place.params.id = shown.id;
    at(shown.now);
    const asked = serve({ [`/api/v1/tender-lots/${shown.id}`]: () => lot, [`/api/v1/tender-lots/${shown.id}/opening`]: answers.opening(), ...more });
    mount(OpeningPage);
    await settled();
    return asked;
}
const text = (selector: string) => find(selector).textContent ?? "";
const rowOf = (bidder: string) => all("[data-test=letter]").find((row) => row.textContent?.includes(bidder));
const bidOf = (opened: TenderLot, bidder: string) => opened.bids.find((bid) => bid.bidder_name.startsWith(bidder))!;
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

beforeEach(() => {
    Source.all = [];
    place.query = {};
});
afterEach(() => {
    unmountAll();
    signOut();
    choose("zh");
    vi.unstubAllGlobals();
});

describe("the hall before the opening", { timeout: 90_000 }, () => {
    it("shows nothing but the countdown and who holds the key", async () => {
        const asked = await show(answers.open());
        expect(text("[data-test=nothing-yet]")).toContain("投标文件都是加密的");
        expect(all("[data-test=holders] [data-part]").map((one) => one.dataset.part)).toEqual(["notYet", "notYet", "notYet", "notYet"]);
        expect(document.querySelector("[data-test=letters]")).toBeNull();
        expect(asked.some((one) => one.path.endsWith("/opening"))).toBe(false);
    });
});

describe("the hall of an opening that is for its parties alone", { timeout: 90_000 }, () => {
    it("says so in words, and loads nothing that is not for whoever looks", async () => {
        const opened = answers.opened();
        const asked = await show({ ...opened, bids: [], files: [], objections: [], opening_hidden: true } as TenderLot);
        expect(text("[data-test=opening-hidden]")).toContain("只由招标人、投标人和监督人员观看");
        expect(text("[data-test=standing-panel]")).toContain("开标记录公布之前只由当事各方观看");
        for (const part of ["letters-card", "record-paper", "check-panel", "to-files"]) {
            expect(document.querySelector(`[data-test=${part}]`)).toBeNull();
        }
        expect(asked.some((one) => one.path.endsWith("/opening") || one.path.endsWith("/record"))).toBe(false);
    });

    it("shows its parties everything, and leads those to the files whom they concern", async () => {
        signIn(answers.opened().tenderer_name, "tenderer_agent");
        await show({ ...answers.opened(), opening_hidden: false } as TenderLot);
        expect(document.querySelector("[data-test=opening-hidden]")).toBeNull();
        expect(document.querySelector("[data-test=letters-card]")).not.toBeNull();
    });
});

describe("the hall while it waits", { timeout: 90_000 }, () => {
    it("names who has released and who is awaited, and until when", async () => {
        await show(answers.waiting());
        const parts = Object.fromEntries(all("[data-test=holders] [data-holder]").map((one) => [one.dataset.holder, one.dataset.part]));
        expect(parts).toEqual(Object.fromEntries(lot.holders.map((one) => [String(one.holder), one.released ? "released" : "waiting"])));
        expect(all("[data-test=holders] [data-holder]")[0]?.dataset.holder).toBe("65535");
        const officers = lot.holders.filter((one) => one.released && one.holder !== 65535).length;
        expect(text("[data-test=progress]")).toContain(`开标人 ${officers} 位（需要 2 位）`);
        expect(text("[data-test=countdown]")).toMatch(/^00:2\d:\d\d$/);
        expect(text("[data-test=hall-record]")).toContain("完整提交的投标文件：4 份");
    });

    it("names whose part did not hold, and why", async () => {
        const waiting = answers.waiting();
        const rejected = { at: waiting.now, type: "part_rejected", digest: "cd".repeat(32), data: { holder: 3, parts: "ef".repeat(32), fault: "proof_invalid" } };
        const holders = waiting.holders.map((one) => ({ ...one, released: false }));
        await show({ ...waiting, holders, timeline: [...waiting.timeline, rejected] });
        expect(find("[data-holder='3']").dataset.part).toBe("rejected");
        expect(text("[data-holder='3']")).toContain("李经办（岱阳市公证处） 释放的份额未通过验证（证明不成立）");
        expect(text("[data-test=hall-record]")).toContain("证明不成立");
    });

    it("says that it is adjourned, and lets a clerk reconvene it", async () => {
        const adjourned = answers.adjourned();
        const path = `POST /api/v1/tender-lots/${adjourned.id}/reconvene`;
        signIn("岱阳市公共资源交易中心", "clerk");
        const asked = await show(adjourned, {
            [path]: (body: { at: string }) => (lot = { ...adjourned, seq: adjourned.seq + 1, state: "closed", waiting_since: body.at, adjourned_at: null }),
        });
        expect(text("[data-test=adjourned]")).toContain("开标人到 0 位，需要 2 位");
        await type("input[name=at]", "2026-02-09T09:00:00");
        await press("[data-test=reconvene]");
        await settled();
        expect(asked.find((one) => one.method === "POST")?.body).toEqual({ at: "2026-02-09T01:00:00.000Z" });
        expect(text("[data-test=reconvened]")).toContain("2026年2月9日");
        expect(text("[data-test=standing-panel]")).toContain("距继续开标");
    });

    it("shows nobody else that form", async () => {
        await show(answers.adjourned());
        expect(document.querySelector("[data-test=reconvene-form]")).toBeNull();
    });
});

describe("the letters", { timeout: 90_000 }, () => {
    it("appear together as one table, each with its fields and verdict", async () => {
        await show(answers.opened());
        await eventually(() => expect(all("[data-test=letter]").length).toBe(4));
        expect(all("[data-test=letter]").map((row) => row.dataset.submission)).toEqual(lot.bids.map((bid) => bid.submission));
        expect(all("[data-test=letter]").map((row) => row.dataset.verdict)).toEqual(lot.bids.map((bid) => bid.verdict));
        const taishan = rowOf("泰山市政");
        expect(taishan?.textContent).toContain("25,530,000.50");
        expect(taishan?.textContent).toContain("人民币贰仟伍佰伍拾叁万元零伍角整");
        expect(taishan?.textContent).toContain("290 日");
        expect(taishan?.querySelector("a")?.getAttribute("href")).toBe(`/api/v1/tender-lots/${lot.id}/letters/${bidOf(lot, "泰山").submission}`);
        expect(taishan?.querySelector<HTMLElement>("[data-test=file]")?.dataset.verdict).toBe("opened");
        expect(rowOf("岱岳园林")?.textContent).toContain("因投标人原因，视为撤销投标文件");
        expect(rowOf("岱岳园林")?.textContent).toContain("密文里面没有有效的签名内容");
        expect(rowOf("大地建设")?.textContent).toContain("最低");
        expect(all("[data-test=holders] [data-part=released]").length).toBe(4);
    });

    it("arrive live, when the lot opens", async () => {
        const opened = answers.opened();
        const before: TenderLot = { ...answers.waiting(), now: opened.now };
        await show(before);
        expect(document.querySelector("[data-test=letters-card]")).toBeNull();
        lot = opened;
        Source.all[0]?.say("tender_lot", { id: opened.id, seq: opened.seq });
        await eventually(() => expect(all("[data-test=letter]").length).toBe(4));
    });

    it("are told apart where a text is not what the log records, and faults of form are named", async () => {
        const opened = answers.opened();
        const bids = opened.bids.map((bid) => (bid.bidder_name.startsWith("长江") ? { ...bid, findings: ["amount_above_most fields.price"] } : bid));
        const bundle = answers.opening();
        const letters = bundle.letters.map((one) => ({ ...one, letter: one.letter?.replace("张建军", "张建国") ?? null }));
        await show({ ...opened, bids }, { [`/api/v1/tender-lots/${opened.id}/opening`]: { ...bundle, letters } });
        await eventually(() => expect(all("[data-test=letter]").length).toBe(4));
        expect(rowOf("大地建设")?.textContent).toContain("与公开日志中的摘要不一致");
        expect(rowOf("长江路桥")?.textContent).toContain("投标报价：超过限值");
    });

    it("have their files beside them, once those are opened too", async () => {
        const opened = answers.opened();
        const file = { submission: bidOf(opened, "泰山").submission, part: "files", verdict: "opened" as const, fault: "", digest: "ab".repeat(32), size: 5 };
        await show({ ...opened, files: [], files_wait: true });
        await eventually(() => expect(text("[data-test=files-wait]")).toContain("正在逐一解密核对"));
        const other = { ...file, submission: bidOf(opened, "长江").submission, verdict: "revoked" as const, fault: "file_differs" };
        lot = { ...opened, seq: opened.seq + 1, files: [file, other], files_wait: false };
        Source.all[0]?.say("tender_lot", { id: opened.id, seq: lot.seq });
        await eventually(() => expect(all("[data-test=file]").length).toBe(2));
        expect(rowOf("泰山市政")?.querySelector("[data-test=file]")?.textContent).toContain("✓ 与开标一览表一致");
        expect(rowOf("长江路桥")?.querySelector("[data-test=file]")?.textContent).toContain("与开标一览表写明的摘要不符");
        expect(document.querySelector("[data-test=files-wait]")).toBeNull();
    });

    it("can be asked for again where they did not come", async () => {
        const opened = answers.opened();
        let answer: unknown = refusal("store_unavailable", "数据库暂时不可用。", 503);
        await show(opened, { [`/api/v1/tender-lots/${opened.id}/opening`]: () => answer });
        expect(text("[data-test=letters-card]")).toContain("数据库暂时不可用");
        answer = answers.opening();
        await press("[data-test=letters-card] button");
        await eventually(() => expect(all("[data-test=letter]").length).toBe(4));
    });
});

describe("objections on the spot", { timeout: 90_000 }, () => {
    it("are raised by who has a bid here, and go into the record with the name", async () => {
        const opened = answers.opened();
        const path = `POST /api/v1/tender-lots/${opened.id}/objections`;
        const entry = { at: opened.now, type: "opening_objected", digest: "12".repeat(32), data: { number: 1, bidder: bidOf(opened, "长江").bidder, text: "请核对。" } };
        signIn("长江路桥有限公司", "bidder_agent");
        const asked = await show(opened, {
            [path]: (body: { text: string }) =>
                (lot = {
                    ...opened,
                    seq: opened.seq + 1,
                    objections: [{ number: 1, bidder: bidOf(opened, "长江").bidder, text: body.text, answer: null }],
                    timeline: [...opened.timeline, entry],
                }),
        });
        await press("[data-test=object]");
        expect(text("[data-test=objection-form]")).toContain("请填写此项");
        expect(asked.some((one) => one.method === "POST")).toBe(false);
        await type("textarea[name=text]", "请核对。");
        await press("[data-test=object]");
        expect(asked.find((one) => one.method === "POST")?.body).toEqual({ text: "请核对。" });
        expect(text("[data-test=hall-record]")).toContain("长江路桥有限公司：请核对。");
        expect(text("[data-test=unanswered]")).toContain("异议 1");
        expect(find<HTMLTextAreaElement>("textarea[name=text]").value).toBe("");
    });

    it("keep what was typed where the server refuses, and show its words", async () => {
        const opened = answers.opened();
        signIn("长江路桥有限公司", "bidder_agent");
        await show(opened, { [`POST /api/v1/tender-lots/${opened.id}/objections`]: () => refusal("tender_wrong_phase", "标段当前状态（已开标）下不能这样办理。", 409) });
        await type("textarea[name=text]", "请核对。");
        await press("[data-test=object]");
        expect(text("[data-test=problem]")).toContain("不能这样办理");
        expect(find<HTMLTextAreaElement>("textarea[name=text]").value).toBe("请核对。");
    });

    it("are not for bidders elsewhere, nor for the public", async () => {
        signIn("别处建设有限公司", "bidder_agent");
        await show(answers.opened());
        expect(text("[data-test=hall-record]")).toContain("只有在本标段开标的投标人可以提出异议");
        expect(document.querySelector("[data-test=objection-form]")).toBeNull();
        unmountAll();
        signOut();
        await show(answers.opened());
        expect(document.querySelector("[data-test=objection-form]")).toBeNull();
    });

    it("are answered by the tenderer's host, who signs only once all are", async () => {
        const opened = answers.opened();
        const objections = [{ number: 1, bidder: bidOf(opened, "长江").bidder, text: "请核对。", answer: null }];
        const record = answers.record();
        signIn(opened.tenderer_name, "tenderer_agent");
        const asked = await show(
            { ...opened, objections },
            {
                [`/api/v1/tender-lots/${opened.id}/record`]: record,
                "/api/v1/my/certificates": { items: [], next_cursor: null },
                [`POST /api/v1/tender-lots/${opened.id}/objections/answers`]: (body: { answer: string }) =>
                    (lot = { ...opened, seq: opened.seq + 1, objections: [{ ...objections[0]!, answer: body.answer }] }),
            },
        );
        await eventually(() => expect(text("[data-test=sign-waits]")).toContain("1 项异议"));
        expect(text("[data-test=record-sheet]")).toContain("岱阳市供水管网改造二标段");
        await type("[data-test=answer-form] textarea", "已核对。");
        await press("[data-test=answer]");
        expect(asked.find((one) => one.method === "POST")?.body).toEqual({ number: 1, answer: "已核对。" });
        expect(document.querySelector("[data-test=answer-form]")).toBeNull();
        expect(document.querySelector("[data-test=sign-waits]")).toBeNull();
        // No key in this browser: the way to one is shown, and nothing can be signed.
        await eventually(() => expect(text("[data-test=record-paper]")).toContain("没有可用的签名私钥"));
        expect(document.querySelector("[data-test=sign-record]")).toBeNull();
    });
});

describe("the record", { timeout: 90_000 }, () => {
    it("is read by anybody once it is signed, and is the very one", async () => {
        const recorded = answers.recorded();
        await show(recorded, { [`/api/v1/tender-lots/${recorded.id}/record`]: answers.record() });
        expect(text("[data-test=recorded]")).toContain("已签署并公布");
        await press("[data-test=show-record]");
        await eventually(() => expect(text("[data-test=record-digest-ok]")).toContain("签署的正是这一份"));
        expect(text("[data-test=record-sheet]")).toContain("已核对：大写金额与数字一致。");
        expect(all("[data-test=recorded-bid]").length).toBe(3);
    });

    it("warns where its text is not what its digest says", async () => {
        const recorded = answers.recorded();
        const record = answers.record();
        await show(recorded, { [`/api/v1/tender-lots/${recorded.id}/record`]: { ...record, text: record.text.replace("2500000000", "2400000000") } });
        await press("[data-test=show-record]");
        await eventually(() => expect(text("[data-test=record-paper]")).toContain("不一致，请勿签署"));
        expect(document.querySelector("[data-test=record-digest-ok]")).toBeNull();
    });
});

describe("the hall's screen", { timeout: 90_000 }, () => {
    it("has a large type mode that its address keeps", async () => {
        await show(answers.opened());
        await press("[data-test=screen]");
        expect(place.query.screen).toBe("1");
        expect(document.documentElement.classList.contains("hall-screen")).toBe(true);
        unmountAll();
        expect(document.documentElement.classList.contains("hall-screen")).toBe(false);
    });

    it("tells how to check everything oneself, for this lot", async () => {
        await show(answers.opened());
        const panel = text("[data-test=check-panel]");
        expect(panel).toContain(`--lot ${lot.id}`);
        expect(panel).toContain(`openssl cms -decrypt -binary -inform DER -in ${lot.bids.find((bid) => bid.verdict === "opened")?.submission}.der -inkey one.pem`);
    });
});
