// Whom an officer believes: the platform's authority, the log's key, the outside witnesses and how many of them it wants.
// Accepted once, by the officer, beside what it was given on paper; what the platform shows later changes nothing.
import { get, getText } from "../api/client";
import type { Site } from "../api/types";
import { sha256Hex } from "../crypto/bytes";
import { certificateFromPem } from "../crypto/certificate";
import { parseWitness } from "../crypto/cosignature";
import { parseVerifier } from "../crypto/note";
import type { HolderTrust } from "../opening/kept_lot";

export interface Accepted {
    authority: string; // PEM
    log: string; // verifier key
    witnesses: string[]; // verifier keys
    least: number; // how many must have seen the closing list in time
    acceptedAt: string;
}
export type Shown = Omit<Accepted, "acceptedAt">;

const place = (person: string) => `daylight.officer.trust.${person}`;

export function accepted(person: string): Accepted | null {
    try {
        return JSON.parse(localStorage.getItem(place(person)) ?? "null") as Accepted | null;
    } catch {
        return null;
    }
}

export function accept(person: string, shown: Shown): Accepted {
    const value = { ...shown, acceptedAt: new Date().toISOString() };
    localStorage.setItem(place(person), JSON.stringify(value));
    return value;
}

// What the platform shows today: all its witnesses, every one of them wanted.
export async function shownNow(): Promise<Shown> {
    const [authority, site] = await Promise.all([getText("/certificates/ca.pem"), get<Site>("/site")]);
    const witnesses = site.witnesses.map((one) => one.verifier_key);
    return { authority, log: site.log.verifier_key, witnesses, least: witnesses.length };
}

export function isSameTrust(one: Shown, other: Shown): boolean {
    return one.authority === other.authority && one.log === other.log && [...one.witnesses].sort().join() === [...other.witnesses].sort().join();
}

// One key a line; null where a line is none.
export async function witnessLines(text: string): Promise<string[] | null> {
    const lines = [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "" && !line.startsWith("#"));
    const parsed = await Promise.all(lines.map(parseWitness));
    return parsed.every((one) => one !== null) ? lines : null;
}

export async function trustOf(value: Shown): Promise<HolderTrust | null> {
    const [authority, log, witnesses] = await Promise.all([
        certificateFromPem(value.authority),
        parseVerifier(value.log),
        Promise.all(value.witnesses.map(parseWitness)),
    ]);
    const known = witnesses.filter((one) => one !== null);
    return authority && log && known.length === witnesses.length ? { authority, log, witnesses: known, leastWitnesses: Math.max(1, value.least) } : null;
}

export async function authorityFingerprint(pem: string): Promise<string> {
    const certificate = await certificateFromPem(pem);
    return certificate ? sha256Hex(certificate.der) : "";
}
