// The page of bids' files, from a server's own answers: who sees which, and what is said of each. What happens in the
// worker has tests of its own.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import FilesPage from "../../src/bid_files/FilesPage.vue";
import { type Opened, OpeningEnded } from "../../src/bid_files/opener";
import { choose } from "../../src/i18n";
import type { TenderLot } from "../../src/tenders/types";
import { find, mount, press, settled, unmountAll } from "../support/mount";
import { answers, at, eventually, serve, signIn, signOut, Source, trusted } from "../support/tender";

let id = "";
vi.mock("vue-router", () => ({ useRoute: () => ({ params: { id }, query: {} }), useRouter: () => ({ replace: vi.fn() }) }));
const worker = vi.hoisted(() => ({ answer: null as null | (() => Promise<unknown>), stopped: 0, order: null as unknown }));
vi.mock("../../src/bid_files/opener", async (original) => ({
    ...(await original<typeof import("../../src/bid_files/opener")>()),
    beginOpening: (order: unknown) => {
        worker.order = order;
        return { opened: worker.answer?.(), stop: () => ++worker.stopped };
    },
}));

const { lot: whole, opening } = answers.checked();
const list = opening.list;
const own = whole.bids.find((bid) => bid.verdict === "opened")!;
const envelopeOf = (submission: string) =>
    (JSON.parse(list) as { submissions: { submission: string; envelopes: { part: string; digest: string }[] }[] }).submissions
        .find((one) => one.submission === submission)!
        .envelopes.find((one) => one.part === "files")!;

async function show(lot: TenderLot = whole, more: Record<string, unknown> = {}): Promise<void> {
    id = lot.id;
    at(lot.now);
    serve({
        [`/api/v1/tender-lots/${id}`]: lot,
        [`/api/v1/tender-lots/${id}/closing-list`]: list,
        [`/api/v1/tender-lots/${id}/opening`]: opening,
        "/api/v1/my/submissions": { items: [] },
        ...trusted(),
        ...more,
    });
    mount(FilesPage);
    await settled();
}
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const text = (selector: string) => find(selector).textContent ?? "";
const shown = () => eventually(() => expect(document.querySelector("[data-test=bid-files], [data-test=files-not-yours]")).not.toBeNull());
const file = `[data-submission="${own.submission}"] `;

beforeEach(() => {
    Source.all = [];
    worker.stopped = 0;
});
afterEach(() => {
    unmountAll();
    signOut();
    choose("zh");
    vi.unstubAllGlobals();
});

describe("the files of a lot", { timeout: 90_000 }, () => {
    it("are all there for a supervisor, and for the tenderer those of the bids that opened", async () => {
        signIn(whole.tenderer_name, "tenderer_agent");
        await show();
        await shown();
        const theirs = whole.bids.filter((bid) => bid.verdict === "opened");
        expect(theirs.length).toBeLessThan(whole.bids.length);
        expect(all("[data-test=bid]").map((one) => one.dataset.submission)).toEqual(theirs.map((bid) => bid.submission));
        unmountAll();
        signIn("监督局", "supervisor");
        await show();
        await shown();
        expect(all("[data-test=bid]").map((one) => one.dataset.submission)).toEqual(whole.bids.map((bid) => bid.submission));
        expect(text(`${file}[data-test=file-verdict]`)).toContain("已打开，与开标一览表一致");
        expect(text(file)).toContain(envelopeOf(own.submission).digest.slice(0, 12));
        expect(text(file)).toContain("307,217");
        const revoked = whole.bids.find((bid) => bid.verdict === "revoked")!;
        expect(text(`[data-submission="${revoked.submission}"] [data-test=file-verdict]`)).toContain("开标一览表没有打开");
    });

    it("are a bidder's own alone, and nobody else's", async () => {
        signIn(own.bidder_name, "bidder_agent");
        const mine = { id: own.submission, lot: whole.id, state: "complete" };
        await show(whole, { "/api/v1/my/submissions": { items: [mine, { ...mine, id: "ELSE", lot: "ELSEWHERE" }] } });
        await shown();
        expect(all("[data-test=bid]").map((one) => one.dataset.submission)).toEqual([own.submission]);
        unmountAll();
        signIn("另一家招标人", "tenderer_agent");
        await show();
        await shown();
        expect(text("[data-test=files-not-yours]")).toContain("不是本标段的招标人");
    });

    it("wait for the opening", async () => {
        signIn("监督局", "supervisor");
        await show({ ...whole, state: "closed" });
        expect(text("[data-test=files-not-yet]")).toContain("开标之后");
    });

    it("cannot be checked against a list that is not the lot's, and the page says so", async () => {
        signIn("监督局", "supervisor");
        await show({ ...whole, closing_list: "0".repeat(64) });
        await shown();
        expect(text("[data-test=list-wrong]")).toContain("联系监督部门");
    });
});

