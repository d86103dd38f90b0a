import { afterEach, describe, expect, it, vi } from "vitest";
import { h, ref } from "vue";
import { Refused, Unreachable } from "../../src/api/client";
import ProblemSummary from "../../src/components/ProblemSummary.vue";
import TextField from "../../src/components/TextField.vue";
import { keepDraft } from "../../src/lib/draft";
import { type Form, useForm } from "../../src/lib/form";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";

afterEach(unmountAll);

function refusal(field: string | undefined, detail: string): Refused {
    return new Refused({ type: "t", title: "t", status: 422, code: "c", field, detail, request_id: "r" });
}
function mountForm(): Form {
    let form: Form | null = null;
    mount({
        setup() {
            const made = useForm();
            form = made;
            return () => [
                h(ProblemSummary, { form: made }),
                h(TextField, { name: "terms.start_price", label: "起始价", hint: "元", modelValue: "" }),
            ];
        },
    });
    return form!;
}

describe("a form", () => {
    it("shows a refusal at the top and beside its field, and leads there", async () => {
        const form = mountForm();
        expect(await form.run(() => Promise.reject(refusal("terms.start_price", "金额应为正数。")))).toBe(false);
        await settled();
        expect(find(".field .fault").textContent).toBe("金额应为正数。");
        const field = find<HTMLInputElement>("[name='terms.start_price']");
        expect(field.getAttribute("aria-invalid")).toBe("true");
        expect(field.getAttribute("aria-describedby")).toBe("field-terms-start_price-hint field-terms-start_price-fault");
        expect(document.querySelectorAll("[data-test=problem] li").length).toBe(1);
        await press("[data-test=problem] a");
        expect(document.activeElement).toBe(field);
    });

    it("shows what belongs to no field, and clears it with the next try", async () => {
        const form = mountForm();
        await form.run(() => Promise.reject(refusal(undefined, "系统繁忙。")));
        await settled();
        expect(find("[data-test=problem]").textContent).toContain("系统繁忙。");
        expect(await form.run(() => Promise.resolve())).toBe(true);
        await settled();
        expect(document.querySelector("[data-test=problem]")).toBeNull();
    });

    it("keeps its key while no answer came, and takes a new one after any answer", async () => {
        const form = mountForm();
        const keys: string[] = [];
        const attempt = (end: () => Promise<void>) => form.run((key) => (keys.push(key), end()));
        await attempt(() => Promise.reject(new Unreachable()));
        await attempt(() => Promise.reject(refusal(undefined, "no")));
        await attempt(() => Promise.resolve());
        await attempt(() => Promise.resolve());
        expect(keys[1]).toBe(keys[0]);
        expect(new Set(keys).size).toBe(3);
    });

    it("does one thing at a time", async () => {
        const form = mountForm();
        let finish = () => {};
        const first = form.run(() => new Promise<void>((resolve) => (finish = resolve)));
        expect(await form.run(() => Promise.reject(new Error("never")))).toBe(false);
        finish();
        expect(await first).toBe(true);
    });

    it("does not hide a mistake of our own", async () => {
        await expect(mountForm().run(() => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
    });
});

describe("a draft", () => {
    it("comes back until it was sent", async () => {
        const first = ref({ text: "" });
        const kept = keepDraft("x", first);
        expect(kept.found).toBe(false);
        first.value.text = "half";
        await settled();
        const second = ref({ text: "" });
        expect(keepDraft("x", second).found).toBe(true);
        expect(second.value.text).toBe("half");
        kept.forget();
        expect(keepDraft("x", ref({ text: "" })).found).toBe(false);
    });

    it("of nothing is not kept", async () => {
        const value = ref<{ text: string } | null>({ text: "" });
        const kept = keepDraft("x", value);
        value.value = { text: "half" };
        await settled();
        value.value = null;
        await settled();
        expect(localStorage.getItem("daylight.draft.x")).toBeNull();
        value.value = { text: "again" };
        await settled();
        expect(keepDraft("x", ref<{ text: string } | null>(null)).found).toBe(true);
        expect(kept.full.value).toBe(false);
    });

    it("that the browser has no room for says so, until there is room", async () => {
        const value = ref({ text: "" });
        const kept = keepDraft("x", value);
        const refuse = () => {
            throw new DOMException("full", "QuotaExceededError");
        };
        vi.stubGlobal("localStorage", { setItem: refuse, removeItem: () => {} });
        value.value.text = "much";
        await settled();
        expect(kept.full.value).toBe(true);
        vi.unstubAllGlobals();
        value.value.text = "more";
        await settled();
        expect(kept.full.value).toBe(false);
    });

    it("that is damaged is dropped", () => {
        localStorage.setItem("daylight.draft.x", "{");
        const value = ref("kept");
        expect(keepDraft("x", value).found).toBe(false);
        expect(value.value).toBe("kept");
    });
});

it("a field hands on what is typed", async () => {
    const text = ref("");
    mount({ render: () => h(TextField, { name: "a", label: "A", modelValue: text.value, "onUpdate:modelValue": (value: string) => (text.value = value) }) });
    await type("[name=a]", "typed");
    expect(text.value).toBe("typed");
});
