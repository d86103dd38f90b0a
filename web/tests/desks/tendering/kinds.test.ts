// Whatever kind the server can name has its words in both languages.
import { describe, expect, it } from "vitest";
import { officeOf, rolesOf } from "../../../src/desks/offices";
import { en } from "../../../src/i18n/en";
import { zh } from "../../../src/i18n/zh";
import { method, source } from "./support";

function names(path: string, type: string): string[] {
    const body = new RegExp(`enum class ${type} \\{([^}]*)\\}`).exec(source(path))?.[1] ?? "";
    return body
        .replace(/\/\/.*$/gm, "")
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && name !== "none");
}

describe.each([
    ["zh", zh],
    ["en", en],
] as const)("the words in %s", (_language, texts) => {
    const tables: [string, string, string, Record<string, unknown>][] = [
        ["announcements and obligations", "disclosure/announcement.hpp", "AnnouncementKind", texts.kind],
        ["messages", "server/app/messages.hpp", "MessageKind", texts.messages.kinds],
        ["roles", "registry/roles.hpp", "Role", texts.role],
        ["organisations", "registry/organisation.hpp", "OrganisationKind", texts.desks.organisations.kind],
        ["tender notices", "tendering/notice.hpp", "TenderNoticeKind", texts.tenderDesk.notice.kind],
        ["states of notices", "tendering/notice.hpp", "TenderNoticePhase", texts.tenderDesk.notice.state],
        ["states of drafts", "tendering/tender.hpp", "TenderDraftPhase", texts.tenderDesk.tender.state],
        ["states of lots", "tendering/lot.hpp", "TenderPhase", texts.tenderDesk.lot.state],
        ["states of ceremonies", "tendering/ceremony.hpp", "CeremonyPhase", texts.tenderDesk.ceremony.state],
        ["states of bank lines", "auction/bank_line.hpp", "BankLinePhase", texts.desks.bank.state],
        ["fields of letters", "tendering/letter.hpp", "FieldKind", texts.tenderDesk.fields.kind],
    ];

    it.each(tables)("name all %s", (_what, path, type, table) => {
        const all = names(path, type);
        expect(all.length).toBeGreaterThan(2);
        expect(all.filter((name) => table[name] === undefined)).toEqual([]);
    });

    it("name every rule of a method", () => {
        expect(Object.keys(method.rules).filter((name) => !(name in texts.tenderDesk.method.rule))).toEqual([]);
    });
});

describe("an office's roles", () => {
    it("are those that the registry gives it", () => {
        const places = [...source("registry/roles.cpp").matchAll(/RolePlace\{Role::(\w+), OrganisationKind::(\w+)\}/g)];
        for (const office of ["center", "supervisor"] as const) {
            const there = places.filter(([, , kind]) => kind === office).map(([, role]) => role);
            expect([...rolesOf[office]].sort()).toEqual(there.sort());
        }
    });

    it("tell the office, unless both have them", () => {
        expect(officeOf(["clerk", "opening_officer"])).toBe("center");
        expect(officeOf(["supervisor"])).toBe("supervisor");
        expect(officeOf(["opening_officer"])).toBeNull();
    });
});
