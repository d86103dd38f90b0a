// An officer's file: everything that it keeps of its ceremonies, under its passphrase, as `daylight officer` writes and
// reads it (tools/holder/vault.hpp).
import { fromUtf8, utf8 } from "../crypto/bytes";
import { decryptSecret, encryptSecret, newPasskey, type Passkey } from "../crypto/encrypted_secret";
import { isSamePlan, planOf } from "./ceremony";
import { isDigest, isListOf, isText, isWhole } from "./exact";
import { scalarFromHex } from "./group";
import type { BoundCertificate, KeptCeremony } from "./kept_ceremony";
import { refuse } from "./refusal";

const format = "daylight/holder/1";
type Loose = Record<string, unknown>;

function isObject(value: unknown): value is Loose {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function boundOf(value: unknown): BoundCertificate | null {
    const sound =
        isObject(value) &&
        isWhole(value.number) &&
        isDigest(value.certificate) &&
        (value.released === null || value.released === undefined || isDigest(value.released));
    return sound ? { number: value.number as number, certificate: value.certificate as string, released: (value.released as string | undefined) ?? null } : null;
}
function keptOf(value: unknown): KeptCeremony | null {
    const isNumbers = (list: unknown): list is string[] => isListOf(list, isText) && list.every((hex) => scalarFromHex(hex) >= 0n);
    try {
        if (!isObject(value) || !Array.isArray(value.coefficients) || !Array.isArray(value.bound)) {
            return null;
        }
        const bound = value.bound.map(boundOf);
        const sound =
            isWhole(value.holder) &&
            isText(value.sealing_key) &&
            (value.sealing_key === "" || isNumbers([value.sealing_key])) &&
            isListOf(value.dealt_to, isText) &&
            value.coefficients.every(isNumbers) &&
            isListOf(value.shares, isText) &&
            isNumbers(value.shares.filter((share) => share !== "")) &&
            (value.transcript === null || value.transcript === undefined || isDigest(value.transcript)) &&
            bound.every((one) => one !== null);
        return sound
            ? {
                  plan: planOf(value.plan),
                  holder: value.holder as number,
                  sealing_key: value.sealing_key as string,
                  dealt_to: value.dealt_to as string[],
                  coefficients: value.coefficients as string[][],
                  shares: value.shares as string[],
                  transcript: (value.transcript as string | undefined) ?? null,
                  bound: bound as BoundCertificate[],
              }
            : null;
    } catch {
        return null;
    }
}

export function vaultText(ceremonies: KeptCeremony[]): string {
    return JSON.stringify({ format, ceremonies });
}
// null for what is no officer's file.
export function readVaultText(text: string): KeptCeremony[] | null {
    try {
        const value: unknown = JSON.parse(text);
        if (!isObject(value) || value.format !== format || !Array.isArray(value.ceremonies)) {
            return null;
        }
        const kept = value.ceremonies.map(keptOf);
        return kept.every((one) => one !== null) ? (kept as KeptCeremony[]) : null;
    } catch {
        return null;
    }
}

export interface Vault {
    ceremonies: KeptCeremony[];
    passkey: Passkey;
}
export type Opened = { vault: Vault } | { fault: "malformed" | "wrong_passphrase" | "no_vault" };

export async function newVault(passphrase: string): Promise<Vault> {
    return { ceremonies: [], passkey: await newPasskey(passphrase) };
}
export function sealVault(vault: Vault): Promise<string> {
    return encryptSecret(utf8(vaultText(vault.ceremonies)), vault.passkey);
}
export async function openVault(pem: string, passphrase: string): Promise<Opened> {
    const decrypted = await decryptSecret(pem, passphrase);
    if ("fault" in decrypted) {
        return decrypted;
    }
    const ceremonies = readVaultText(fromUtf8(decrypted.secret) ?? "");
    return ceremonies ? { vault: { ceremonies, passkey: decrypted.passkey } } : { fault: "no_vault" };
}

// --- a file beside what is here already ---

function mergedBound(own: BoundCertificate[], other: BoundCertificate[]): BoundCertificate[] {
    const all = own.map((one) => ({ ...one }));
    for (const one of other) {
        const same = all.find((here) => here.number === one.number);
        if (!same) {
            all.push({ ...one });
        } else if (same.certificate !== one.certificate) {
            refuse("key_bound_to_another");
        } else if (same.released !== null && one.released !== null && same.released !== one.released) {
            refuse("key_used_already");
        } else {
            same.released ??= one.released;
        }
    }
    return all;
}

// What both know of each ceremony; of two states of one that which came further. Refuses what cannot both be true.
export function mergeKept(own: KeptCeremony[], other: KeptCeremony[]): KeptCeremony[] {
    const merged = own.map((one) => {
        const twin = other.find((there) => there.plan.id === one.plan.id);
        if (!twin) {
            return one;
        }
        const atOdds =
            !isSamePlan(one.plan, twin.plan) ||
            one.holder !== twin.holder ||
            (one.transcript !== null && twin.transcript !== null && one.transcript !== twin.transcript);
        if (atOdds) {
            refuse("ceremony_of_another");
        }
        const further = one.transcript === null && (twin.transcript !== null || twin.coefficients.length > one.coefficients.length) ? twin : one;
        return { ...further, bound: mergedBound(one.bound, twin.bound) };
    });
    return [...merged, ...other.filter((one) => !own.some((here) => here.plan.id === one.plan.id))];
}
