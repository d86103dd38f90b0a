// Which files there are to open, and what is published of each: out of the closing list, whose digest the lot's events
// have, and out of the letters, whose digests they have too.
import { sha256Hex, utf8 } from "../crypto/bytes";
import { type ClosingList, readClosingList } from "../opening/closing_list";
import { refusalOf } from "../opening/refusal";
import type { OpeningBundle, TenderLot } from "../tenders/types";
import type { FileFacts } from "./checks";

const letterPart = "letter";

function listOf(text: string): ClosingList | null {
    try {
        return readClosingList(text).list;
    } catch (error) {
        if (!refusalOf(error)) {
            throw error;
        }
        return null;
    }
}

function filesNamed(letter: string): Map<string, string> {
    try {
        const { files } = JSON.parse(letter) as { files?: { part: string; digest: string }[] };
        return new Map((files ?? []).map(({ part, digest }) => [part, digest]));
    } catch {
        return new Map();
    }
}

// By bid, in the order of the lot's bids; a part of which the list says nothing is shown as one that the list lacks.
export async function factsOf(lot: TenderLot, closingList: string, bundle: Pick<OpeningBundle, "letters">): Promise<FileFacts[]> {
    const isLots = (await sha256Hex(utf8(closingList))) === lot.closing_list;
    const list = isLots ? listOf(closingList) : null;
    const all: FileFacts[] = [];
    for (const bid of lot.bids) {
        const envelopes = list?.lot === lot.id ? list.submissions.find((one) => one.submission === bid.submission)?.envelopes : undefined;
        const text = bundle.letters.find((one) => one.submission === bid.submission)?.letter;
        const isLogged = typeof text === "string" && (await sha256Hex(utf8(text))) === bid.letter;
        const named = isLogged ? filesNamed(text) : new Map<string, string>();
        const parts = envelopes?.map(({ part }) => part).filter((part) => part !== letterPart) ?? lot.terms.files;
        for (const part of parts) {
            const envelope = envelopes?.find((one) => one.part === part);
            all.push({
                submission: bid.submission,
                part,
                bid,
                listed: envelope?.digest ?? null,
                point: envelope?.point ?? null,
                named: named.get(part) ?? null,
                verdict: lot.files.find((one) => one.submission === bid.submission && one.part === part) ?? null,
                filesWait: lot.files_wait,
            });
        }
    }
    return all;
}
