// What the method's rules make of a day: the earliest lawful dates, and times proposed from them. Days are calendar
// days in China whose first is not counted (Civil Code, article 201).
import { addDays, atChinaTime, chinaClock, chinaDate, millis } from "../../lib/time";
import type { TenderMethod, TenderTimes } from "./types";

// Room for the review between the draft and its publication, from which the law counts.
export const reviewDays = 3;

export interface LegalDates {
    documents_until: string; // not earlier
    questions_until: string; // not later, that objections come in time
    deadline: string; // not earlier
}

// Were the notice published on `published`, and its deadline on `deadline`.
export function legalDates(method: TenderMethod, published: string, deadline: string | null): LegalDates {
    const { documents_available, issue_to_deadline, objection_before_deadline } = method.rules;
    const earliest = addDays(published, issue_to_deadline.value);
    return {
        documents_until: addDays(published, documents_available.value),
        questions_until: addDays(deadline ?? earliest, -objection_before_deadline.value),
        deadline: earliest,
    };
}

export function proposedTimes(method: TenderMethod, today: string): TenderTimes {
    const published = addDays(today, reviewDays);
    const dates = legalDates(method, published, null);
    return {
        // Never fewer days than the law wants, and as long as questions are taken.
        documents_until: atChinaTime(dates.documents_until > dates.questions_until ? dates.documents_until : dates.questions_until, "17:00:00"),
        questions_until: atChinaTime(dates.questions_until, "17:00:00"),
        deadline: atChinaTime(dates.deadline, "09:30:00"),
    };
}

// --- changes to what bidders prepare ---

// The earliest day on which the deadline may lie, if what affects bids is told at `now`.
export function earliestDeadline(method: TenderMethod, now: number): string {
    return addDays(chinaDate(now), method.rules.change_before_deadline.value);
}

// The last day on which bidders can be told of it without a later deadline.
export function lastDayForChanges(method: TenderMethod, deadline: string): string {
    return addDays(chinaDate(millis(deadline)), -method.rules.change_before_deadline.value);
}

// The moment to propose instead: the same hour on the earliest lawful day; null when the deadline is late enough.
export function laterDeadline(method: TenderMethod, deadline: string, now: number): string | null {
    const ms = millis(deadline);
    const date = earliestDeadline(method, now);
    if (chinaDate(ms) >= date) {
        return null;
    }
    return atChinaTime(date, chinaClock(ms));
}
