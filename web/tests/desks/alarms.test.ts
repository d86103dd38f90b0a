import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import AlarmCard from "../../src/desks/AlarmCard.vue";
import { mount, settled, unmountAll } from "../support/mount";

const answers: (() => Promise<Response>)[] = [];
const json = (value: unknown) => () => Promise.resolve(new Response(JSON.stringify(value)));
const silence = () => Promise.reject(new TypeError("no network"));
const alarm = (subject: string) => ({ source: "audit", subject, text: "differs from its seal", since: "2026-03-02T01:30:00.000Z" });

beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    vi.stubGlobal("fetch", () => (answers.shift() ?? silence)());
});
afterEach(() => {
    unmountAll();
    answers.length = 0;
    vi.unstubAllGlobals();
    vi.useRealTimers();
});

describe("the alarms", () => {
    const shown = (card: HTMLElement) => [...card.querySelectorAll("[data-test=alarm] strong")].map((one) => one.textContent);

    it("are looked for again and again", async () => {
        answers.push(json({ items: [] }), json({ items: [alarm("lot 1"), alarm("lot 2")] }), json({ items: [alarm("lot 2")] }));
        const card = mount(AlarmCard);
        await settled();
        expect(card.textContent).toContain("没有警报");
        vi.advanceTimersByTime(15_000);
        await settled();
        expect(shown(card)).toEqual(["lot 1", "lot 2"]);
        expect(card.textContent).toContain("数据与记录不符");
        expect(card.textContent).not.toContain("没有警报");
        vi.advanceTimersByTime(15_000);
        await settled();
        expect(shown(card)).toEqual(["lot 2"]);
    });

    it("stay shown while nobody answers, and nobody says that there are none", async () => {
        answers.push(silence, json({ items: [alarm("lot 1")] }), silence);
        const card = mount(AlarmCard);
        await settled();
        expect(card.textContent).toContain("没有连上服务器");
        expect(card.textContent).not.toContain("没有警报");
        vi.advanceTimersByTime(15_000);
        await settled();
        expect(card.textContent).not.toContain("没有连上服务器");
        vi.advanceTimersByTime(15_000);
        await settled();
        expect(card.textContent).toContain("没有连上服务器");
        expect(shown(card)).toEqual(["lot 1"]);
    });
});
