import { describe, expect, it } from "vitest";
import { changesOf, differences, same } from "../../../src/desks/tendering/differences";
import { pathText, valueText } from "../../../src/desks/tendering/difference_text";
import { earliestDeadline, lastDayForChanges, laterDeadline, legalDates, proposedTimes } from "../../../src/desks/tendering/legal_times";
import { noticeFormOf, noticeOf, versionOf, wantedDeadline } from "../../../src/desks/tendering/notice_form";
import { lotFormOf, lotOf as lotFrom, newLot, platformSection, tenderDraftOf, tenderFormOf } from "../../../src/desks/tendering/tender_form";
import { addDays, chinaDate } from "../../../src/lib/time";
import { lotOf, method } from "./support";

const day = (instant: string) => chinaDate(Date.parse(instant));

describe("lawful times", () => {
    it("are those of the method, counted from the publication's day, which is not counted itself", () => {
        expect(legalDates(method, "2026-12-01", null)).toEqual({ documents_until: "2026-12-06", questions_until: "2026-12-11", deadline: "2026-12-21" });
        expect(legalDates(method, "2026-12-01", "2027-01-10").questions_until).toBe("2026-12-31");
    });

    it("are proposed so that they stay lawful through the days of the review", () => {
        const times = proposedTimes(method, "2026-12-01");
        for (const published of ["2026-12-01", "2026-12-04"]) {
            const dates = legalDates(method, published, day(times.deadline));
            expect(day(times.documents_until) >= dates.documents_until).toBe(true);
            expect(day(times.deadline) >= dates.deadline).toBe(true);
            expect(day(times.questions_until) <= dates.questions_until).toBe(true);
            expect(times.questions_until <= times.deadline && times.documents_until <= times.deadline).toBe(true);
        }
    });

    it("let what affects bids be told until fifteen days before the deadline, and say which deadline it wants then", () => {
        const deadline = "2026-12-28T01:30:00Z"; // 09:30 on the 28th in China
        expect(lastDayForChanges(method, deadline)).toBe("2026-12-13");
        const inTime = Date.parse("2026-12-13T15:59:59Z"); // still the 13th in China
        expect(laterDeadline(method, deadline, inTime)).toBeNull();
        const late = Date.parse("2026-12-13T16:00:00Z");
        expect(earliestDeadline(method, late)).toBe("2026-12-29");
        expect(laterDeadline(method, deadline, late)).toBe("2026-12-29T01:30:00.000Z");
    });
});

describe("a tender's form", () => {
    const lot = lotOf();
    const draft = { title: "公告", project_number: "12号", method: "open_tender", statement: "正文", lots: [{ terms: lot.terms, times: lot.times }] };

    it("gives back what it was filled with, to the second and the fen", () => {
        const read = tenderDraftOf(tenderFormOf(draft));
        const [terms, section] = [lot.terms, lot.terms.sections[0]!];
        expect("draft" in read && read.draft).toEqual({
            ...draft,
            lots: [
                {
                    terms: { ...terms, sections: [{ ...section, text: "各自加密。" }] },
                    times: { documents_until: "2026-12-10T09:00:00.000Z", questions_until: "2026-12-12T09:00:00.000Z", deadline: "2026-12-28T01:30:00.000Z" },
                },
            ],
        });
    });

    it("names every part that cannot be read, and where it is", () => {
        const form = tenderFormOf(draft);
        const [first] = form.lots;
        Object.assign(first!, { estimate: "三千万", validity_days: "九十", security: "1.234" });
        first!.fields[0]!.most = "x";
        first!.fields[1]!.least = "1.5";
        first!.times.deadline = "";
        const read = tenderDraftOf(form);
        expect("faults" in read && read.faults).toEqual([
            { field: "lots[0].terms.estimate", kind: "amount" },
            { field: "lots[0].terms.validity_days", kind: "days" },
            { field: "lots[0].terms.security.amount", kind: "amount" },
            { field: "lots[0].terms.fields[0].most", kind: "amount" },
            { field: "lots[0].terms.fields[1].least", kind: "days" },
            { field: "lots[0].times.deadline", kind: "time" },
        ]);
    });

    it("drops limits that a changed kind cannot have", () => {
        const form = lotFormOf(lot.terms, lot.times);
        form.fields[1]!.kind = "text";
        const read = lotFrom(form);
        expect("lot" in read && read.lot.terms.fields[1]).toMatchObject({ kind: "text", least: null, most: null, in_words: false });
    });

    it("begins a lot with a required price and with the platform's own rules, as the law wants them in the documents", () => {
        const begun = newLot(method, proposedTimes(method, "2026-12-01"), "");
        expect(begun.fields.find((field) => field.name === "price")).toMatchObject({ kind: "money", required: true });
        const rules = platformSection(method).text;
        expect(begun.sections.map((section) => section.text)).toContain(rules);
        for (const part of [method.patience.article, method.outages.article, method.quorum.article]) {
            expect(rules).toContain(part);
        }
    });
});

