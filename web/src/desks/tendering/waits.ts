// What a lot waits for, on whom, and how urgent it is: what a desk shows first.
import type { Light } from "../../api/types";
import { addDays, chinaDate, millis } from "../../lib/time";
import { lastDayForChanges } from "./legal_times";
import type { TenderLot, TenderNotice } from "./types";

export const gateHolder = 65535;

export type WaitKind =
    | "cosign"
    | "questions"
    | "notice_review"
    | "notice_returned"
    | "resumption"
    | "settling"
    | "release"
    | "reconvene"
    | "objections"
    | "record"
    | "failure_announcement";

export interface Wait {
    kind: WaitKind;
    on: "officers" | "tenderer" | "reviewer" | "holders" | "clerk" | "disclosure_officer" | "platform";
    light: Light | null; // null: nothing says by when
    count: number;
    names: string[]; // of the holders that are missing; "" is the gate
    until: string | null; // a date or an instant
}

const day = 86_400_000;

// Red once the moment has passed, yellow when it comes within so many days.
export function lightUntil(until: number, now: number, yellowDays: number): Light {
    return now >= until ? "red" : now >= until - yellowDays * day ? "yellow" : "green";
}
const endOfDay = (date: string) => millis(`${addDays(date, 1)}T00:00:00+08:00`);

export interface LotFacts {
    lot: TenderLot;
    questions: number | null; // null: not for this person to see
    notices: TenderNotice[];
    now: number;
}

const nameOf = (holder: TenderLot["holders"][number]) => `${holder.name} ${holder.body_name}`.trim();

function inPreparation({ lot, questions, notices, now }: LotFacts): Wait[] {
    const waits: Wait[] = [];
    const deadline = millis(lot.times.deadline);
    const missing = lot.holders.filter((one) => one.holder !== gateHolder && !one.cosigned);
    if (!lot.takes_bids && missing.length > 0) {
        waits.push({ kind: "cosign", on: "officers", light: now < deadline ? null : "red", count: missing.length, names: missing.map(nameOf), until: lot.times.deadline });
    }
    if (lot.suspended) {
        waits.push({ kind: "resumption", on: "tenderer", light: null, count: 1, names: [], until: null });
    }
    const lastDay = lastDayForChanges(lot.method, lot.times.deadline);
    if (questions) {
        waits.push({ kind: "questions", on: "tenderer", light: lightUntil(endOfDay(lastDay), now, 3), count: questions, names: [], until: lastDay });
    }
    for (const notice of notices.filter((one) => one.state === "proposed")) {
        const change = notice.content.change;
        const until = change?.affects_bids ? lastDayForChanges(lot.method, change.times.deadline) : chinaDate(deadline);
        waits.push({ kind: "notice_review", on: "reviewer", light: lightUntil(endOfDay(until), now, 3), count: 1, names: [], until });
    }
    if (!lot.suspended && now >= deadline) {
        waits.push({ kind: "settling", on: "platform", light: null, count: 1, names: [], until: null });
    }
    return waits;
}

function inOpening({ lot, now }: LotFacts): Wait[] {
    if (lot.state === "adjourned") {
        return [{ kind: "reconvene", on: "clerk", light: null, count: 1, names: [], until: lot.adjourned_at ?? null }];
    }
    const since = lot.waiting_since ?? lot.closed_at;
    const until = since ? millis(since) + lot.method.patience.minutes * 60_000 : null;
    const officers = lot.holders.filter((one) => one.holder !== gateHolder);
    const released = officers.filter((one) => one.released).length;
    const missing = lot.holders.filter((one) => !one.released);
    const gateMissing = missing.some((one) => one.holder === gateHolder);
    const wanted = Math.max(0, lot.key.threshold - released) + (gateMissing ? 1 : 0);
    if (wanted === 0) {
        return [{ kind: "settling", on: "platform", light: null, count: 1, names: [], until: null }];
    }
    const light = until !== null && now >= until ? "red" : "yellow";
    return [{ kind: "release", on: "holders", light, count: wanted, names: missing.map(nameOf), until: until === null ? null : new Date(until).toISOString() }];
}

function afterOpening({ lot }: LotFacts): Wait[] {
    const waits: Wait[] = [];
    if ("files_wait" in lot && lot.files_wait === true) {
        waits.push({ kind: "settling", on: "platform", light: null, count: 1, names: [], until: null });
    }
    const unanswered = lot.objections.filter((one) => !one.answer).length;
    if (unanswered > 0) {
        waits.push({ kind: "objections", on: "tenderer", light: null, count: unanswered, names: [], until: null });
    }
    if (!lot.record) {
        waits.push({ kind: "record", on: "tenderer", light: null, count: 1, names: [], until: null });
    }
    return waits;
}

const urgency = { red: 0, yellow: 1, none: 2, green: 3 };

export function waitsOf(facts: LotFacts): Wait[] {
    const { lot, notices } = facts;
    const returned = lastReturned(notices);
    const waits: Wait[] = returned && lot.state === "open" ? [{ kind: "notice_returned", on: "tenderer", light: null, count: 1, names: [], until: null }] : [];
    if (lot.state === "open") {
        waits.push(...inPreparation(facts));
    } else if (lot.state === "closed" || lot.state === "adjourned") {
        waits.push(...inOpening(facts));
    } else if (lot.state === "opened") {
        waits.push(...afterOpening(facts));
    } else if (lot.state === "failed" && !lot.announcements.some((one) => one.kind === "tender_failed")) {
        waits.push({ kind: "failure_announcement", on: "disclosure_officer", light: null, count: 1, names: [], until: null });
    }
    return waits.sort((a, b) => urgency[a.light ?? "none"] - urgency[b.light ?? "none"]);
}

// A notice that was returned and not followed by another of its lot; a returned one itself never changes again.
export function unansweredReturns(notices: TenderNotice[]): TenderNotice[] {
    return notices.filter(
        (one) => one.state === "returned" && !notices.some((other) => other.lot === one.lot && other.proposed_at > one.proposed_at),
    );
}
export function lastReturned(notices: TenderNotice[]): TenderNotice | null {
    return unansweredReturns(notices)[0] ?? null;
}
