// The API's JSON by the names that the pages use; schema.ts has the shapes, made from the server's OpenAPI document.
// Money is whole fen, a time is RFC 3339 text, a date "2026-11-24", an area text such as "12345.67" (square metres), an
// id 26 letters and digits, a digest 64 lower-case hex digits. What may be missing is null.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Maybe<T> = T | null | undefined;
export interface PageOf<Item> {
    items: Item[];
    next_cursor?: Maybe<string>;
}

export type Problem = Schemas["Problem"];
export type Site = Schemas["SiteView"];
export type LogProof = Schemas["LogProof"];
export type ProofBundle = Schemas["ProofBundle"];

// The heartbeat of the live feeds.
export interface TimeMessage {
    procedure_now: string;
    wall_now: string;
    rate: number;
    slow_from?: string;
    slow_rate?: number;
    last_pulse?: string; // when the server last committed one: the feed may live while nothing can be decided
}

// --- the registry ---

export type Session = Schemas["SessionView"];
export type Role = Session["roles"][number];
export type Proof = Schemas["Proof"];
export type ProofKind = Session["step_up"][number];
export type Security = Schemas["SecurityView"];
export type Factor = Security["factors"][number];
export type TotpSecret = Schemas["TotpSecret"];
export type PasskeyOrder = Schemas["PasskeyOrder"];
export type PasskeyRequest = Schemas["PasskeyRequest"];
export type OwnSession = Schemas["PageOfOwnSession"]["items"][number];
export type Agreement = Schemas["Agreement"];
export type Registration = Schemas["Registration"];
export type RegistrationView = Schemas["RegistrationView"];
export type Person = Schemas["PersonView"];
export type Organisation = Schemas["OrganisationView"];
export type CertificateView = Schemas["CertificateView"];
export type Message = Schemas["PageOfMessageView"]["items"][number];
export type TokenView = Schemas["TokenView"];
export type MadeToken = Schemas["MadeToken"];
export type ScopeView = Schemas["PageOfScopeView"]["items"][number];
export type Scope = ScopeView["scope"];
export type Upload = Schemas["UploadView"];

// --- land ---

export type Parcel = Schemas["ParcelView"];
export type ParcelTerms = Parcel["terms"];
export type LandUse = ParcelTerms["use"];
export type Attachment = ParcelTerms["attachments"][number];
export type ListingDraft = Schemas["ListingDraft"];
export type Listing = Schemas["ListingView"];
export type Finding = Listing["findings"][number];
export type Profile = Schemas["ProfileList"]["items"][number];
export type NoticeContent = Schemas["NoticeContent"];
export type NoticeKind = NoticeContent["kind"];
export type Notice = Schemas["NoticeView"];

// --- lots ---

export type Lot = Schemas["LotView"];
export type LotTimes = Lot["terms"]["times"];
export type LotSummary = Schemas["PageOfLotSummary"]["items"][number];
export type ShownPhase = Lot["phase"];
export type QuoteView = Schemas["PageOfQuoteView"]["items"][number];

// The feed's message about a lot, which OpenAPI does not describe (server/app/lots.hpp).
export type LiveQuote = Pick<QuoteView, "number" | "price" | "at" | "stage" | "event_digest">;
export interface LiveLot extends Pick<Lot, "id" | "seq" | "phase" | "suspended" | "next_price" | "until" | "next_moment"> {
    closed_at?: Maybe<string>;
    quotes: LiveQuote[];
    outages: LotOutage[];
}
export type LotOutage = NonNullable<Lot["timeline"][number]["outage"]>;
export type Status = Schemas["StatusView"];
// The feed's message about an outage that was found, by the wall clock.
export type FoundOutage = Status["outages"][number];

// --- a bidder's acts ---

export type Application = Schemas["ApplicationView"];
export type QuoteAnswer = Schemas["QuoteAnswer"];
export type ActAnswer = Schemas["ActAnswer"];
export type Confirmation = Schemas["ConfirmationView"];
export type ReceiptView = Schemas["PageOfReceiptView"]["items"][number];

// --- finance ---

export type BankLineInput = Schemas["BankLineInput"];
export type BankLine = Schemas["BankLineView"];
export type Refund = Schemas["RefundView"];

// --- disclosure ---

export type Alarm = Schemas["AlarmList"]["items"][number];
export type Announcement = Schemas["AnnouncementView"];
export type Obligation = Schemas["PageOfObligationView"]["items"][number];
export type Light = Obligation["light"];
export type DocumentView = Schemas["DocumentView"];
export type AnnouncementContent = DocumentView["content"];

// --- sealed bids ---

export type TenderLot = Schemas["TenderLotView"];
export type SealedUpload = Schemas["SealedUploadView"];
export type Submission = Schemas["SubmissionView"];
export type SubmissionAnswer = Schemas["SubmissionAnswer"];
export type Trial = Schemas["TrialAnswer"];
export type TenderQuestion = Schemas["TenderQuestionView"];
export type OpeningBundle = Schemas["OpeningBundle"];
