// The opening record as its text says it (server/app/tendering/openings.cpp); nothing here comes from anywhere else, so
// that what is read is what is signed.
import type { Objection, OpenedBid } from "./types";

export interface RecordedBid extends OpenedBid {
    letter_text: string | null;
}

export interface RecordSaid {
    format: string;
    lot: string;
    number: string;
    title: string;
    tenderer: string;
    deadline: string;
    closing_list: string;
    officers: number[];
    bids: RecordedBid[];
    objections: Objection[];
}

// null when the text is no record of this form.
export function parseRecord(text: string): RecordSaid | null {
    try {
        const said = JSON.parse(text) as RecordSaid;
        return said.format === "daylight/opening-record/1" && Array.isArray(said.bids) && Array.isArray(said.objections) ? said : null;
    } catch {
        return null;
    }
}
