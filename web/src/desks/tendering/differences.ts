// What one version of a lot's terms and times changes against another, by the path of each part.
import type { TenderTerms, TenderTimes } from "./types";

export interface Difference {
    path: string; // "estimate", "sections[2].text", "deadline"
    before: string | null; // null: was not there
    after: string | null; // null: is taken away
}

type Leaves = Map<string, string>;

function collect(value: unknown, path: string, into: Leaves): void {
    if (Array.isArray(value)) {
        value.forEach((inner, at) => collect(inner, `${path}[${at}]`, into));
    } else if (typeof value === "object" && value !== null) {
        for (const [key, inner] of Object.entries(value)) {
            collect(inner, path === "" ? key : `${path}.${key}`, into);
        }
    } else if (value !== null && value !== undefined) {
        into.set(path, String(value));
    }
}

export function differences(before: unknown, after: unknown): Difference[] {
    const [old, now]: [Leaves, Leaves] = [new Map(), new Map()];
    collect(before, "", old);
    collect(after, "", now);
    const paths = [...new Set([...old.keys(), ...now.keys()])];
    return paths
        .filter((path) => old.get(path) !== now.get(path))
        .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }));
}

// Whether terms or times differ at all, as the server compares them: value by value.
export function same(a: unknown, b: unknown): boolean {
    return differences(a, b).length === 0;
}

interface Standing {
    terms: TenderTerms;
    times: TenderTimes;
}
export function changesOf(before: Standing, after: Standing): { terms: Difference[]; times: Difference[] } {
    return { terms: differences(before.terms, after.terms), times: differences(before.times, after.times) };
}
