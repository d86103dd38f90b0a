// Watched tenders: added, seen and taken off on the lot's page, listed with what has changed, and counted at the tab.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "../../src/session";
import type { TenderLot } from "../../src/tenders/types";
import WatchedTendersPage from "../../src/watch/WatchedTendersPage.vue";
import WatchPanel from "../../src/watch/WatchPanel.vue";
import { find, mount, press, settled, unmountAll } from "../support/mount";
import { type Asked, answers, eventually, refusal, serve, signIn, signOut } from "../support/tender";

vi.mock("vue-router", () => ({ useRoute: () => ({ params: {}, query: {}, path: "/" }), useRouter: () => ({ replace: vi.fn() }) }));

let intersects: (() => void)[] = [];
class Observer {
    constructor(private readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
    observe(): void {
        intersects.push(() => this.tell([{ isIntersecting: true }]));
    }
    disconnect(): void {}
}
const lot: TenderLot = { ...answers.open(), documents_version: 3 };
const path = `/api/v1/my/watched-tenders/${lot.id}`;
const itemOf = (seen: number, change: object = {}) => ({
    lot: lot.id, number: "DY-1", title: "一标段", state: "open", documents_version: 3, seen_version: seen, announcements: 2, seen_announcements: 2, suspended: false, changed: seen < 3, deadline: "2026-12-20T01:00:00.000Z", ...change,
});
const writes = (all: Asked[]) => all.filter(({ method }) => method !== "GET");

beforeEach(() => {
    intersects = [];
    vi.stubGlobal("IntersectionObserver", Observer);
    signIn("大地建设有限公司", "bidder_agent");
});
afterEach(() => {
    unmountAll();
    signOut();
    vi.unstubAllGlobals();
});

async function shown(routes: Record<string, unknown>): Promise<Asked[]> {
    const all = serve(routes);
    document.body.insertAdjacentHTML("beforeend", '<section id="changes"></section>');
    mount(WatchPanel, { lot, changes: "changes" });
    await settled();
    return all;
}

describe("on a lot's page", () => {
    it("a lot is watched from the version that is shown, and no more when one says so", async () => {
        const all = await shown({ "/api/v1/my/watched-tenders": { items: [] }, [`PUT ${path}`]: itemOf(3), [`DELETE ${path}`]: "" });
        await press("[data-test=watch-lot]");
        expect(writes(all)).toEqual([{ method: "PUT", path, body: { seen_version: 3 } }]);
        expect(find("[data-test=watch]").dataset.watched).toBe("true");
        await press("[data-test=unwatch]");
        expect(writes(all).map(({ method }) => method)).toEqual(["PUT", "DELETE"]);
        expect(find("[data-test=watch]").dataset.watched).toBe("false");
    });

    it("changes count as seen once they have been in view", async () => {
        const all = await shown({ "/api/v1/my/watched-tenders": { items: [itemOf(1)] }, [`PUT ${path}`]: itemOf(3) });
        expect(find("[data-test=behind]").textContent).toContain("第 1 版改为第 3 版");
        expect(writes(all)).toEqual([]);
        intersects.forEach((tell) => tell());
        await eventually(() => expect(find("[data-test=seen]").textContent).toContain("第 1 版到第 3 版"));
        expect(writes(all)).toEqual([{ method: "PUT", path, body: { seen_version: 3, seen_announcements: 2 } }]);
        expect(document.querySelector("[data-test=behind]")).toBeNull();
    });

    it("new announcements are said, and count as seen likewise", async () => {
        const all = await shown({ "/api/v1/my/watched-tenders": { items: [itemOf(3, { announcements: 4, changed: true })] }, [`PUT ${path}`]: itemOf(3, { announcements: 4, seen_announcements: 4 }) });
        expect(find("[data-test=behind]").textContent).toContain("2 条新公告");
        intersects.forEach((tell) => tell());
        await eventually(() => expect(find("[data-test=seen]").textContent).toContain("新公告已记为看过"));
        expect(writes(all).map(({ body }) => body)).toEqual([{ seen_version: 3, seen_announcements: 4 }]);
    });

    it("a change that the page does not show yet is not marked, and none is marked twice", async () => {
        const all = await shown({ "/api/v1/my/watched-tenders": { items: [itemOf(3, { documents_version: 4, changed: true })] } });
        intersects.forEach((tell) => tell());
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        expect(writes(all)).toEqual([]);
        unmountAll();
        const again = await shown({ "/api/v1/my/watched-tenders": { items: [itemOf(1)] }, [`PUT ${path}`]: () => itemOf(1) });
        intersects.forEach((tell) => tell());
        await eventually(() => expect(writes(again)).toHaveLength(1));
        await settled();
        expect(writes(again)).toHaveLength(1);
    });

    it("nothing is marked for who does not watch it, however long it is in view", async () => {
        const all = await shown({ "/api/v1/my/watched-tenders": { items: [] } });
        expect(intersects).toHaveLength(1);
        vi.useFakeTimers();
        try {
            intersects.forEach((tell) => tell());
            await vi.advanceTimersByTimeAsync(10_000);
        } finally {
            vi.useRealTimers();
        }
        expect(writes(all)).toEqual([]);
    });

    it("a refusal is said", async () => {
        await shown({ "/api/v1/my/watched-tenders": { items: [] }, [`PUT ${path}`]: () => refusal("watch_list_full", "最多关注 200 个标段。") });
        await press("[data-test=watch-lot]");
        expect(find("[data-test=watch-problem]").textContent).toContain("最多关注 200 个标段。");
        expect(find("[data-test=watch]").dataset.watched).toBe("false");
    });
});

describe("the list of watched tenders", () => {
    it("has changed ones first, marked in words, and counts them at the tab", async () => {
        serve({ "/api/v1/my/watched-tenders": { items: [itemOf(3, { lot: "A", deadline: "2026-12-01T01:00:00.000Z" }), itemOf(2, { lot: "B" })] } });
        mount(WatchedTendersPage);
        await settled();
        expect([...document.querySelectorAll<HTMLElement>("[data-test=watched-tender]")].map((item) => item.dataset.lot)).toEqual(["B", "A"]);
        expect(find("[data-lot=B]").textContent).toContain("上次看过之后有改动");
        expect(find("[data-lot=B]").textContent).toContain("看过第 2 版，现为第 3 版");
        expect(find("[data-lot=A]").textContent).toContain("没有改动");
        expect(find("[data-test=watch-protects]").textContent).toContain("看不到");
    });

    it("is asked for once however many parts of a page show it, and again when it is looked at again", async () => {
        const all = serve({ "/api/v1/my/watched-tenders": { items: [itemOf(3)] } });
        mount(WatchedTendersPage); // with its tab
        await settled();
        expect(all).toHaveLength(1);
        document.dispatchEvent(new Event("visibilitychange"));
        await settled();
        expect(all).toHaveLength(2);
        unmountAll();
        document.dispatchEvent(new Event("visibilitychange"));
        await settled();
        expect(all).toHaveLength(2);
    });

    it("shows nothing of one organisation to the next", async () => {
        serve({ "/api/v1/my/watched-tenders": { items: [itemOf(3)] } });
        mount(WatchedTendersPage);
        await settled();
        unmountAll();
        signIn("长江路桥有限公司", "bidder_agent");
        session.value = { ...session.value, organisation: { id: "P", name: "长江路桥有限公司", kind: "bidder", state: "active" } };
        let tell: (response: Response) => void = () => undefined;
        vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => (tell = resolve)));
        mount(WatchedTendersPage);
        await settled();
        expect(document.querySelector("[data-test=watched-tender]")).toBeNull();
        tell(Response.json({ items: [itemOf(3, { lot: "C" })] }));
        await settled();
        expect(find("[data-test=watched-tender]").dataset.lot).toBe("C");
    });

    it("says what will be here, and when it could not be had", async () => {
        serve({ "/api/v1/my/watched-tenders": { items: [] } });
        mount(WatchedTendersPage);
        await settled();
        expect(find("[data-test=empty]").textContent).toContain("关注本标段");
        unmountAll();
        serve({ "/api/v1/my/watched-tenders": () => refusal("unavailable", "暂时不能办理。", 503) });
        mount(WatchedTendersPage);
        await settled();
        expect(document.body.textContent).toContain("暂时不能办理。");
    });
});
