import { afterEach, describe, expect, it, vi } from "vitest";
import { isOfTender, lotAddress, namedLot } from "../../src/lib/lot_address";
import { type Announced, answersOf, changesOf, loadAnnounced, saidBeside } from "../../src/tenders/announced";
import { parseRecord } from "../../src/tenders/record";
import { answers, serve } from "../support/tender";

afterEach(() => vi.unstubAllGlobals());

describe("a change as it was announced", () => {
    it("tells what was asked and answered, and what changes", async () => {
        serve({ "/announcements/X.json": answers.change() });
        const announced = await loadAnnounced("X");
        expect(answersOf(announced).map((one) => one.question)).toEqual(["工程量清单第 12 项的混凝土强度等级与图纸不一致，以哪一个为准？", "是否组织现场踏勘？"]);
        expect(answersOf(announced)[1]?.answer).toContain("不组织集中踏勘");
        expect(changesOf(announced)).toEqual([{ label_zh: "招标文件版本", label_en: "Version of the documents", value: "第 2 版" }]);
    });

    it("may be an adjourned opening, which leaves the documents as they are", () => {
        const facts = [{ label_zh: "延期时间", label_en: "Adjourned at", value: "2026年2月7日" }];
        const sections = [
            { heading_zh: "标段", heading_en: "Lot", facts: [{ label_zh: "标段编号", label_en: "Number", value: "DY-1" }], paragraphs: [] },
            { heading_zh: "开标延期", heading_en: "Opening adjourned", facts, paragraphs: [] },
        ];
        const adjourned = { title: "", statement: "", sections, data: {} } as unknown as Announced;
        expect(saidBeside(adjourned)).toEqual(facts);
        expect(changesOf(adjourned)).toEqual([]);
    });

    it("is an error where it cannot be had, and nothing is made up where it says nothing", async () => {
        serve({});
        await expect(loadAnnounced("X")).rejects.toThrow("404");
        const silent = { title: "", statement: "", sections: [], data: {} } as unknown as Announced;
        expect(answersOf(silent)).toEqual([]);
        expect(changesOf(silent)).toEqual([]);
    });
});

describe("a lot's address", () => {
    it("follows from the kind of what is announced", () => {
        expect(lotAddress("tender_failed", "L")).toBe("/tenders/L");
        expect(lotAddress("result", "L")).toBe("/lots/L");
        expect(isOfTender("opening_record")).toBe(true);
        expect(isOfTender("suspension")).toBe(false);
    });

    it("is looked for where the kind leaves it open", async () => {
        const lot = answers.open();
        serve({ [`/api/v1/tender-lots/${lot.id}`]: lot });
        expect(await namedLot("suspension", lot.id)).toEqual({ id: lot.id, address: `/tenders/${lot.id}`, text: "DY-SG-9 岱阳市第三中学教学楼施工" });
        await expect(namedLot("suspension", "NOWHERE")).rejects.toThrow("没有找到");
    });
});

describe("an opening record", () => {
    it("is read from its own text", () => {
        const record = parseRecord(answers.record().text);
        expect(record?.bids.length).toBe(3);
        expect(record?.objections[0]?.answer).toBe("已核对：大写金额与数字一致。");
        expect(parseRecord("{}")).toBeNull();
        expect(parseRecord("not JSON")).toBeNull();
    });
});
