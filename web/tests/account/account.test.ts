import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decodeQR } from "qr/decode.js";
import ProofForm from "../../src/account/ProofForm.vue";
import StepUpDialog from "../../src/account/StepUpDialog.vue";
import TotpEnrolment from "../../src/account/TotpEnrolment.vue";
import { askToConfirm, asking, settle } from "../../src/account/step_up";
import { deviceName } from "../../src/account/device";
import { onStepUp, post, Refused } from "../../src/api/client";
import type { Proof } from "../../src/api/types";
import { session } from "../../src/session";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";

const answers: (() => Response)[] = [];
const calls: { address: string; body: string; key: string | null }[] = [];
const json = (value: unknown, status = 200) => () => new Response(JSON.stringify(value), { status });
const refusal = (code: string, status = 403) =>
    json({ type: "t", title: "t", status, code, field: "", detail: `refused: ${code}`, request_id: "r" }, status);
const view = { signed_in: true, roles: [], second_step: [], step_up: ["password"] as const, must_enrol: false };

beforeEach(() => {
    answers.length = calls.length = 0;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
        calls.push({ address, body: String(init.body), key: new Headers(init.headers).get("Idempotency-Key") });
        const answer = answers.shift();
        return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("no network"));
    });
    session.value = { ...view, step_up: ["password"] };
    onStepUp(askToConfirm);
});
afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
    if (asking.value) {
        settle(false);
    }
});

describe("an act that must be confirmed", () => {
    it("asks, and goes out again under its own key", async () => {
        mount(StepUpDialog);
        answers.push(refusal("step_up_required"), json(view), json({ done: true }));
        const act = post<{ done: boolean }>("/refunds/1/paid", { bank_reference: "TK1" }, "key-of-the-act");
        await settled();
        expect(find<HTMLDialogElement>("dialog").open).toBe(true);
        await type("[name=password]", "三月的河水慢慢地流过石桥");
        find("form").dispatchEvent(new Event("submit", { cancelable: true }));
        expect(await act).toEqual({ done: true });
        expect(calls.map(({ address }) => address)).toEqual(["/api/v1/refunds/1/paid", "/api/v1/session/confirm", "/api/v1/refunds/1/paid"]);
        expect(calls[1]?.body).toBe('{"password":"三月的河水慢慢地流过石桥"}');
        expect([calls[0]?.key, calls[2]?.key]).toEqual(["key-of-the-act", "key-of-the-act"]);
        expect(calls[2]?.body).toBe(calls[0]?.body);
        await settled();
        expect(find<HTMLDialogElement>("dialog").open).toBe(false);
    });

    it("stays undone when one would rather not confirm", async () => {
        mount(StepUpDialog);
        answers.push(refusal("step_up_required"));
        const act = post("/refunds/1/paid").catch((error: unknown) => error);
        await settled();
        await press("[data-test=step-up-cancel]");
        expect(((await act) as Refused).problem.code).toBe("step_up_required");
        expect(calls.length).toBe(1);
    });

    it("keeps asking after a wrong proof", async () => {
        mount(StepUpDialog);
        answers.push(refusal("step_up_required"), refusal("wrong_login_or_password", 401), json(view), json({}));
        const act = post("/refunds/1/paid");
        await settled();
        await type("[name=password]", "not it");
        find("form").dispatchEvent(new Event("submit", { cancelable: true }));
        await settled();
        expect(find("[data-test=problem]").textContent).toContain("wrong_login_or_password");
        expect(find<HTMLInputElement>("[name=password]").value).toBe("");
        await type("[name=password]", "this one");
        find("form").dispatchEvent(new Event("submit", { cancelable: true }));
        await expect(act).resolves.toEqual({});
    });

    it("shares one dialog with what asks at the same time", async () => {
        mount(StepUpDialog);
        answers.push(refusal("step_up_required"), refusal("step_up_required"), json(view), json({ n: 1 }), json({ n: 2 }));
        const both = Promise.all([post("/a"), post("/b")]);
        await settled();
        await type("[name=password]", "this one");
        find("form").dispatchEvent(new Event("submit", { cancelable: true }));
        expect((await both).length).toBe(2);
        expect(calls.filter(({ address }) => address.endsWith("/session/confirm")).length).toBe(1);
    });
});

describe("the proof form", () => {
    const proofs: Proof[] = [];
    const send = (proof: Proof) => {
        proofs.push(proof);
        return Promise.resolve();
    };
    beforeEach(() => (proofs.length = 0));

    it("offers the other ways and sends exactly one", async () => {
        mount(ProofForm, { kinds: ["totp", "recovery_code"], submit: "ok", send });
        await type("[name=totp]", " 123 456 ");
        find("form").dispatchEvent(new Event("submit", { cancelable: true }));
        await settled();
        await press("[data-test=by-recovery_code]");
        await type("[name=recovery_code]", "AAAA-BBBB-CCCC-DDDD");
        find("form").dispatchEvent(new Event("submit", { cancelable: true }));
        await settled();
        expect(proofs).toEqual([{ totp: "123456" }, { recovery_code: "AAAA-BBBB-CCCC-DDDD" }]);
    });

    it("says so where the browser knows no passkeys", () => {
        mount(ProofForm, { kinds: ["passkey"], submit: "ok", send });
        expect(document.querySelector(".say.bad")).not.toBeNull();
        expect(find<HTMLButtonElement>("[data-test=prove]").disabled).toBe(true);
    });
});

describe("an authenticator app's QR code", () => {
    it("says what the server said", async () => {
        const uri = "otpauth://totp/%E9%98%B3%E5%85%89:wang.er?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%98%B3%E5%85%89&algorithm=SHA1&digits=6&period=30";
        answers.push(json({ secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", uri }));
        mount(TotpEnrolment);
        await settled();
        // The drawing read back, four pixels a module.
        const size = Number(find("svg").getAttribute("viewBox")?.split(" ")[2]);
        const scale = 4;
        const width = size * scale;
        const data = new Uint8Array(width * width * 4).fill(255);
        for (const [, x, y] of find("path").getAttribute("d")?.matchAll(/M(\d+) (\d+)h1v1h-1z/g) ?? []) {
            for (let at = 0; at < scale * scale; ++at) {
                const pixel = (Number(y) * scale + Math.floor(at / scale)) * width + Number(x) * scale + (at % scale);
                data.fill(0, pixel * 4, pixel * 4 + 3);
            }
        }
        expect(decodeQR({ width, height: width, data })).toBe(uri);
        expect(find("[data-test=totp-secret]").textContent).toBe("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    });
});

describe("a device", () => {
    it.each([
        ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36", "Chrome · Windows"],
        ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0", "Edge · Windows"],
        ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iOS"],
        ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
        ["Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0", "微信 · Android"],
        ["a program of our own", "a program of our own"],
        ["", ""],
    ])("says %s in a few words", (agent, name) => expect(deviceName(agent)).toBe(name));
});
