// Whom a lot's files concern: supervisors all of them, its tenderer those of the bids that opened, a bidder its own.
import { getAll } from "../api/client";
import type { Submission } from "../api/types";
import { is, isBidder, session } from "../session";
import type { TenderLot } from "../tenders/types";

export function readsAll(lot: Pick<TenderLot, "tenderer_name">): boolean {
    return is("supervisor") || (is("tenderer_agent") && session.value.organisation?.name === lot.tenderer_name);
}

// By their ids, the submissions whose files this person may open; null for all.
export async function readable(lot: Pick<TenderLot, "id" | "tenderer_name" | "bids">): Promise<Set<string> | null> {
    if (is("supervisor")) {
        return null;
    }
    if (readsAll(lot)) {
        return new Set(lot.bids.filter((one) => one.verdict === "opened").map((one) => one.submission));
    }
    const own = isBidder.value ? await getAll<Submission>("/my/submissions") : [];
    return new Set(own.filter((one) => one.lot === lot.id && one.state === "complete").map((one) => one.id));
}
