// The API's JSON about tenders by the names that these desks use.
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

export type Tender = Schemas["TenderView"];
export type TenderDraft = Schemas["TenderDraft"];
export type DraftedLot = TenderDraft["lots"][number];
export type TenderTerms = DraftedLot["terms"];
export type TenderTimes = DraftedLot["times"];
export type LetterField = TenderTerms["fields"][number];
export type DocumentSection = TenderTerms["sections"][number];
export type TenderMethod = Schemas["MethodList"]["items"][number];
export type TenderNotice = Schemas["TenderNoticeView"];
export type TenderNoticeContent = Schemas["TenderNoticeContent"];
export type TenderNoticeKind = TenderNoticeContent["kind"];
export type TenderLot = Schemas["TenderLotView"];
export type TenderLotSummary = Schemas["PageOfTenderSummary"]["items"][number];
export type TenderQuestion = Schemas["PageOfTenderQuestionView"]["items"][number];
export type Ceremony = Schemas["CeremonyView"];
// Somebody who may hold a part of opening keys; `body` is empty for the center's own people.
export type OpeningOfficer = Schemas["PageOfOpeningOfficerView"]["items"][number];
