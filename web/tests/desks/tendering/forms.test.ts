import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import CeremonyForm from "../../../src/desks/tendering/CeremonyForm.vue";
import PublishDialog from "../../../src/desks/tendering/PublishDialog.vue";
import ReconveneForm from "../../../src/desks/tendering/ReconveneForm.vue";
import TenderEditor from "../../../src/desks/tendering/TenderEditor.vue";
import TenderNoticeForm from "../../../src/desks/tendering/TenderNoticeForm.vue";
import type { Tender, TenderQuestion } from "../../../src/desks/tendering/types";
import { setClock } from "../../../src/live/clock";
import { find, mount, press, settled, type, unmountAll } from "../../support/mount";
import { lotOf, method, noticeOf } from "./support";

// Whole forms in an emulated document: slow where the machine has other things to do.
vi.setConfig({ testTimeout: 60_000 });

interface Sent {
    method: string;
    path: string;
    body: Record<string, never>;
}
const sent: Sent[] = [];
let answer: (sent: Sent) => unknown = () => ({});

function at(moment: string): void {
    setClock({ procedure_now: moment, wall_now: moment, rate: 1 });
}
beforeEach(() => {
    at("2026-12-05T02:00:00Z");
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
        const one = { method: init.method ?? "", path: address.replace("/api/v1", ""), body: init.body ? (JSON.parse(String(init.body)) as Sent["body"]) : {} };
        sent.push(one);
        return Promise.resolve(new Response(JSON.stringify(answer(one))));
    });
});
afterEach(() => {
    unmountAll();
    sent.length = 0;
    vi.unstubAllGlobals();
});
const written = () => sent.filter((one) => one.method !== "GET");

function tenderOf(changes: Partial<Tender> = {}): Tender {
    const { terms, times } = lotOf();
    return {
        id: "01T",
        state: "draft",
        tenderer: "01O",
        tenderer_name: "城投",
        draft: { title: "公告", project_number: "12号", method: method.id, statement: "正文", lots: [{ terms, times }] },
        published_lots: [],
        author_name: "李经办",
        reason: "",
        may_edit: true,
        may_review: false,
        findings: [],
        changed_at: "2026-12-05T01:00:00Z",
        ...changes,
    };
}

describe("the editor of a tender", () => {
    const edit = (tender: Tender, saved = () => {}) => mount(TenderEditor, { tender, methods: [method], onSaved: saved });

    it("keeps what was typed through a reload, until it is saved", async () => {
        edit(tenderOf());
        expect(document.querySelector("[data-test=restored]")).toBeNull();
        await type("[name=title]", "改过的标题");
        const kept = { ...localStorage };
        unmountAll();
        Object.entries(kept).forEach(([place, value]) => localStorage.setItem(place, String(value)));
        edit(tenderOf());
        await settled();
        expect(find<HTMLInputElement>("[name=title]").value).toBe("改过的标题");
        find("[data-test=restored]");
        answer = ({ method: how, body }) => (how === "GET" ? tenderOf() : tenderOf({ draft: body as unknown as Tender["draft"], changed_at: "2026-12-05T03:00:00Z" }));
        await press("[data-test=save]");
        expect(written().map(({ method: how, path }) => `${how} ${path}`)).toEqual(["PUT /tenders/01T"]);
        expect(written()[0]?.body).toMatchObject({ title: "改过的标题" });
        expect(localStorage.length).toBe(0);
    });

    it("keeps nothing of a notice that was only looked at", async () => {
        edit(tenderOf());
        await settled();
        expect(localStorage.length).toBe(0);
    });

    it("writes nothing over what somebody else saved meanwhile, unless it is told to", async () => {
        edit(tenderOf());
        await type("[name=title]", "我的标题");
        answer = ({ method: how }) => tenderOf({ changed_at: "2026-12-05T01:30:00Z", draft: { ...tenderOf().draft, title: how === "GET" ? "别人的标题" : "我的标题" } });
        await press("[data-test=save]");
        find("[data-test=conflict]");
        expect(find("[data-test=conflict] li").textContent).toContain("别人的标题");
        expect(written()).toEqual([]);
        expect(find<HTMLInputElement>("[name=title]").value).toBe("我的标题");
        await press("[data-test=keep-mine]");
        await press("[data-test=save]");
        expect(written()).toHaveLength(1);
    });

    it("can take the other version instead", async () => {
        edit(tenderOf());
        await type("[name=title]", "我的标题");
        answer = () => tenderOf({ changed_at: "2026-12-05T01:30:00Z", draft: { ...tenderOf().draft, title: "别人的标题" } });
        await press("[data-test=save]");
        await press("[data-test=take-theirs]");
        expect(find<HTMLInputElement>("[name=title]").value).toBe("别人的标题");
        expect(written()).toEqual([]);
    });

    it("says which field cannot be read, and sends nothing", async () => {
        edit(tenderOf());
        await type('[name="lots[0].terms.estimate"]', "很多");
        await press("[data-test=save]");
        expect(sent).toEqual([]);
        expect(find('[name="lots[0].terms.estimate"]').getAttribute("aria-invalid")).toBe("true");
        expect(find("[data-test=problem]").textContent).toContain("金额");
    });

    it("sends to review what stands on the screen", async () => {
        edit(tenderOf());
        await type("[name=title]", "改过的标题");
        answer = ({ method: how, path }) => tenderOf({ changed_at: how === "GET" ? "2026-12-05T01:00:00Z" : "2026-12-05T03:00:00Z", state: path.endsWith("submit") ? "in_review" : "draft" });
        await press("[data-test=send-to-review]");
        expect(written().map(({ method: how, path }) => `${how} ${path}`)).toEqual(["PUT /tenders/01T", "POST /tenders/01T/submit"]);
    });
});

