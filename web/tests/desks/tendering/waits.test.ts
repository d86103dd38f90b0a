import { describe, expect, it } from "vitest";
import { ceremonyFaults, unfitFor } from "../../../src/desks/tendering/ceremony_rules";
import type { Ceremony, OpeningOfficer, TenderLot } from "../../../src/desks/tendering/types";
import { unansweredReturns, waitsOf } from "../../../src/desks/tendering/waits";
import { lotOf, noticeOf } from "./support";

const now = Date.parse("2026-12-05T02:00:00Z");
const kinds = (lot: TenderLot, rest: Partial<Parameters<typeof waitsOf>[0]> = {}) => waitsOf({ lot, questions: null, notices: [], now, ...rest }).map((one) => one.kind);

describe("what a lot waits for", () => {
    it("is nobody, while it takes bids and nothing was asked", () => {
        expect(kinds(lotOf(), { questions: 0 })).toEqual([]);
    });

    it("is the officers who have not signed its certificate, by name", () => {
        const lot = lotOf({ takes_bids: false });
        lot.holders[1]!.cosigned = false;
        expect(waitsOf({ lot, questions: null, notices: [], now })).toEqual([
            { kind: "cosign", on: "officers", light: null, count: 1, names: ["持钥人2 单位2"], until: lot.times.deadline },
        ]);
    });

    it("is an answer, yellow three days before the last day on which it can be told without a later deadline, then red", () => {
        const light = (at: string) => waitsOf({ lot: lotOf(), questions: 2, notices: [], now: Date.parse(at) })[0];
        expect(light("2026-12-05T02:00:00Z")).toMatchObject({ kind: "questions", light: "green", count: 2, until: "2026-12-13" });
        expect(light("2026-12-11T02:00:00Z")?.light).toBe("yellow");
        expect(light("2026-12-13T15:59:59Z")?.light).toBe("yellow");
        expect(light("2026-12-13T16:00:00Z")?.light).toBe("red");
    });

    it("is the reviewer of a notice, or its author once it came back and nothing followed", () => {
        expect(kinds(lotOf(), { notices: [noticeOf()] })).toEqual(["notice_review"]);
        const returned = noticeOf({ state: "returned" });
        expect(kinds(lotOf(), { notices: [returned] })).toEqual(["notice_returned"]);
        const later = noticeOf({ id: "02N", state: "published", proposed_at: "2026-12-06T02:00:00Z" });
        expect(unansweredReturns([later, returned])).toEqual([]);
    });

    it("is the resumption of a suspended lot", () => {
        expect(kinds(lotOf({ suspended: true }))).toEqual(["resumption"]);
    });

    it("is as many parts as are missing, red once the patience is over", () => {
        const lot = lotOf({ state: "closed", waiting_since: "2026-12-28T01:31:00Z" });
        lot.holders[0]!.released = true;
        const at = (moment: string) => waitsOf({ lot, questions: null, notices: [], now: Date.parse(moment) })[0];
        expect(at("2026-12-28T01:40:00Z")).toMatchObject({ kind: "release", count: 2, light: "yellow", names: ["持钥人2 单位2", "持钥人3 单位3", ""] });
        expect(at("2026-12-28T02:01:00Z")?.light).toBe("red");
        lot.holders[2]!.released = lot.holders[3]!.released = true;
        expect(at("2026-12-28T01:40:00Z")?.kind).toBe("settling");
    });

    it("is the clerk when the opening was adjourned, and the tenderer after it", () => {
        expect(kinds(lotOf({ state: "adjourned" }))).toEqual(["reconvene"]);
        const objections = [{ number: 1, bidder: "x", text: "?", answer: null }];
        expect(kinds(lotOf({ state: "opened", objections }))).toEqual(["objections", "record"]);
        expect(kinds({ ...lotOf({ state: "opened" }), files_wait: true } as TenderLot)).toEqual(["settling", "record"]);
        expect(kinds(lotOf({ state: "opened", record: "cc".repeat(32) }))).toEqual([]);
    });

    it("is the announcement of a failed tender until it is out", () => {
        expect(kinds(lotOf({ state: "failed" }))).toEqual(["failure_announcement"]);
        const announcement = { kind: "tender_failed" } as TenderLot["announcements"][number];
        expect(kinds(lotOf({ state: "failed", announcements: [announcement] }))).toEqual([]);
    });
});

const officer = (person: string, body: string, has_certificate = true): OpeningOfficer => ({ person, name: person, body, body_name: body, has_certificate });

describe("a ceremony's officers", () => {
    const five = [officer("a", "招标人"), officer("b", "代理"), officer("c", "公证处"), officer("d", ""), officer("e", "")];
    const codes = (officers: OpeningOfficer[], threshold: number | null, keys: number | null = 32, leastBodies = 3) =>
        ceremonyFaults({ officers, threshold, keys, leastBodies }).map((fault) => fault.code);

    it("are sound when three of five from four bodies open", () => {
        expect(codes(five, 3)).toEqual([]);
    });

    it("come from enough bodies, none of which can open alone", () => {
        expect(codes(five.slice(3), 2)).toEqual(["too_few_bodies", "body_too_strong"]);
        expect(codes(five, 2)).toEqual(["body_too_strong"]);
    });

    it("may come from one body in the demonstration alone", () => {
        expect(codes(five.slice(3), 2, 32, 1)).toEqual([]);
    });

    it("have a threshold and keys within their limits", () => {
        expect(codes(five, 6)).toEqual(["threshold_wrong"]);
        expect(codes(five, null)).toEqual(["threshold_wrong"]);
        expect(codes(five, 3, 101)).toEqual(["keys_wrong"]);
        expect(codes([], 3)).toEqual(["no_officers"]);
    });

    it("need certificates, of which those who have none are named", () => {
        expect(ceremonyFaults({ officers: [...five.slice(0, 4), officer("f", "监督", false)], threshold: 3, keys: 1, leastBodies: 3 })).toEqual([{ code: "no_certificate", names: ["f"] }]);
    });

    it("make keys that serve some lots and not others", () => {
        const ceremony = { state: "complete", keys_left: 2, least_bodies: 3 } as Ceremony;
        expect(unfitFor(ceremony, 2, 3)).toBeNull();
        expect(unfitFor(ceremony, 3, 3)).toBe("too_few_keys");
        expect(unfitFor({ ...ceremony, least_bodies: 1 }, 1, 3)).toBe("too_few_bodies");
        expect(unfitFor({ ...ceremony, state: "dealing" }, 1, 3)).toBe("not_complete");
        expect(unfitFor({ ...ceremony, state: "aborted" }, 1, 3)).toBe("aborted");
    });
});
