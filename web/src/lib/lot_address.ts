// Where a lot's page is. An announcement's kind tells it of most; a suspension, say, may be an auction's or a tender's.
import { get, Refused } from "../api/client";
import type { Announcement, Lot } from "../api/types";
import type { TenderLot } from "../tenders/types";

export type Kind = Announcement["kind"];
const ofTenders: ReadonlySet<Kind> = new Set<Kind>(["tender", "tender_change", "opening_record", "tender_failed"]);

export function isOfTender(kind: Kind): boolean {
    return ofTenders.has(kind);
}

export function lotAddress(kind: Kind, lot: string): string {
    return isOfTender(kind) ? `/tenders/${lot}` : `/lots/${lot}`;
}

export interface NamedLot {
    id: string;
    address: string;
    text: string;
}

async function auctionLot(id: string): Promise<NamedLot> {
    const { terms } = await get<Lot>(`/lots/${id}`);
    return { id, address: `/lots/${id}`, text: `${terms.parcel.number} ${terms.parcel.title}` };
}
async function tenderLot(id: string): Promise<NamedLot> {
    const { terms } = await get<TenderLot>(`/tender-lots/${id}`);
    return { id, address: `/tenders/${id}`, text: `${terms.number} ${terms.title}` };
}

export async function namedLot(kind: Kind, id: string): Promise<NamedLot> {
    const [first, second] = isOfTender(kind) ? [tenderLot, auctionLot] : [auctionLot, tenderLot];
    try {
        return await first(id);
    } catch (error) {
        if (error instanceof Refused && error.problem.status === 404) {
            return second(id);
        }
        throw error;
    }
}
