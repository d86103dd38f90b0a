// What the API says of money under a blind reference, and what this browser keeps of it.
import type { Maybe } from "../api/types";

export interface SecurityTransfer {
    amount: number; // fen
    received_at: string;
    from_own_account: boolean;
}
export interface SecurityTransfers {
    reference: string;
    payer: string; // the registered name that must pay
    received: number; // fen, from the bidder's own account
    items: SecurityTransfer[];
}

// Of an opened bid: what was found under its reference.
export interface PaidSecurity {
    reference: string;
    amount: number; // fen
}
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
