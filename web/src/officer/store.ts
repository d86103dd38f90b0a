// Where an officer's file lies in this browser (IndexedDB), encrypted, one for each person; and beside it, not secret,
// which shares the officer has a copy of elsewhere.

export interface Stored {
    person: string;
    pem: string; // the encrypted file
    savedAt: string;
    copied: string[]; // transcripts of ceremonies whose shares are in a file that the officer says it kept
}

const databaseName = "daylight-officer";
const storeName = "files";

function opened(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(databaseName, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "person" });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no store"));
    });
}

// Done once it is on the disk, as far as the browser says so.
async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await opened();
    try {
        return await new Promise((resolve, reject) => {
            const transaction = database.transaction(storeName, mode, { durability: "strict" });
            const request = act(transaction.objectStore(storeName));
            transaction.oncomplete = () => resolve(request.result);
            transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("no store"));
        });
    } finally {
        database.close();
    }
}

export async function stored(person: string): Promise<Stored | null> {
    return (await run<Stored | undefined>("readonly", (store) => store.get(person))) ?? null;
}

export async function store(file: Stored): Promise<void> {
    await run("readwrite", (store) => store.put(file));
}

// A browser that is short of space may throw away what it was not asked to keep.
export async function keepForGood(): Promise<void> {
    await navigator.storage?.persist?.().catch(() => false);
}
