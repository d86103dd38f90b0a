import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import TokenPanel from "../../src/programs/TokenPanel.vue";
import { endOfChinaDay } from "../../src/programs/expiry";
import { session } from "../../src/session";
import { find, mount, press, settled, type, unmountAll } from "../support/mount";

const token = {
    id: "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    name: "夜间对账",
    scopes: ["read"],
    state: "valid",
    made_at: "2026-03-02T09:00:00+08:00",
    expires_at: "2026-06-01T23:59:59+08:00",
    revoked_at: null,
    last_used_at: null,
    certificate: null as object | null,
};
const me = { id: "01BX5ZZKBKACTAV9WEVGEMMVRZ", login: "agent", display_name: "李经办" };
const certificate = (serial: string, changes: object = {}) => ({
    serial,
    state: "valid",
    issuer: "Daylight bidders' authority",
    not_after: "2999-01-01T00:00:00+08:00",
    person: me.id,
    ...changes,
});
const secret = "daylight_" + "0".repeat(72);
const sent: { path: string; body: unknown }[] = [];
let tokens: object[] = [];
let certificates: object[] = [];

function answer(path: string, init: RequestInit): object {
    if (init.method === "POST") {
        sent.push({ path, body: JSON.parse(String(init.body)) });
        if (path.endsWith("/revoke")) {
            return { ...token, state: "revoked", revoked_at: "2026-03-03T09:00:00+08:00" };
        }
        tokens = [token];
        return { token, secret };
    }
    if (path.endsWith("/my/token-scopes")) {
        const opens = [{ method: "GET", path: "/api/v1/my/organisation", summary: "One's own organisation" }];
        return { items: [{ scope: "read", opens }, { scope: "uploads", opens }], next_cursor: null };
    }
    if (path.endsWith("/my/certificates")) {
        return { items: certificates, next_cursor: null };
    }
    return { items: tokens, next_cursor: null };
}

beforeEach(() => {
    sent.length = 0;
    tokens = [];
    certificates = [];
    session.value = { ...session.value, signed_in: true, person: me };
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => new Response(JSON.stringify(answer(path, init))));
});
afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
});

async function tick(index: number): Promise<void> {
    document.querySelectorAll<HTMLInputElement>("[name=scopes]")[index]?.click();
    await settled();
}

describe("a person's tokens", () => {
    it("are made with scopes and an expiry, and shown once", async () => {
        mount(TokenPanel);
        await settled();
        await press("[data-test=add-token]");
        await type("[name=name]", "夜间对账");
        await type("[name=expires_at]", "2026-06-01");
        await tick(0);
        await press("[data-test=make-token]");
        expect(sent).toEqual([{ path: "/api/v1/my/tokens", body: { name: "夜间对账", scopes: ["read"], expires_at: "2026-06-01T23:59:59+08:00", certificate: null } }]);
        expect(find("[data-test=secret]").textContent).toBe(secret);
        expect(find("[data-test=token]").textContent).toContain("夜间对账");
        await press("[data-test=token-stored]");
        expect(document.body.innerHTML).not.toContain(secret);
    });

    it("are bound to one of one's own good certificates where one chooses it", async () => {
        certificates = [
            certificate("5a01"),
            certificate("5a02", { state: "revoked" }),
            certificate("5a03", { not_after: "2020-01-01T00:00:00+08:00" }),
            certificate("5a04", { person: "01ARZ3NDEKTSV4RRFFQ69G5FAV" }),
        ];
        mount(TokenPanel);
        await settled();
        await press("[data-test=add-token]");
        const choice = find<HTMLSelectElement>("[name=certificate]");
        expect([...choice.options].map(({ value }) => value)).toEqual(["", "5a01"]);
        choice.value = "5a01";
        choice.dispatchEvent(new Event("change", { bubbles: true }));
        await type("[name=name]", "夜间对账");
        await type("[name=expires_at]", "2026-06-01");
        await tick(0);
        await press("[data-test=make-token]");
        expect(sent.map(({ body }) => (body as { certificate: string }).certificate)).toEqual(["5a01"]);
    });

    it("say what they are bound to", async () => {
        tokens = [{ ...token, certificate: { serial: "5a01", thumbprint: "0".repeat(64) } }];
        mount(TokenPanel);
        await settled();
        expect(find("[data-test=bound]").textContent).toContain("5a01");
    });

    it("are not asked for without a scope", async () => {
        mount(TokenPanel);
        await settled();
        await press("[data-test=add-token]");
        await press("[data-test=make-token]");
        expect(sent).toEqual([]);
        expect(document.body.textContent).toContain("请至少选择一项权限范围");
    });

    it("are revoked after a question", async () => {
        tokens = [token];
        mount(TokenPanel);
        await settled();
        expect(find("[data-test=token]").textContent).toContain("尚未使用");
        await press("[data-test=revoke-token]");
        expect(sent).toEqual([]);
        find<HTMLInputElement>("dialog input[type=checkbox]").click();
        await settled();
        await press("[data-test=confirm-submit]");
        expect(sent.map(({ path }) => path)).toEqual([`/api/v1/my/tokens/${token.id}/revoke`]);
        expect(find("[data-test=token]").dataset.state).toBe("revoked");
    });
});

describe("an expiry", () => {
    it("is the end of a day in China", () => {
        expect(endOfChinaDay("2026-06-01")).toBe("2026-06-01T23:59:59+08:00");
        expect(endOfChinaDay("")).toBe("");
    });
});
