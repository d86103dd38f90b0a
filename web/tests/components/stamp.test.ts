import { afterEach, describe, expect, it } from "vitest";
import StampNote from "../../src/components/StampNote.vue";
import type { Site } from "../../src/api/types";
import { site } from "../../src/session";
import { mount, unmountAll } from "../support/mount";

afterEach(() => {
    unmountAll();
    site.value = null;
});

describe("the note on a receipt's time stamp", () => {
    const shown = (at: string | null) => mount(StampNote, { at }).textContent;
    const stamping = (time_stamps: boolean) => {
        site.value = { time_stamps } as Site;
    };

    it("gives the moment, and says that it is not checked here", () => {
        expect(shown("2026-11-23T12:00:02.250Z")).toContain("2026-11-23 20:00:02");
        expect(shown("2026-11-23T12:00:02.250Z")).toContain("本页不检查");
    });

    it("tells one that has not come yet from one that never will", () => {
        stamping(true);
        expect(shown(null)).toContain("还没有时间戳");
        stamping(false);
        expect(shown(null)).toContain("没有配置外部时间戳机构");
    });
});
