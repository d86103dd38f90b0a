// A notice on a lot while it is typed, and what it makes. Terms and times that were not touched go back exactly as the
// server has them: reading them from the form again could change a second or a space.
import { type FormFault, type LotForm, lotFormOf, lotOf, timesFormOf } from "./tender_form";
import { same } from "./differences";
import { laterDeadline } from "./legal_times";
import type { TenderLot, TenderNoticeContent, TenderNoticeKind, TenderTimes } from "./types";

export interface NoticeForm {
    kind: TenderNoticeKind;
    statement: string;
    answers: Record<string, string>; // by the question's id
    affects: boolean;
    editsTerms: boolean;
    lot: LotForm;
}

export function noticeFormOf(lot: TenderLot, kind: TenderNoticeKind): NoticeForm {
    return { kind, statement: "", answers: {}, affects: false, editsTerms: false, lot: lotFormOf(lot.terms, lot.times) };
}

// By what a form was begun on: another notice, an outage or a resumption makes another version.
export function versionOf(lot: TenderLot): string {
    const { documents_until, questions_until, deadline } = lot.times;
    return [lot.documents_version, documents_until, questions_until, deadline].join(" ");
}

function timesOf(typed: TenderTimes, form: LotForm, lot: TenderLot): TenderTimes {
    const before = timesFormOf(lot.times);
    const keys = ["documents_until", "questions_until", "deadline"] as const;
    const times = { ...typed };
    for (const key of keys) {
        if (form.times[key] === before[key]) {
            times[key] = lot.times[key];
        }
    }
    return times;
}

export type Read = { content: TenderNoticeContent } | { faults: FormFault[] };

export function noticeOf(form: NoticeForm, lot: TenderLot): Read {
    const { kind } = form;
    const statement = form.statement.trim();
    if (kind !== "change") {
        return { content: { kind, statement, change: null } };
    }
    const read = lotOf(form.editsTerms ? form.lot : { ...lotFormOf(lot.terms, lot.times), times: form.lot.times });
    if ("faults" in read) {
        return read;
    }
    const typed = read.lot;
    const terms = form.editsTerms && !same(typed.terms, lot.terms) ? typed.terms : lot.terms;
    const answers = Object.entries(form.answers)
        .filter(([, answer]) => answer.trim() !== "")
        .map(([question, answer]) => ({ question, text: "", answer: answer.trim() }));
    const affects_bids = form.affects || terms !== lot.terms;
    return { content: { kind, statement, change: { terms, times: timesOf(typed.times, form.lot, lot), answers, affects_bids } } };
}

// The deadline that the law asks for, if what this tells affects the bids and its deadline is too near; null: none.
export function wantedDeadline(content: TenderNoticeContent, lot: TenderLot, now: number): string | null {
    return content.change?.affects_bids ? laterDeadline(lot.method, content.change.times.deadline, now) : null;
}
