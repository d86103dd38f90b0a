// What was sealed in this browser, kept in IndexedDB until it is sent, a MiB a record, so that neither a reload nor a
// broken line costs anything but the rest; and of what was submitted the letter and the digests, with which the bidder
// checks the opening later. A bid that is being sealed leaves nothing behind that counts before it is whole.
import type { Bytes } from "../crypto/bytes";
import type { Letter } from "./letter";

export interface SealedPart {
    part: string;
    name: string; // of the file; "" of the letter
    contents: string; // SHA-256 of what was sealed
    digest: string; // of the envelope
    size: number; // likewise
    upload: string | null; // under which it is being sent
}

export interface SealedBid {
    key: string;
    lot: string;
    stage: string;
    documentsVersion: number;
    certificate: string; // the bidder's, by its number: who signed inside
    letter: Letter;
    parts: SealedPart[]; // by name, in order
    sealedAt: string;
}

// What of a submitted bid is kept.
export interface SubmittedBid extends Omit<SealedBid, "parts"> {
    parts: Omit<SealedPart, "upload">[];
    submission: string;
    number: number;
    at: string;
    eventDigest: string;
}

const databaseName = "daylight-sealed";

// One a lot and organisation: whoever else uses this browser has their own.
export const bidKey = (organisation: string, lot: string): string => `${organisation}:${lot}`;

function opened(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(databaseName, 1);
        request.onupgradeneeded = () => {
            request.result.createObjectStore("sealed", { keyPath: "key" });
            request.result.createObjectStore("submitted", { keyPath: "key" });
            request.result.createObjectStore("pieces");
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no store"));
    });
}

const pieceKey = (key: string, part: string, number: number): IDBValidKey => [key, part, number];
const allPieces = (key: string): IDBKeyRange => IDBKeyRange.bound([key], [key, []]);

export class SealedStore {
    private constructor(private readonly database: IDBDatabase) {}

    static async open(): Promise<SealedStore> {
        return new SealedStore(await opened());
    }
    close(): void {
        this.database.close();
    }

    private run<T>(mode: IDBTransactionMode, stores: string[], act: (of: (store: string) => IDBObjectStore) => IDBRequest<T>): Promise<T> {
        return new Promise((resolve, reject) => {
            const transaction = this.database.transaction(stores, mode);
            const request = act((store) => transaction.objectStore(store));
            transaction.oncomplete = () => resolve(request.result);
            // A full disk ends the transaction, not the request.
            const failed = () => reject(transaction.error ?? request.error ?? new Error("no store"));
            transaction.onerror = failed;
            transaction.onabort = failed;
        });
    }

    keepPiece(key: string, part: string, number: number, bytes: Bytes): Promise<unknown> {
        return this.run("readwrite", ["pieces"], (of) => of("pieces").put(bytes, pieceKey(key, part, number)));
    }
    async piece(key: string, part: string, number: number): Promise<Bytes | null> {
        return (await this.run<Bytes | undefined>("readonly", ["pieces"], (of) => of("pieces").get(pieceKey(key, part, number)))) ?? null;
    }

    async sealed(key: string): Promise<SealedBid | null> {
        return (await this.run<SealedBid | undefined>("readonly", ["sealed"], (of) => of("sealed").get(key))) ?? null;
    }
    keepSealed(bid: SealedBid): Promise<unknown> {
        return this.run("readwrite", ["sealed"], (of) => of("sealed").put(bid));
    }
    async submitted(key: string): Promise<SubmittedBid | null> {
        return (await this.run<SubmittedBid | undefined>("readonly", ["submitted"], (of) => of("submitted").get(key))) ?? null;
    }
    // In one step: what was sealed is what was submitted, and its pieces are needed no longer.
    keepSubmitted(bid: SubmittedBid): Promise<unknown> {
        return this.run("readwrite", ["sealed", "submitted", "pieces"], (of) => {
            of("pieces").delete(allPieces(bid.key));
            of("sealed").delete(bid.key);
            return of("submitted").put(bid);
        });
    }
    drop(key: string): Promise<unknown> {
        return this.run("readwrite", ["sealed", "pieces"], (of) => {
            of("pieces").delete(allPieces(key));
            return of("sealed").delete(key);
        });
    }
}
