// A parcel's terms while they are typed: all texts, and what they make.
import type { Attachment, LandUse, ParcelTerms } from "../api/types";
import { parseArea } from "../lib/area";
import { geometryIn } from "../lib/geometry";
import { parseYuan, shortYuan } from "../lib/money";

export interface TermsDraft {
    number: string;
    title: string;
    location: string;
    region: string;
    boundary: string;
    area: string;
    use: LandUse;
    term_years: string;
    least_plot_ratio: string;
    most_plot_ratio: string;
    most_building_density: string;
    least_green_ratio: string;
    most_height: string;
    other: string;
    start_price: string;
    step: string;
    deposit: string;
    decision_number: string;
    decision_date: string;
    attachments: Attachment[];
}

export const emptyTerms: TermsDraft = {
    number: "",
    title: "",
    location: "",
    region: "",
    boundary: "",
    area: "",
    use: "residential",
    term_years: "70",
    least_plot_ratio: "",
    most_plot_ratio: "",
    most_building_density: "",
    least_green_ratio: "",
    most_height: "",
    other: "",
    start_price: "",
    step: "",
    deposit: "",
    decision_number: "",
    decision_date: "",
    attachments: [],
};

export function draftOf(terms: ParcelTerms): TermsDraft {
    const { planning } = terms;
    return {
        number: terms.number,
        title: terms.title,
        location: terms.location,
        region: terms.region,
        boundary: JSON.stringify(terms.boundary),
        area: terms.area,
        use: terms.use,
        term_years: String(terms.term_years),
        least_plot_ratio: planning.least_plot_ratio ?? "",
        most_plot_ratio: planning.most_plot_ratio,
        most_building_density: planning.most_building_density ?? "",
        least_green_ratio: planning.least_green_ratio ?? "",
        most_height: planning.most_height ?? "",
        other: planning.other ?? "",
        start_price: shortYuan(terms.start_price),
        step: shortYuan(terms.step),
        deposit: shortYuan(terms.deposit),
        decision_number: terms.decision.number,
        decision_date: terms.decision.date,
        attachments: [...terms.attachments],
    };
}

export type FaultKind = "amount" | "area" | "boundary" | "number" | "date";
export interface TermsFault {
    field: string;
    kind: FaultKind;
}

// The terms, or what cannot be read as such; everything else is judged by the server.
export function termsOf(draft: TermsDraft): { terms: ParcelTerms } | { faults: TermsFault[] } {
    const faults: TermsFault[] = [];
    const read = <T>(value: T | null, field: string, kind: FaultKind, instead: T): T => {
        if (value === null) {
            faults.push({ field: `terms.${field}`, kind });
            return instead;
        }
        return value;
    };
    const text = (value: string) => value.trim() || null;
    const years = /^\d{1,3}$/.test(draft.term_years.trim()) ? Number(draft.term_years) : null;
    const terms: ParcelTerms = {
        number: draft.number.trim(),
        title: draft.title.trim(),
        location: draft.location.trim(),
        region: draft.region.trim(),
        boundary: { ...read(geometryIn(draft.boundary), "boundary", "boundary", { type: "Polygon", coordinates: [] }) },
        area: read(parseArea(draft.area), "area", "area", ""),
        use: draft.use,
        term_years: read(years, "term_years", "number", 0),
        planning: {
            least_plot_ratio: text(draft.least_plot_ratio),
            most_plot_ratio: draft.most_plot_ratio.trim(),
            most_building_density: text(draft.most_building_density),
            least_green_ratio: text(draft.least_green_ratio),
            most_height: text(draft.most_height),
            other: text(draft.other),
        },
        start_price: read(parseYuan(draft.start_price), "start_price", "amount", 0),
        step: read(parseYuan(draft.step), "step", "amount", 0),
        deposit: read(parseYuan(draft.deposit), "deposit", "amount", 0),
        decision: {
            number: draft.decision_number.trim(),
            date: read(draft.decision_date || null, "decision.date", "date", ""),
        },
        attachments: draft.attachments,
        reserve_price: null,
        price_cap: null,
        joint_bidding: null,
    };
    return faults.length > 0 ? { faults } : { terms };
}
