// The button that checks the whole opening, with what a server answers.
import { afterEach, describe, expect, it, vi } from "vitest";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fromBase64 } from "../../src/crypto/bytes";
import CheckHere from "../../src/tenders/CheckHere.vue";
import type { OpeningBundle, TenderLot } from "../../src/tenders/types";
import { find, mount, press, unmountAll } from "../support/mount";
import { refusal, serve } from "../support/tender";

interface Vector {
    lot: TenderLot;
    opening: OpeningBundle;
    sealed: Record<string, string>;
    authority: string;
    log: string;
}
const vector = JSON.parse(readFileSync(resolve(__dirname, "../vectors/tender/checked.json"), "utf8")) as Vector;
const { lot, opening } = vector;
const patience = { timeout: 120_000 };

function routes(): Record<string, unknown> {
    const path = `/api/v1/tender-lots/${lot.id}`;
    const letters = Object.entries(vector.sealed).map(([submission, text]) => [`${path}/letters/${submission}`, () => new Response(fromBase64(text))]);
    return {
        [`${path}/opening`]: opening,
        "/api/v1/certificates/ca.pem": vector.authority,
        "/api/v1/site": { log: { origin: "localhost/daylight", verifier_key: vector.log } },
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
        await vi.waitFor(() => expect(find("[data-test=checked]").dataset.ok).toBe("true"), patience);
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
        await vi.waitFor(() => expect(find("[data-test=checked]").dataset.ok).toBe("false"), patience);
        expect(find(`[data-about="${first?.submission}"]`).dataset.ok).toBe("false");
        expect(find(`[data-about="${first?.submission}"]`).textContent).toContain("密文与清单中的摘要不一致");
    });

    it("shows a refusal in the server's words", async () => {
        serve({ ...routes(), [`/api/v1/tender-lots/${lot.id}/opening`]: () => refusal("store_unavailable", "数据库暂时不可用。", 503) });
        mount(CheckHere, { lot });
        await press("[data-test=run-check]");
        await vi.waitFor(() => expect(find("[data-test=check-here]").textContent).toContain("数据库暂时不可用"), patience);
    });
});
