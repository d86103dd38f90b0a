// The button that checks the whole opening, with what a server answers.
import { afterEach, describe, expect, it, vi } from "vitest";
import { fromBase64 } from "../../src/crypto/bytes";
import CheckHere from "../../src/tenders/CheckHere.vue";
import { find, mount, press, unmountAll } from "../support/mount";
import { answers, eventually, refusal, serve, trusted } from "../support/tender";

const vector = answers.checked();
const { lot, opening } = vector;

function routes(): Record<string, unknown> {
    const path = `/api/v1/tender-lots/${lot.id}`;
    const letters = Object.entries(vector.sealed).map(([submission, text]) => [`${path}/letters/${submission}`, () => new Response(fromBase64(text))]);
    return {
        [`${path}/opening`]: opening,
        ...trusted(),
        ...(Object.fromEntries(letters) as Record<string, unknown>),
    };
}

afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
});

describe("checking an opening on its page", { timeout: 180_000 }, () => {
    it("names every step, by holder and by bidder", async () => {
        serve(routes());
        mount(CheckHere, { lot });
        await press("[data-test=run-check]");
        await eventually(() => expect(find("[data-test=checked]").dataset.ok).toBe("true"));
        const said = find("[data-test=check-steps]").textContent ?? "";
        expect(said).toContain("密钥闸门程序的份额证明");
        expect(said).toContain("大地建设有限公司的开标一览表由密文解出");
        expect(said).toContain("岱岳园林建设有限公司的密文确实解不出有效的开标一览表");
    });

    it("says which step does not hold where an envelope is missing", async () => {
        const [first] = opening.bids.filter((bid) => bid.verdict === "opened");
        serve({ ...routes(), [`/api/v1/tender-lots/${lot.id}/letters/${first?.submission}`]: undefined });
        mount(CheckHere, { lot });
        await press("[data-test=run-check]");
        await eventually(() => expect(find("[data-test=checked]").dataset.ok).toBe("false"));
        expect(find(`[data-about="${first?.submission}"]`).dataset.ok).toBe("false");
        expect(find(`[data-about="${first?.submission}"]`).textContent).toContain("密文与清单中的摘要不一致");
    });

    it("shows a refusal in the server's words", async () => {
        serve({ ...routes(), [`/api/v1/tender-lots/${lot.id}/opening`]: () => refusal("store_unavailable", "数据库暂时不可用。", 503) });
        mount(CheckHere, { lot });
        await press("[data-test=run-check]");
        await eventually(() => expect(find("[data-test=check-here]").textContent).toContain("数据库暂时不可用"));
    });
});
