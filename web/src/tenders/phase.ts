// Where a tender's lot stands, in the words of its readers: finer than the stored state, which time alone moves on.
import { millis } from "../lib/time";
import type { TenderLot, TenderSummary } from "./types";

export type TenderStanding =
    | "signing" // published; not every officer has signed lot.crt yet
    | "open"
    | "suspended"
    | "closing" // the deadline has come; whether an outage touched it is being settled
    | "waiting" // for the parts of gate and officers
    | "reconvened" // adjourned, to go on at a moment that is still to come
    | "opening"
    | "adjourned"
    | "opened"
    | "recorded"
    | "failed"
    | "terminated";

export function standingOf(lot: TenderLot, now: number): TenderStanding {
    switch (lot.state) {
        case "terminated":
        case "failed":
        case "adjourned":
            return lot.state;
        case "opened":
            return lot.record ? "recorded" : "opened";
        case "closed":
            if (lot.timeline.some((entry) => entry.type === "opening_begun")) {
                return "opening";
            }
            return lot.waiting_since && millis(lot.waiting_since) > now ? "reconvened" : "waiting";
        default:
            if (lot.suspended) {
                return "suspended";
            }
            if (now >= millis(lot.times.deadline)) {
                return "closing";
            }
            return lot.holders.every((holder) => holder.cosigned) ? "open" : "signing";
    }
}

// What a list knows of it.
export function summaryStanding(lot: TenderSummary, now: number): TenderStanding {
    switch (lot.state) {
        case "terminated":
        case "failed":
        case "adjourned":
        case "opened":
            return lot.state;
        case "closed":
            return "waiting";
        default:
            return lot.suspended ? "suspended" : now >= millis(lot.deadline) ? "closing" : "open";
    }
}

// Nothing will come of it any more, or all has come.
export function isOver(standing: TenderStanding): boolean {
    return standing === "recorded" || standing === "failed" || standing === "terminated";
}

// The moment that its readers wait for, if there is one.
export function nextMoment(lot: TenderLot, standing: TenderStanding): string | null {
    switch (standing) {
        case "signing":
        case "open":
            return lot.times.deadline;
        case "waiting":
            return lot.adjourned_at ?? null;
        case "reconvened":
            return lot.waiting_since ?? null;
        default:
            return null;
    }
}
