// Whether what was opened is what this browser sealed: the closing list names the very envelopes, the published envelope
// of the letter is the one that was sent, and the opened letter is the sealed one to the letter.
import { sha256 } from "@noble/hashes/sha2.js";
import type { Maybe } from "../api/types";
import { type Bytes, sha256Hex, toHex, utf8 } from "../crypto/bytes";
import { letterText } from "../sealing/letter";
import { piecesOf } from "../sealing/pieces";
import type { SubmittedBid } from "../sealing/store";

export type OpenedStep = "listed" | "sealed" | "letter" | "verdict";
export type OpenedReason =
    | "listed"
    | "notListed"
    | "sealed"
    | "notSealed"
    | "letter"
    | "notLetter"
    | "noLetter"
    | "opened"
    | "revoked"
    | "taken_back";

export interface OpenedFinding {
    name: OpenedStep;
    ok: boolean;
    reason: OpenedReason;
    fault: string; // a refusal's code, of what did not open
}

// What is published of the opening.
export interface Published {
    closingList: string; // its text
    closingDigest: Maybe<string>; // as the lot's closing event has it
    bid: Maybe<{ verdict: "opened" | "revoked" | "taken_back"; fault: string }>;
    envelope: Maybe<Bytes>; // of the letter
    letter: Maybe<string>; // its text, where it opened
}

interface ListedEnvelope {
    part: string;
    digest: string;
}

function listedOf(text: string, submission: string): ListedEnvelope[] {
    try {
        const list = JSON.parse(text) as { submissions: { submission: string; envelopes: ListedEnvelope[] }[] };
        return list.submissions.find((one) => one.submission === submission)?.envelopes ?? [];
    } catch {
        return [];
    }
}

// `parts` are those that this browser kept or, where it kept none, those that the platform says are mine.
export async function checkOpened(
    published: Published,
    mine: { submission: string; parts: { part: string; digest: string }[]; kept: SubmittedBid | null },
): Promise<OpenedFinding[]> {
    const listed = listedOf(published.closingList, mine.submission);
    const isListed =
        (await sha256Hex(utf8(published.closingList))) === published.closingDigest &&
        listed.length === mine.parts.length &&
        mine.parts.every(({ part, digest }) => listed.some((one) => one.part === part && one.digest === digest));
    const found: OpenedFinding[] = [{ name: "listed", ok: isListed, reason: isListed ? "listed" : "notListed", fault: "" }];
    const sealed = mine.parts.find(({ part }) => part === "letter")?.digest;
    if (published.envelope) {
        const isSame = (await sha256Hex(published.envelope)) === sealed;
        found.push({ name: "sealed", ok: isSame, reason: isSame ? "sealed" : "notSealed", fault: "" });
    }
    if (mine.kept && published.letter) {
        const isSame = published.letter === letterText(mine.kept.letter);
        found.push({ name: "letter", ok: isSame, reason: isSame ? "letter" : "notLetter", fault: "" });
    } else if (mine.kept) {
        found.push({ name: "letter", ok: false, reason: "noLetter", fault: "" });
    }
    if (published.bid) {
        const { verdict, fault } = published.bid;
        found.push({ name: "verdict", ok: verdict === "opened", reason: verdict, fault });
    }
    return found;
}

// A file's SHA-256, without having it in memory whole.
export async function digestOfFile(file: Blob): Promise<string> {
    const hash = sha256.create();
    for await (const piece of piecesOf(file)) {
        hash.update(piece);
    }
    return toHex(hash.digest());
}
