// The secrets of bid securities, in a database of their own: money may have been paid under each, so nothing here is
// ever deleted, and nothing counts as kept before the disk has it.
import type { KeptSecurity } from "./types";

const databaseName = "daylight-securities";

function opened(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(databaseName, 1);
        request.onupgradeneeded = () => request.result.createObjectStore("securities", { keyPath: ["organisation", "reference"] });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no store"));
    });
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await opened();
    try {
        return await new Promise((resolve, reject) => {
            const transaction = database.transaction("securities", mode, { durability: "strict" });
            const request = act(transaction.objectStore("securities"));
            transaction.oncomplete = () => resolve(request.result);
            const failed = () => reject(transaction.error ?? request.error ?? new Error("no store"));
            transaction.onerror = failed;
            transaction.onabort = failed;
        });
    } finally {
        database.close();
    }
}

// When this is done, it is kept.
export async function keepSecurity(one: KeptSecurity): Promise<void> {
    await run("readwrite", (store) => store.put(one));
    // Asks the browser not to clear it when the disk runs full. It may ask the person in turn, which nothing waits for, and
    // may say no, which is why there is a file to download.
    void navigator.storage?.persist?.().catch(() => false);
}

// An organisation's, newest first.
export async function keptSecurities(organisation: string): Promise<KeptSecurity[]> {
    const range = IDBKeyRange.bound([organisation], [organisation, []]);
    const all = await run<KeptSecurity[]>("readonly", (store) => store.getAll(range));
    return all.sort((one, other) => (one.madeAt < other.madeAt ? 1 : -1));
}
