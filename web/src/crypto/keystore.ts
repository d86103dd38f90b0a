// The bidder's keys in this browser (IndexedDB): private keys that cannot be exported, found by the SHA-256 of their
// public key's SPKI, which is what the platform's certificates name as `fingerprint`.
import { sha256Hex } from "./bytes";

export interface StoredKey {
    fingerprint: string;
    privateKey: CryptoKey;
    publicKey: CryptoKey;
    madeAt: string;
}

const databaseName = "daylight-keys";
const storeName = "keys";

function opened(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(databaseName, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "fingerprint" });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no key store"));
    });
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await opened();
    try {
        return await new Promise((resolve, reject) => {
            const transaction = database.transaction(storeName, mode);
            const request = act(transaction.objectStore(storeName));
            transaction.oncomplete = () => resolve(request.result);
            transaction.onerror = () => reject(transaction.error ?? new Error("no key store"));
        });
    } finally {
        database.close();
    }
}

export async function fingerprintOf(publicKey: CryptoKey): Promise<string> {
    return sha256Hex(new Uint8Array(await crypto.subtle.exportKey("spki", publicKey)));
}

const p256 = { name: "ECDSA", namedCurve: "P-256" };

// A new pair whose private key may be exported: for its backup, once, before it is kept.
export function makeKeys(): Promise<CryptoKeyPair> {
    return crypto.subtle.generateKey(p256, true, ["sign", "verify"]);
}

// Keeps the pair; the stored private key can sign and nothing else.
export async function keep(keys: { privateKey: CryptoKey; publicKey: CryptoKey }): Promise<StoredKey> {
    const { privateKey, publicKey } = keys;
    const closed = privateKey.extractable
        ? await crypto.subtle.importKey("pkcs8", await crypto.subtle.exportKey("pkcs8", privateKey), p256, false, ["sign"])
        : privateKey;
    const stored = {
        fingerprint: await fingerprintOf(publicKey),
        privateKey: closed,
        publicKey,
        madeAt: new Date().toISOString(),
    };
    await run("readwrite", (store) => store.put(stored));
    return stored;
}

export async function find(fingerprint: string): Promise<StoredKey | null> {
    return (await run<StoredKey | undefined>("readonly", (store) => store.get(fingerprint))) ?? null;
}

export function all(): Promise<StoredKey[]> {
    return run<StoredKey[]>("readonly", (store) => store.getAll());
}
