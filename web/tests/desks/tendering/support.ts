// A method as the platform has it, and a lot and notices to look at.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TenderLot, TenderMethod, TenderNotice } from "../../../src/desks/tendering/types";

const repository = join(import.meta.dirname, "../../../..");

export const source = (path: string) => readFileSync(join(repository, path), "utf8");
export const method = JSON.parse(source("tendering/methods/open_tender.json")) as TenderMethod;

export function lotOf(changes: Partial<TenderLot> = {}): TenderLot {
    const lot = {
        id: "01LOT",
        tender: "01TENDER",
        seq: 5,
        tenderer_name: "岱阳市城市建设投资公司",
        state: "open",
        suspended: false,
        takes_bids: true,
        reason: "",
        terms: {
            number: "DY-SG-1",
            title: "滨河路改造工程一标段",
            region: "370900",
            location: "滨河路",
            scope: "道路与排水",
            qualification: "市政二级",
            evaluation: "经评审的最低投标价法",
            estimate: 3_000_000_000,
            validity_days: 90,
            security: { amount: 60_000_000, guarantee: true, transfer: false },
            opening_is_public: true,
            sections: [{ number: "1", title: "投标人须知", text: "各自加密。 " }],
            attachments: [{ name: "图纸.pdf", digest: "aa".repeat(32) }],
            fields: [
                { name: "price", label_zh: "投标报价", label_en: "Price", kind: "money", required: true, least: null, most: 3_000_000_050, in_words: true },
                { name: "period", label_zh: "工期", label_en: "Period", kind: "days", required: true, least: 30, most: 365, in_words: false },
            ],
            files: ["files"],
        },
        times: { documents_until: "2026-12-10T09:00:00.500Z", questions_until: "2026-12-12T09:00:00Z", deadline: "2026-12-28T01:30:00.123Z" },
        method,
        documents_version: 1,
        key: { ceremony: "01C", number: 1, point: "02", certificate: "bb".repeat(32), opens_at: "2026-12-28T01:30:00.123Z", officers: 3, threshold: 2 },
        holders: [
            ...[1, 2, 3].map((holder) => ({ holder, name: `持钥人${holder}`, body_name: `单位${holder}`, cosigned: true, released: false })),
            { holder: 65535, name: "", body_name: "", cosigned: false, released: false },
        ],
        published_at: "2026-12-01T02:00:00Z",
        submissions: 0,
        opening_hidden: false,
        bids: [],
        files: [],
        files_wait: false,
        objections: [],
        announcements: [],
        timeline: [],
        now: "2026-12-05T02:00:00Z",
    } as TenderLot;
    return { ...lot, ...changes };
}

export function noticeOf(changes: Partial<TenderNotice> = {}): TenderNotice {
    return {
        id: "01N",
        state: "proposed",
        lot: "01LOT",
        lot_number: "DY-SG-1",
        lot_title: "一标段",
        content: { kind: "suspension", statement: "暂缓", change: null },
        author_name: "李经办",
        may_review: false,
        proposed_at: "2026-12-05T02:00:00Z",
        reason: "",
        ...changes,
    };
}