describe("a file", { timeout: 90_000 }, () => {
    const sealed = () => ({ [`/api/v1/tender-lots/${whole.id}/files/${own.submission}/files`]: { size: 1000, chunk_bytes: 1048576, agreed: `02${"1".repeat(64)}` } });
    const named = () => (JSON.parse(opening.letters.find((one) => one.submission === own.submission)?.letter ?? "") as { files: { digest: string }[] }).files[0]!.digest;
    const opened = (changes: Partial<Opened["found"]> = {}, isKept = true): Opened => ({
        found: {
            sealed: envelopeOf(own.submission).digest,
            cipher: "AES-CBC",
            signer: { serial: "01", name: "", organisation: own.bidder_name, uscc: own.bidder, values: [], issuer: "", fault: null },
            contents: { digest: named(), size: 307217, begins: new TextEncoder().encode("PK\x03\x04") },
            fault: null,
            ...changes,
        },
        isKept,
        blob: null,
    });
    const begin = async () => {
        signIn(whole.tenderer_name, "tenderer_agent");
        await show(whole, sealed());
        await shown();
        await press(`${file}[data-test=open-file]`);
    };

    it("is opened by the listed digest, and each check is said in words", async () => {
        worker.answer = () => Promise.resolve(opened());
        await begin();
        await eventually(() => expect(text(`${file}[data-test=file-outcome]`)).toContain("各项核对都通过"));
        expect(worker.order).toMatchObject({ how: "open", listed: envelopeOf(own.submission).digest, target: null, path: `/tender-lots/${whole.id}/files/${own.submission}/files` });
        expect(all(`${file}[data-check]`).map((one) => `${one.dataset.check} ${one.dataset.state}`)).toEqual(
            ["listed", "sealed", "opened", "signature", "certificate", "letter", "platform"].map((name) => `${name} held`),
        );
        expect(text(`${file}[data-check=certificate]`)).toContain(own.bidder);
        expect(text(file)).toContain("扩展名改为 .zip");
    });

    it("that does not hold is red, with the reason, in both languages", async () => {
        worker.answer = () => Promise.resolve(opened({ contents: null, signer: null, fault: "signature_invalid" }, false));
        await begin();
        await eventually(() => expect(find(`${file}[data-test=file-outcome]`).dataset.kept).toBe("false"));
        expect(text(`${file}[data-check=signature]`)).toContain("不成立：内层签名不成立");
        expect(text(`${file}[data-check=platform]`)).toContain("请联系监督部门");
        choose("en");
        await settled();
        expect(text(`${file}[data-check=signature]`)).toContain("the inner signature does not hold");
    });

    it("that is too large for this page leads to the command that opens it", async () => {
        worker.answer = () => Promise.resolve(opened({ contents: null, fault: "envelope_too_large" }, false));
        await begin();
        await eventually(() => expect(text(`${file}[data-test=file-failed]`)).toContain("openssl cms -decrypt"));
        expect(document.querySelector(`${file}[data-test=file-checks]`)).toBeNull();
    });

    it("says what the server refuses, and lets no other begin meanwhile", async () => {
        let end: (error: Error) => void = () => undefined;
        worker.answer = () => new Promise((_, reject) => (end = reject));
        await begin();
        await eventually(() => expect(find(file + "[data-test=bid-file]").dataset.state).toBe("working"));
        expect(all("[data-test=open-file]").every((button) => (button as HTMLButtonElement).disabled)).toBe(true);
        await press(`${file}[data-test=stop-file]`);
        expect(worker.stopped).toBe(1);
        end(new OpeningEnded("refused", "", "平台已没有这个文件。"));
        await eventually(() => expect(text(`${file}[data-test=file-failed]`)).toBe("平台已没有这个文件。"));
        expect(all("[data-test=open-file]").some((button) => (button as HTMLButtonElement).disabled)).toBe(false);
    });
});
