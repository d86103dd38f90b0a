// A tender's lot as the API tells of it.
import type { components } from "../api/schema";
import type { TenderLot } from "../api/types";

type Schemas = components["schemas"];

export type { TenderLot } from "../api/types";
export type TenderSummary = Schemas["PageOfTenderSummary"]["items"][number];
export type TenderTerms = TenderLot["terms"];
export type LetterField = TenderTerms["fields"][number];
export type Holder = TenderLot["holders"][number];
export type OpenedBid = TenderLot["bids"][number];
export type Objection = TenderLot["objections"][number];
export type OpenedFile = TenderLot["files"][number];
export type TenderEntry = TenderLot["timeline"][number];
export type OpeningBundle = Schemas["OpeningBundle"];
export type OpeningRecord = Schemas["RecordView"];

// The gate's number among the holders of a key.
export const gateHolder = 65535;