describe("differences", () => {
    it("are found by their paths, and nothing else is", () => {
        const before = lotOf();
        const after = structuredClone({ terms: before.terms, times: before.times });
        after.terms.estimate += 1;
        after.terms.sections.push({ number: "2", title: "合同", text: "文本" });
        after.terms.fields.pop();
        after.times.deadline = "2027-01-05T01:30:00Z";
        const changes = changesOf(before, after);
        expect(changes.times.map((one) => one.path)).toEqual(["deadline"]);
        expect(changes.terms.filter((one) => !one.path.startsWith("fields[1]")).map((one) => one.path)).toEqual([
            "estimate",
            "sections[1].number",
            "sections[1].title",
            "sections[1].text",
        ]);
        expect(changes.terms.find((one) => one.path === "fields[1].name")).toEqual({ path: "fields[1].name", before: "period", after: null });
        expect(same(before.terms, structuredClone(before.terms))).toBe(true);
    });

    it("take null and what is missing for the same, as the server does", () => {
        expect(differences({ least: null }, {})).toEqual([]);
    });

    it("are told in words, money as yuan", () => {
        const { terms } = lotOf();
        expect(pathText("sections[1].text")).toBe("招标文件正文 第 2 项 · 正文");
        expect(valueText("fields[0].most", "3000000050", terms)).toBe("30,000,000.50 元");
        expect(valueText("fields[1].most", "365", terms)).toBe("365");
        expect(valueText("deadline", "2026-12-28T01:30:00Z", terms)).toContain("09:30:00");
        expect(valueText("scope", null, terms)).toBe("（无）");
    });
});

describe("a notice's form", () => {
    const lot = lotOf();

    it("sends back what was not touched exactly as it stands, with its parts of seconds and its spaces", () => {
        const form = noticeFormOf(lot, "change");
        form.statement = "答复";
        form.answers = { a: " 可以。 ", b: "  " };
        const read = noticeOf(form, lot);
        expect(read).toEqual({
            content: {
                kind: "change",
                statement: "答复",
                change: { terms: lot.terms, times: lot.times, answers: [{ question: "a", text: "", answer: "可以。" }], affects_bids: false },
            },
        });
    });

    it("changes only the moment that was moved", () => {
        const form = noticeFormOf(lot, "change");
        form.lot.times.deadline = "2027-01-05T09:30";
        const read = noticeOf(form, lot);
        expect("content" in read && read.content.change?.times).toEqual({ ...lot.times, deadline: "2027-01-05T01:30:00.000Z" });
    });

    it("counts changed documents as affecting bids, whatever is ticked", () => {
        const form = noticeFormOf(lot, "change");
        form.editsTerms = true;
        form.lot.scope = "道路、排水与绿化";
        const read = noticeOf(form, lot);
        expect("content" in read && read.content.change?.affects_bids).toBe(true);
    });

    it("forgets the documents that somebody edited and then left alone, but not the moments", () => {
        const form = noticeFormOf(lot, "change");
        form.lot.estimate = "nothing readable";
        form.lot.times.deadline = "2027-01-05T09:30";
        const read = noticeOf(form, lot);
        expect("content" in read && read.content.change?.terms).toBe(lot.terms);
        expect("content" in read && read.content.change?.times.deadline).toBe("2027-01-05T01:30:00.000Z");
    });

    it("wants a later deadline only for what affects bids", () => {
        const form = noticeFormOf(lot, "change");
        const read = () => {
            const now = noticeOf(form, lot);
            if (!("content" in now)) {
                throw new Error("it can be read");
            }
            return now.content;
        };
        const late = Date.parse("2026-12-20T02:00:00Z");
        expect(wantedDeadline(read(), lot, late)).toBeNull();
        form.affects = true;
        const wanted = wantedDeadline(read(), lot, late);
        expect(wanted && day(wanted)).toBe(addDays("2026-12-20", 15));
    });

    it("carries no change with a suspension", () => {
        expect(noticeOf({ ...noticeFormOf(lot, "suspension"), statement: "暂缓" }, lot)).toEqual({ content: { kind: "suspension", statement: "暂缓", change: null } });
    });

    it("knows another version of the lot by its documents and its moments", () => {
        expect(versionOf(lotOf({ documents_version: 2 }))).not.toBe(versionOf(lot));
        expect(versionOf(lotOf({ times: { ...lot.times, deadline: "2027-01-01T00:00:00Z" } }))).not.toBe(versionOf(lot));
        expect(versionOf(lotOf({ seq: 99 }))).toBe(versionOf(lot));
    });
});
