// A lot in timed bidding, for the tests.
import type { Lot, Profile, QuoteView } from "../../src/api/types";
import jiangsu from "../../../auction/profiles/jiangsu.json";
import shantou from "../../../auction/profiles/shantou.json";

export const profiles = { jiangsu: jiangsu as unknown as Profile, shantou: shantou as unknown as Profile };
export const lotId = "01JD00000000000000000000T1";

export function quote(number: number, price: number, mine = false): QuoteView {
    const at = `2026-11-24T02:00:${String(number).padStart(2, "0")}.000Z`;
    return { number, price, at, stage: "timed", mine, plate: null, event_digest: String(number).padStart(64, "a") };
}

export function lotOf(change: Partial<Lot> = {}): Lot {
    return {
        id: lotId,
        listing: "01JD00000000000000000000B1",
        seq: 5,
        seller_name: "岱阳市自然资源和规划局",
        phase: "timed",
        suspended: false,
        reason: "",
        terms: {
            parcel: {
                number: "岱地挂2026-18",
                title: "滨河新区18号地块",
                location: "滨河新区",
                region: "320000",
                boundary: { type: "Polygon", coordinates: [[[119, 32], [119.001, 32], [119.001, 32.001], [119, 32]]] },
                area: "53333.60",
                use: "residential",
                term_years: 70,
                planning: { most_plot_ratio: "2.2" },
                start_price: 9_800_000_000,
                step: 100_000_000,
                deposit: 1_960_000_000,
                decision: { number: "1", date: "2026-11-01" },
                attachments: [],
            },
            times: {
                application_from: "2026-11-01T01:00:00Z",
                application_until: "2026-11-22T09:00:00Z",
                deposit_until: "2026-11-22T09:00:00Z",
                listing_start: "2026-11-14T01:00:00Z",
                listing_end: "2026-11-24T01:00:00Z",
                timed_start: "2026-11-24T02:00:00Z",
            },
        },
        area_mu: "80.00",
        profile: profiles.jiangsu,
        published_at: "2026-10-20T01:00:00Z",
        leader: { number: 2, price: 10_000_000_000, at: "2026-11-24T02:00:02Z", mine: false },
        next_price: 10_100_000_000,
        until: "2026-11-24T02:04:02Z",
        next_moment: null,
        result: null,
        deal: null,
        announcements: [],
        obligations: [],
        timeline: [],
        ...change,
    };
}
