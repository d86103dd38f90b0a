// What this browser trusts: the platform's authority and the log's verifier key, as first seen and remembered here.
// When the server later shows others, the checks go on with the remembered ones and say so.
import { getText, get } from "../api/client";
import type { Site } from "../api/types";
import { certificateFromPem } from "./certificate";
import { parseVerifier } from "./note";
import type { Trust } from "./proof";

export interface Pinned {
    authority: string; // PEM
    verifier: string;
    seenAt: string;
}

const place = "daylight.trust";

export function pinned(): Pinned | null {
    try {
        return JSON.parse(localStorage.getItem(place) ?? "null") as Pinned | null;
    } catch {
        return null;
    }
}

export function pin(authority: string, verifier: string): Pinned {
    const value = { authority, verifier, seenAt: new Date().toISOString() };
    localStorage.setItem(place, JSON.stringify(value));
    return value;
}

export function forget(): void {
    localStorage.removeItem(place);
}

export interface Known {
    pinned: Pinned;
    changed: boolean; // the server shows others than those remembered
}

// Remembers what the server shows when nothing is remembered yet.
export async function known(): Promise<Known> {
    const [authority, site] = await Promise.all([getText("/certificates/ca.pem"), get<Site>("/site")]);
    const before = pinned();
    if (!before) {
        return { pinned: pin(authority, site.log.verifier_key), changed: false };
    }
    const same = before.authority === authority && before.verifier === site.log.verifier_key;
    return { pinned: before, changed: !same };
}

export async function trustIn(authorityPem: string, verifierText: string): Promise<Trust | null> {
    const authority = await certificateFromPem(authorityPem);
    const log = await parseVerifier(verifierText);
    return authority && log ? { authority, log } : null;
}