describe("a notice on a lot", () => {
    const questions = [{ id: "01Q", lot: "01LOT", state: "asked", text: "材质？", answer: "" }] as TenderQuestion[];
    const propose = (onSent: (notice: unknown) => void = () => {}) => mount(TenderNoticeForm, { lot: lotOf(), questions, start: "change", onSent });

    it("asks for the deadline of the rule once it may affect bids, and moves it there", async () => {
        at("2026-12-20T02:00:00Z");
        propose();
        expect(document.querySelector("[data-test=deadline-wanted]")).toBeNull();
        await press("[name=affects_bids]");
        expect(find("[data-test=deadline-wanted]").textContent).toContain("2027年1月4日");
        await press("[data-test=extend]");
        expect(document.querySelector("[data-test=deadline-wanted]")).toBeNull();
        find('[data-path="deadline"]');
    });

    it("answers every question at once, and leaves the rest as it stands", async () => {
        let told: unknown = null;
        propose((notice) => (told = notice));
        await type("[name=statement]", "答复");
        await type('[name="answers.01Q"]', "HDPE");
        answer = ({ method: how }) => (how === "GET" ? lotOf() : noticeOf());
        await press("[data-test=send-notice]");
        expect(told).not.toBeNull();
        expect(written()).toEqual([
            {
                method: "POST",
                path: "/tender-lots/01LOT/notices",
                body: {
                    kind: "change",
                    statement: "答复",
                    change: { terms: lotOf().terms, times: lotOf().times, answers: [{ question: "01Q", text: "", answer: "HDPE" }], affects_bids: false },
                },
            },
        ]);
    });

    it("undoes nothing that another notice changed meanwhile: it is told, and answers survive the new terms", async () => {
        const newer = lotOf({ documents_version: 2, terms: { ...lotOf().terms, scope: "别人扩大的范围" } });
        propose();
        await type("[name=statement]", "答复");
        await type('[name="answers.01Q"]', "HDPE");
        answer = ({ method: how }) => (how === "GET" ? newer : noticeOf());
        await press("[data-test=send-notice]");
        find("[data-test=conflict]");
        expect(written()).toEqual([]);
        await press("[data-test=take-new]");
        await press("[data-test=send-notice]");
        expect(written()[0]?.body).toMatchObject({ change: { terms: { scope: "别人扩大的范围" }, answers: [{ answer: "HDPE" }] } });
    });
});

describe("publishing", () => {
    it("offers the keys that can serve, and says of the others why not", async () => {
        const plan = { id: "x", officers: 5, threshold: 3, keys: 4 };
        const ceremony = (id: string, changes: object) => ({ id, state: "complete", plan, least_bodies: 3, keys_left: 4, officers: [{ body_name: "公证处" }], ...changes });
        answer = () => ({ items: [ceremony("good", {}), ceremony("used", { keys_left: 0 }), ceremony("weak", { least_bodies: 1 }), ceremony("young", { state: "dealing" }), ceremony("dead", { state: "aborted" })] });
        let published = "";
        mount(PublishDialog, { open: true, tender: tenderOf(), method, busy: false, onPublish: (id: string) => (published = id) });
        await settled();
        expect([...document.querySelectorAll<HTMLElement>("[data-ceremony]")].map((row) => `${row.dataset.ceremony} ${row.dataset.unfit}`)).toEqual([
            "good ",
            "used too_few_keys",
            "weak too_few_bodies",
            "young not_complete",
        ]);
        expect(find<HTMLInputElement>("[data-ceremony=used] input").disabled).toBe(true);
        expect(find("[data-ceremony=weak]").textContent).toContain("不足 3 个");
        await press('[name="confirm.checked"]');
        await press("[data-test=confirm-submit]");
        expect(published).toBe("good");
    });
});

describe("reconvening", () => {
    it("sends the moment that was chosen, in China's time", async () => {
        mount(ReconveneForm, { lot: "01LOT" });
        await type("[name=at]", "2026-12-30T09:00");
        await press("[data-test=reconvene]");
        expect(written()).toEqual([{ method: "POST", path: "/tender-lots/01LOT/reconvene", body: { at: "2026-12-30T01:00:00.000Z" } }]);
    });
});

describe("calling a ceremony", () => {
    it("warns while one chooses, and calls in the order of the choice", async () => {
        const officer = (person: string, body: string) => ({ person, name: person, body, body_name: body, has_certificate: true });
        const officers = [officer("a", "甲"), officer("b", "甲"), officer("c", "乙"), officer("d", "丙")];
        answer = ({ path }) => (path.startsWith("/methods") ? { items: [method] } : { items: officers, next: null });
        mount(CeremonyForm);
        await settled();
        await press("[name=officers][value=a]");
        await press("[name=officers][value=b]");
        const faults = () => find("[data-test=ceremony-check]").dataset.faults?.split(" ");
        expect(faults()).toEqual(["too_few_bodies", "body_too_strong"]);
        expect(find("[data-test=ceremony-check]").textContent).toContain("本平台规则");
        await press("[data-test=call-ceremony]");
        expect(written()).toEqual([]);
        await press("[name=officers][value=d]");
        await press("[name=officers][value=c]");
        expect(find<HTMLInputElement>("[name=threshold]").value).toBe("3");
        expect(find("[data-test=ceremony-check]").dataset.faults).toBe("");
        await press("[data-test=call-ceremony]");
        expect(written()[0]).toEqual({ method: "POST", path: "/ceremonies", body: { officers: ["a", "b", "d", "c"], threshold: 3, keys: 32 } });
    });
});
