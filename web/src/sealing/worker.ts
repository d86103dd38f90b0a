// The worker in which bids are sealed, so that the page stays as quick as ever. It gets the signing key as a handle that
// signs and cannot be read.
import { certificateFromPem } from "../crypto/certificate";
import { type PlainBid, type Progress, sealBid } from "./bid";
import { SealingFault } from "./fault";
import { readLotKey } from "./lot_key";
import { nameOf } from "./names";
import { type SealedBid, SealedStore } from "./store";

export interface SealingOrder {
    bid: PlainBid;
    lotCertificate: string; // PEM
    authority: string; // likewise, as this browser remembers it
    certificate: string; // the bidder's, likewise
    signingKey: CryptoKey;
}

export type SealingWord =
    | { kind: "progress"; progress: Progress }
    | { kind: "sealed"; bid: SealedBid }
    | { kind: "refused"; code: string; field: string; values: string[] }
    | { kind: "broken"; name: string; message: string };

const say = (word: SealingWord): void => self.postMessage(word);

async function seal({ bid, lotCertificate, authority, certificate, signingKey }: SealingOrder): Promise<void> {
    const [root, own] = [await certificateFromPem(authority), await certificateFromPem(certificate)];
    if (!root || !own) {
        throw new SealingFault("certificate_malformed");
    }
    const lot = await readLotKey(lotCertificate, root);
    const recipient = { point: lot.point, name: nameOf(lot.certificate) };
    const store = await SealedStore.open();
    try {
        const sealed = await sealBid(store, bid, { recipient, certificate: own, signingKey }, (progress) => say({ kind: "progress", progress }));
        say({ kind: "sealed", bid: sealed });
    } finally {
        store.close();
    }
}

self.onmessage = (message: MessageEvent<SealingOrder>): void => {
    seal(message.data).catch((error: unknown) => {
        if (error instanceof SealingFault) {
            say({ kind: "refused", code: error.code, field: error.field, values: error.values });
        } else {
            const { name, message: text } = error instanceof Error ? error : { name: "Error", message: String(error) };
            say({ kind: "broken", name, message: text });
        }
    });
};
