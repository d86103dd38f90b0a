// The API's shapes that officers' pages use.
import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Ceremony = Schemas["CeremonyView"];
export type CeremonyState = Ceremony["state"];
export type TenderLot = Schemas["TenderLotView"];
export type TenderSummary = Schemas["PageOfTenderSummary"]["items"][number];
export type ClosingEvidence = Schemas["ClosingEvidence"];
export type Shares = Schemas["PageOfSharesView"]["items"][number];

export const rounds = ["joining", "announcing", "showing", "dealing", "confirming"] as const satisfies CeremonyState[];

export function isRunning(ceremony: Ceremony): boolean {
    return (rounds as readonly string[]).includes(ceremony.state);
}
export function ownHolder(ceremony: Ceremony): number {
    return ceremony.officers.find((one) => one.is_me)?.holder ?? 0;
}
