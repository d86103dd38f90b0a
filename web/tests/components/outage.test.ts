// An outage on a lot's page: while it happens, while what it restarted runs, and in the lot's rules.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { h, reactive } from "vue";
import type { Lot } from "../../src/api/types";
import FreshnessMark from "../../src/components/FreshnessMark.vue";
import LotPrice from "../../src/components/LotPrice.vue";
import LotRules from "../../src/components/LotRules.vue";
import OutageText from "../../src/components/OutageText.vue";
import { choose } from "../../src/i18n";
import { lotOf, profiles } from "../support/lot";
import { find, mount, settled, unmountAll } from "../support/mount";

const outage = {
    from: "2026-11-24T02:03:58Z",
    to: "2026-11-24T02:04:08Z",
    cause: "server_silent" as const,
    until: "2026-11-24T02:08:08Z",
    listing_end: "2026-11-24T01:00:00Z",
};
const entry = { at: outage.to, type: "outage_recorded", digest: "ab".repeat(32), outage };
const panel = () => find("[data-test=price-panel]").textContent ?? "";

let props: { lot: Lot; closed: boolean; freshness: string; silentFor: number };
beforeEach(() => (props = reactive({ lot: lotOf({ timeline: [entry] }), closed: false, freshness: "fresh", silentFor: 0 })));
afterEach(() => {
    unmountAll();
    choose("zh");
});
const show = () => mount({ render: () => h(LotPrice, props as never) });

describe("a lot's price panel", () => {
    it("says that an outage restarted the window, while the lot is open", async () => {
        show();
        expect(find("[data-test=outage]").textContent).toContain("故障中断");
        expect(find("[data-test=outage]").textContent).toContain("重新足额计时");
        choose("en");
        await settled();
        expect(find("[data-test=outage]").textContent).toContain("Time starts again in full");
        props.lot = lotOf({ timeline: [entry], phase: "sold", until: null });
        props.closed = true;
        await settled();
        expect(document.querySelector("[data-test=outage]")).toBeNull();
    });

    it("greys out and says so while the platform decides nothing", async () => {
        show();
        expect(document.querySelector(".stale-panel")).toBeNull();
        props.freshness = "outage";
        props.silentFor = 4200;
        await settled();
        expect(document.querySelector(".stale-panel")).not.toBeNull();
        expect(find("[data-test=freshness]").textContent).toContain("故障中断：平台已 4 秒不能处理报价");
    });

    it("says that a window's end is being settled", () => {
        props.lot = lotOf({ phase: "closing", timeline: [] });
        show();
        expect(panel()).toContain("待确认");
        expect(panel()).toContain("正在确认其间没有发生故障");
        expect(document.querySelector("[data-test=outage]")).toBeNull();
    });
});

describe("an outage in words", () => {
    it("tells until when the listing is prolonged where no window ran", () => {
        mount(OutageText, { outage: { ...outage, cause: "probe_failed", until: null, listing_end: "2026-11-24T04:20:00Z" } });
        expect(document.body.textContent).toContain("外部探测未能完成");
        expect(document.body.textContent).toContain("顺延至 12:20:00");
    });
});

describe("a lot's rules", () => {
    it("say what an outage restarts, and nothing of it where the profile is from before", () => {
        mount(LotRules, { profile: profiles.jiangsu });
        expect(document.body.textContent).toContain("平台中断 3 秒以上的");
        expect(document.body.textContent).toContain("最后 60 分钟");
        unmountAll();
        mount(LotRules, { profile: { ...profiles.jiangsu, outages: null } });
        expect(document.body.textContent).not.toContain("平台中断");
    });
});

describe("the freshness mark", () => {
    it("is bad in an outage", () => {
        mount(FreshnessMark, { freshness: "outage", silentFor: 3000 });
        expect(find("[data-test=freshness]").className).toContain("bad");
    });
});
