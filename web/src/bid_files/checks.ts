// What was found out about a file, against what the closing list, the letter and the platform say of it. "unsure" is what
// this browser cannot tell by itself.
import type { OpenedBid, OpenedFile } from "../tenders/types";
import type { FoundFile, Signer } from "./open_file";

export const checkNames = ["listed", "sealed", "opened", "signature", "certificate", "letter", "platform"] as const;
export type CheckName = (typeof checkNames)[number];

export interface FileCheck {
    name: CheckName;
    state: "held" | "failed" | "unsure";
    reason: string; // a key of the texts
    values: string[];
}

// What is published of one file.
export interface FileFacts {
    submission: string;
    part: string;
    bid: OpenedBid;
    listed: string | null; // SHA-256 of the sealed bytes in the closing list; null where that list is not the lot's
    point: string | null; // the envelope's own, compressed, in the same list
    named: string | null; // SHA-256 of the contents in the letter; null where no letter opened, or it names none
    verdict: OpenedFile | null; // the platform's; null while it has none
    filesWait: boolean;
}

const held = (name: CheckName, reason: string = name, ...values: string[]): FileCheck => ({ name, state: "held", reason, values });
const failed = (name: CheckName, reason: string, ...values: string[]): FileCheck => ({ name, state: "failed", reason, values });
const unsure = (name: CheckName, reason: string, ...values: string[]): FileCheck => ({ name, state: "unsure", reason, values });

function ofSignature(found: FoundFile): FileCheck {
    if (found.contents) {
        return held("signature");
    }
    if (found.fault === unread) {
        return unsure("signature", "unread");
    }
    return isInner(found.fault) ? failed("signature", "signature", found.fault ?? "") : unsure("signature", "notReached");
}
// Of what lies inside, once the envelope is open. Other authorities' certificates may be none that this page reads.
const unread = "certificate_malformed";
function isInner(fault: string | null): boolean {
    return fault !== null && ["signed_malformed", "signed_algorithms", "signature_invalid", unread].includes(fault);
}

function ofCertificate(signer: Signer | null, bid: OpenedBid): FileCheck {
    if (!signer) {
        return unsure("certificate", "notReached");
    }
    const { name, organisation, issuer, serial } = signer;
    if (signer.fault === "wrong_issuer") {
        const carries = signer.values.some((value) => value.endsWith(bid.bidder));
        return unsure("certificate", carries ? "outside" : "outsideNameless", issuer, organisation || name, bid.bidder);
    }
    if (signer.fault) {
        return failed("certificate", "wrongUse", serial);
    }
    if (signer.uscc !== bid.bidder) {
        return failed("certificate", "ofAnother", organisation || name, signer.uscc ?? "", bid.bidder);
    }
    return held("certificate", "certificate", serial, organisation, bid.bidder);
}

function ofLetter(found: FoundFile, named: string | null): FileCheck {
    if (named === null) {
        return unsure("letter", "noLetter");
    }
    if (!found.contents) {
        return unsure("letter", "notReached");
    }
    return found.contents.digest === named ? held("letter") : failed("letter", "letter", named);
}

// Whether the platform, which opened it too, says the same.
function ofPlatform(found: FoundFile, own: FileCheck[], { verdict, filesWait }: FileFacts): FileCheck {
    if (!verdict) {
        return unsure("platform", filesWait ? "waits" : "noVerdict");
    }
    const isBad = own.some((check) => check.state === "failed");
    const isGood = !isBad && found.contents !== null;
    if (found.fault === unread) {
        return unsure("platform", verdict.verdict === "opened" ? "cannotCompare" : "notOpened", verdict.fault);
    }
    if (verdict.verdict === "opened") {
        return isGood && verdict.digest === found.contents?.digest ? held("platform", "agrees") : failed("platform", "saysOpened");
    }
    if (isBad) {
        return held("platform", "agreesNot", verdict.fault);
    }
    const isKnown = own.every((check) => check.state === "held");
    return isKnown ? failed("platform", "saysNotOpened", verdict.fault) : unsure("platform", "notOpened", verdict.fault);
}

export function checksOf(found: FoundFile, facts: FileFacts): FileCheck[] {
    const opens = found.contents !== null || isInner(found.fault);
    const own = [
        facts.listed === null ? failed("listed", "listed") : held("listed", "listed", facts.listed),
        found.sealed === facts.listed ? held("sealed") : failed("sealed", "sealed", found.sealed),
        opens ? held("opened", "opened", found.cipher ?? "") : failed("opened", "opened", found.fault ?? ""),
        ofSignature(found),
        ofCertificate(found.signer, facts.bid),
        ofLetter(found, facts.named),
    ];
    return [...own, ofPlatform(found, own, facts)];
}

// What came out is kept only where it is what was handed in, whole, as somebody signed it; what else is wrong with it is
// for its readers to judge.
export function isWorthKeeping(found: FoundFile, listed: string | null): boolean {
    return found.contents !== null && found.sealed === listed;
}

const kinds: [string, string][] = [
    ["255044462d", "pdf"],
    ["504b0304", "zip"], // also documents of office programs, and OFD
    ["377abcaf271c", "7z"],
    ["526172211a07", "rar"],
    ["89504e470d0a1a0a", "png"],
    ["ffd8ff", "jpg"],
    ["d0cf11e0a1b11ae1", "doc"],
];
// The ending that suits the contents, by how they begin; null where that tells nothing.
export function endingOf(begins: Uint8Array): string | null {
    const hex = Array.from(begins, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return kinds.find(([start]) => hex.startsWith(start))?.[1] ?? null;
}
