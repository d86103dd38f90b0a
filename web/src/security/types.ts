// What the API says of money under a blind reference, and what this browser keeps of it.
import type { components } from "../api/schema";
import type { Maybe, TenderLot } from "../api/types";

export type SecurityTransfers = components["schemas"]["SecurityTransfersView"];

// Of an opened bid: what was found under its reference; null where its letter names none.
export type PaidSecurity = NonNullable<TenderLot["bids"][number]["security"]>;
export function paidSecurityOf(bid: { security?: Maybe<PaidSecurity> } | object): PaidSecurity | null {
    return ("security" in bid && bid.security) || null;
}

// Of one organisation, for one lot. The lot's name is known here alone.
export interface KeptSecurity {
    organisation: string;
    bidder: string; // unified social credit code
    lot: string;
    lotNumber: string;
    lotTitle: string;
    amount: number; // fen: what the documents wanted when it was made
    secret: string;
    reference: string;
    madeAt: string;
}
