// A tender's lot as the API tells of it.
import type { components } from "../api/schema";

type Schemas = components["schemas"];

// A bid's file, opened after all letters and held against the digest that its letter names.
export interface OpenedFile {
    submission: string;
    part: string;
    verdict: "opened" | "revoked" | "taken_back";
    fault: string;
    digest?: string | null;
    size: number;
}

// A server from before has no files of opened bids.
export type TenderLot = Schemas["TenderLotView"] & { files?: OpenedFile[]; files_wait?: boolean };
export type TenderSummary = Schemas["PageOfTenderSummary"]["items"][number];
export type TenderPhase = TenderLot["state"];
export type TenderTerms = TenderLot["terms"];
export type LetterField = TenderTerms["fields"][number];
export type Holder = TenderLot["holders"][number];
export type OpenedBid = TenderLot["bids"][number];
export type Objection = TenderLot["objections"][number];
export type TenderEntry = TenderLot["timeline"][number];
export type OpeningBundle = Schemas["OpeningBundle"];
export type OpeningRecord = Schemas["RecordView"];

// The gate's number among the holders of a key.
export const gateHolder = 65535;
