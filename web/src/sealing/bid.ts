// A bid from plain files to sealed ones: each file is signed and sealed once, in pieces, which gives its digest; then the
// letter that binds these digests. Nothing of it counts before the last piece is kept.
import { utf8 } from "../crypto/bytes";
import type { Certificate } from "../crypto/certificate";
import type { Recipient } from "./agreement";
import { SealingFault } from "./fault";
import { checkLetter, type Letter, letterText, type LetterTerms } from "./letter";
import { piecesOf } from "./pieces";
import { sealSigned } from "./seal";
import type { SealedBid, SealedPart, SealedStore } from "./store";

export interface PlainBid {
    key: string; // in the store
    letter: Letter; // without its files
    terms: LetterTerms;
    files: { part: string; file: File }[]; // one for each part that the terms name, in their order
}

export interface Progress {
    part: string;
    done: number; // bytes of what is sealed
    total: number; // of all parts together
}

const mostLetterBytes = 256 * 1024; // tendering/letter.hpp

async function sealPart(
    store: SealedStore,
    key: string,
    part: { part: string; contents: Blob; name: string },
    to: { recipient: Recipient; certificate: Certificate; signingKey: CryptoKey },
    advance: (bytes: number) => void,
): Promise<SealedPart> {
    async function* watched() {
        for await (const piece of piecesOf(part.contents)) {
            yield piece;
            advance(piece.length);
        }
    }
    let number = 0;
    const signer = { certificate: to.certificate, key: to.signingKey };
    const sealed = await sealSigned(to.recipient, signer, watched(), async (piece) => {
        await store.keepPiece(key, part.part, number++, piece);
    });
    return { part: part.part, name: part.name, ...sealed, upload: null };
}

// Refuses what the letter's check refuses, should the page have let it through.
export async function sealBid(
    store: SealedStore,
    bid: PlainBid,
    to: { recipient: Recipient; certificate: Certificate; signingKey: CryptoKey },
    report: (progress: Progress) => void,
): Promise<SealedBid> {
    await store.drop(bid.key);
    const total = bid.files.reduce((size, { file }) => size + file.size, 0);
    let done = 0;
    const parts: SealedPart[] = [];
    for (const { part, file } of bid.files) {
        const advance = (bytes: number) => report({ part, done: (done += bytes), total });
        parts.push(await sealPart(store, bid.key, { part, contents: file, name: file.name }, to, advance));
    }
    const letter = { ...bid.letter, files: parts.map(({ part, contents }) => ({ part, digest: contents })) };
    const [fault] = checkLetter(letter, bid.terms, letter.bidder);
    if (fault) {
        throw new SealingFault(fault.code, fault.field, fault.values);
    }
    const text = utf8(letterText(letter));
    if (text.length > mostLetterBytes) {
        throw new SealingFault("letter_malformed");
    }
    parts.push(await sealPart(store, bid.key, { part: "letter", contents: new Blob([text]), name: "" }, to, () => undefined));
    const { lot, stage, documents_version } = letter;
    const sealed: SealedBid = {
        key: bid.key,
        lot,
        stage,
        documentsVersion: documents_version,
        certificate: to.certificate.serial,
        letter,
        parts: parts.sort((one, other) => (one.part < other.part ? -1 : 1)),
        sealedAt: new Date().toISOString(),
    };
    await store.keepSealed(sealed);
    return sealed;
}
