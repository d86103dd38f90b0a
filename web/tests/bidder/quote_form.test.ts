import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reactive, h } from "vue";
import type { Lot } from "../../src/api/types";
import QuoteForm from "../../src/bidder/QuoteForm.vue";
import { fromUtf8 } from "../../src/crypto/bytes";
import { parse } from "../../src/crypto/jws";
import { lotOf } from "../support/lot";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";

const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
const signer = { key: keys.privateKey, serial: "5a01" };
const sent: { key: string; statement: string }[] = [];
const answers: (() => Promise<Response>)[] = [];
const json = (value: unknown, status = 200) => () => Promise.resolve(new Response(JSON.stringify(value), { status }));
const accepted = { lot: "L", number: 3, price: 10_100_000_000, at: "2026-11-24T02:01:00Z", until: null, event_digest: "ab".repeat(32), receipt: "x.y.z" };

let props: { lot: Lot; plate: string; signer: typeof signer; freshness: "fresh" | "stale" };

beforeEach(() => {
    sent.length = answers.length = 0;
    vi.stubGlobal("fetch", (_address: string, init: RequestInit) => {
        const { statement } = JSON.parse(String(init.body)) as { statement: string };
        sent.push({ key: new Headers(init.headers).get("Idempotency-Key") ?? "", statement });
        return answers.shift()?.() ?? Promise.reject(new TypeError("no network"));
    });
    props = reactive({ lot: lotOf(), plate: "168", signer, freshness: "fresh" });
    mount({ render: () => h(QuoteForm, props) });
});
afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
});

const amount = () => find<HTMLInputElement>("[name=price]").value;
const isOpen = () => find<HTMLDialogElement>("[data-test=confirm-dialog]").open;
async function confirm(): Promise<void> {
    await press("[name='confirm.checked']");
    await press("[data-test=confirm-submit]");
    await settled();
}

describe("the quote form", () => {
    it("is filled with the next legal amount and its capitals", () => {
        expect(amount()).toBe("101,000,000");
        expect(find("[data-test=capitals]").textContent).toBe("人民币壹亿零壹佰万元整");
    });

    it("follows the price until somebody types, and then leaves the amount alone", async () => {
        props.lot = lotOf({ next_price: 10_200_000_000 });
        await settled();
        expect(amount()).toBe("102,000,000");
        await press("[data-test=step-up]");
        expect(amount()).toBe("103,000,000");
        props.lot = lotOf({ next_price: 10_500_000_000 });
        await settled();
        expect(amount()).toBe("103,000,000");
        expect(find("#price-fault").textContent).toBe("低于下一口最低报价。");
        expect(find<HTMLButtonElement>("[data-test=quote]").disabled).toBe(true);
        await press("[data-test=take-least]");
        expect(amount()).toBe("105,000,000");
    });

    it("sends nothing before the amount was confirmed", async () => {
        await press("[data-test=quote]");
        expect(isOpen()).toBe(true);
        expect(find("[data-test=confirm-capitals]").textContent).toBe("人民币壹亿零壹佰万元整");
        expect(find<HTMLButtonElement>("[data-test=confirm-submit]").disabled).toBe(true);
        await press("[data-test=confirm-submit]");
        await press("[data-test=confirm-cancel]");
        expect(isOpen()).toBe(false);
        expect(sent).toEqual([]);
    });

    it("signs what was confirmed, once, and shows that it was acknowledged", async () => {
        answers.push(json(accepted));
        await press("[data-test=quote]");
        await confirm();
        const payload = JSON.parse(fromUtf8(parse(sent[0]?.statement ?? "")!.payload)!) as Record<string, unknown>;
        expect(payload).toMatchObject({ lot: props.lot.id, plate: "168", price: 10_100_000_000, seen_number: 2, nonce: sent[0]?.key });
        expect(find("[data-test=quote-accepted]").textContent).toContain("101,000,000");
        expect(isOpen()).toBe(false);
        expect(sent.length).toBe(1);
    });

    it("sends the very same statement again when the answer got lost", async () => {
        await press("[data-test=quote]");
        await confirm();
        expect(isOpen()).toBe(true);
        expect(find("[data-test=quote-unknown]").textContent).toContain("不会重复报价");
        props.lot = lotOf({ next_price: 10_200_000_000, leader: { number: 3, price: 10_100_000_000, at: "x", mine: true } });
        answers.push(json(accepted));
        await settled();
        await press("[data-test=confirm-submit]");
        await settled();
        expect(sent.length).toBe(2);
        expect(sent[1]).toEqual(sent[0]);
        expect(find("[data-test=quote-accepted]")).toBeTruthy();
    });

    it("shows a refusal and offers its evidence", async () => {
        answers.push(json({ type: "t", title: "t", status: 422, code: "quote_too_low", field: "price", detail: "报价太低。", request_id: "r", evidence: "a.b.c" }, 422));
        await press("[data-test=quote]");
        await confirm();
        expect(find("[data-test=problem]").dataset.code).toBe("quote_too_low");
        expect(find("[data-test=problem]").textContent).toContain("可作为证据保存");
    });

    it("blocks the confirmation when the price passes the amount meanwhile", async () => {
        await press("[data-test=quote]");
        await press("[name='confirm.checked']");
        props.lot = lotOf({ next_price: 10_300_000_000 });
        await settled();
        expect(find<HTMLButtonElement>("[data-test=confirm-submit]").disabled).toBe(true);
        expect(find("[data-test=confirm-dialog]").textContent).toContain("价格刚刚变动");
    });

    it("cannot quote on what may be out of date, nor above its own lead", async () => {
        props.freshness = "stale";
        await settled();
        expect(find<HTMLButtonElement>("[data-test=quote]").disabled).toBe(true);
        props.freshness = "fresh";
        props.lot = lotOf({ leader: { number: 2, price: 10_000_000_000, at: "x", mine: true } });
        await settled();
        expect(find<HTMLButtonElement>("[data-test=quote]").disabled).toBe(true);
        expect(find("[data-test=leading]").textContent).toContain("您的报价目前最高");
    });

    it("warns of an amount far above the next one", async () => {
        await type("[name=price]", "201,000,000");
        await press("[data-test=quote]");
        expect(find("[data-test=confirm-dialog]").textContent).toContain("100 个增价幅度");
    });
});
