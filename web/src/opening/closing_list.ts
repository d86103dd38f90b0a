// What was complete when the deadline came (crypto/sealing/closing_list.hpp): every sealed envelope by its digest and
// its point, in one text whose digest the log carries. Parts are released for it and for nothing else.
import { type Fields, hasExactly, isDigest, isInstant, isListOf, isText, readExact } from "./exact";
import { type Point, pointFromHex } from "./group";
import { refuse } from "./refusal";

const format = "daylight/closing/1";
const mostText = 2 * 1024 * 1024;
const mostSubmissions = 10_000;
const mostParts = 4;
const mostId = 64;

export interface ClosedEnvelope {
    part: string; // "letter", "files" …
    digest: string; // of the envelope as it was uploaded
    point: string; // R, compressed, in hex
}
export interface ClosedSubmission {
    submission: string; // its id
    envelopes: ClosedEnvelope[];
}
export interface ClosingList {
    format: string;
    lot: string;
    stage: string;
    deadline: string;
    submissions: ClosedSubmission[]; // by id, each once
}

function isInOrder(names: string[]): boolean {
    return names.every((name, at) => at === 0 || (names[at - 1] as string) < name);
}
function isEnvelope(value: unknown): value is ClosedEnvelope & Fields {
    return hasExactly(value, "part", "digest", "point") && isText(value.part) && isDigest(value.digest) && isText(value.point);
}
function isSubmission(value: unknown): value is ClosedSubmission & Fields {
    if (!hasExactly(value, "submission", "envelopes") || !isText(value.submission) || !isListOf(value.envelopes, isEnvelope)) {
        return false;
    }
    const { submission, envelopes } = value;
    return (
        submission !== "" &&
        submission.length <= mostId &&
        envelopes.length > 0 &&
        envelopes.length <= mostParts &&
        isInOrder(envelopes.map((one) => one.part))
    );
}

// Of submissions and parts that are in order, and points that are on the curve; with the points of all envelopes in the
// list's order: what one proof is made about.
export function readClosingList(text: string): { list: ClosingList; points: Point[] } {
    const said = readExact(text, mostText);
    const shaped =
        hasExactly(said, "format", "lot", "stage", "deadline", "submissions") &&
        said.format === format &&
        isText(said.lot) &&
        isText(said.stage) &&
        isInstant(said.deadline) &&
        isListOf(said.submissions, isSubmission) &&
        said.submissions.length <= mostSubmissions &&
        isInOrder(said.submissions.map((one) => one.submission));
    if (!shaped) {
        refuse("closing_list_malformed");
    }
    const list = said as unknown as ClosingList;
    try {
        return { list, points: list.submissions.flatMap((one) => one.envelopes.map((envelope) => pointFromHex(envelope.point))) };
    } catch {
        return refuse("closing_list_malformed", "point");
    }
}
