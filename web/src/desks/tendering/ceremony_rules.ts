// What the server asks of a ceremony's officers (tendering/ceremony.cpp), told while they are chosen. It judges again.
import type { Ceremony, OpeningOfficer } from "./types";

export const mostOfficers = 50;
export const mostKeys = 100;
export const usual = { officers: 5, threshold: 3, keys: 32 };

export interface CeremonyPlan {
    officers: OpeningOfficer[];
    threshold: number | null; // null: what was typed is no number
    keys: number | null;
    leastBodies: number;
}
export type CeremonyFault =
    | { code: "no_officers" }
    | { code: "too_many_officers"; most: number }
    | { code: "threshold_wrong"; most: number }
    | { code: "keys_wrong"; most: number }
    | { code: "too_few_bodies"; least: number; now: number }
    | { code: "body_too_strong"; body: string; officers: number; threshold: number }
    | { code: "no_certificate"; names: string[] };

export interface Body {
    id: string;
    name: string;
    officers: OpeningOfficer[];
}
export function bodiesOf(officers: OpeningOfficer[]): Body[] {
    const bodies = new Map<string, Body>();
    for (const officer of officers) {
        const body = bodies.get(officer.body) ?? { id: officer.body, name: officer.body_name, officers: [] };
        body.officers.push(officer);
        bodies.set(officer.body, body);
    }
    return [...bodies.values()];
}

const within = (value: number | null, most: number) => value !== null && Number.isInteger(value) && value >= 1 && value <= most;

export function ceremonyFaults({ officers, threshold, keys, leastBodies }: CeremonyPlan): CeremonyFault[] {
    if (officers.length === 0) {
        return [{ code: "no_officers" }];
    }
    const faults: CeremonyFault[] = [];
    if (officers.length > mostOfficers) {
        faults.push({ code: "too_many_officers", most: mostOfficers });
    }
    if (!within(threshold, officers.length)) {
        faults.push({ code: "threshold_wrong", most: officers.length });
    }
    if (!within(keys, mostKeys)) {
        faults.push({ code: "keys_wrong", most: mostKeys });
    }
    const bodies = bodiesOf(officers);
    if (bodies.length < leastBodies) {
        faults.push({ code: "too_few_bodies", least: leastBodies, now: bodies.length });
    }
    const strong = leastBodies > 1 && threshold !== null ? bodies.filter((body) => body.officers.length >= threshold) : [];
    faults.push(...strong.map((body) => ({ code: "body_too_strong" as const, body: body.name, officers: body.officers.length, threshold: threshold ?? 0 })));
    const without = officers.filter((one) => !one.has_certificate).map((one) => one.name);
    if (without.length > 0) {
        faults.push({ code: "no_certificate", names: without });
    }
    return faults;
}

// An officer without a certificate can get one before its turn; everything else the server refuses.
export const isOnlyAWarning = (fault: CeremonyFault) => fault.code === "no_certificate";

// Why a ceremony's keys cannot serve these lots; null when they can.
export type Unfit = "not_complete" | "aborted" | "too_few_keys" | "too_few_bodies";
export function unfitFor(ceremony: Ceremony, lots: number, leastBodies: number): Unfit | null {
    if (ceremony.state !== "complete") {
        return ceremony.state === "aborted" ? "aborted" : "not_complete";
    }
    if (ceremony.keys_left < lots) {
        return "too_few_keys";
    }
    return ceremony.least_bodies < leastBodies ? "too_few_bodies" : null;
}
