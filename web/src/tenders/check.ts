// The whole opening checked in the browser, from what is published: the certificate, the closing list in the log, the
// keys, each holder's proof, and each letter out of its envelope by the agreed point. Whether witnesses saw the list in
// time is left to `daylight verify opening`: whose keys to trust for that, a page of the platform cannot say.
import { type Bytes, fromBase64, fromUtf8 } from "../crypto/bytes";
import type { Certificate } from "../crypto/certificate";
import type { Verifier } from "../crypto/note";
import { checkLogProof } from "../crypto/proof";
import type { LogProof } from "../api/types";
import { type ClosedEnvelope, readClosingList } from "../opening/closing_list";
import { weightAtZero } from "../opening/dealing";
import { digestHex, type Point, publicSum, uncompressed } from "../opening/group";
import { type LotKey, readLotKey } from "../opening/lot_key";
import { checkParts } from "../opening/parts";
import { holdersPoint, readTranscript, type Transcript } from "../opening/transcript";
import { readEnvelope } from "../sealing/envelope";
import { openWithAgreed } from "../sealing/to_point";
import { readSigned, type SignedContents } from "./signed";
import { gateHolder, type OpenedBid, type OpeningBundle, type TenderLot } from "./types";

export interface CheckTrust {
    authority: Certificate;
    log: Verifier;
}

export type CheckName = "certificate" | "closing" | "keys" | "parts" | "letter" | "notOpened";

export interface CheckStep {
    name: CheckName;
    about: string; // a holder's number, or a submission
    ok: boolean;
    reason: string; // a code; "" where it holds
}

class Wrong extends Error {
    constructor(readonly code: string) {
        super(code);
    }
}
function need(holds: unknown, code: string): asserts holds {
    if (!holds) {
        throw new Wrong(code);
    }
}
function reasonOf(error: unknown): string {
    const code = (error as { code?: unknown } | null)?.code;
    return typeof code === "string" ? code : error instanceof Error ? error.message : "unknown";
}

// The sum of what these officers hold, each by its weight, and of what the gate holds.
function combined(gates: Point, officers: number[], of: (holder: number) => Point): Point {
    return publicSum([gates, ...officers.map(of)], [1n, ...officers.map((holder) => weightAtZero(officers, holder))]);
}

class Check {
    private readonly points = new Map<number, Point[]>();

    constructor(
        private readonly bundle: OpeningBundle,
        private readonly lot: TenderLot,
        private readonly envelopes: ReadonlyMap<string, Bytes>,
        private readonly trust: CheckTrust,
        private readonly tell: (step: CheckStep) => void,
    ) {}

    private async step<T>(name: CheckName, about: string, act: () => Promise<T>): Promise<T | null> {
        try {
            const value = await act();
            this.tell({ name, about, ok: true, reason: "" });
            return value;
        } catch (error) {
            this.tell({ name, about, ok: false, reason: reasonOf(error) });
            return null;
        }
    }

    private async certificate(): Promise<LotKey> {
        const key = await readLotKey(this.bundle.certificate, this.trust.authority);
        need(key.fingerprint === this.lot.key.certificate, "certificate_of_another");
        need(key.statement.lot === this.lot.id && key.statement.stage === this.lot.method.stage, "certificate_of_another");
        return key;
    }

    // The event that closed the lot stands in the log, and names this list.
    private async closing(): Promise<ReturnType<typeof readClosingList>> {
        const body = fromBase64(this.bundle.event_body);
        need(body && this.bundle.log_proof, "closing_not_logged");
        const digest = digestHex(body);
        const event = JSON.parse(fromUtf8(body) ?? "{}") as { type?: string; stream?: string; data?: { closing_list?: string } };
        need(event.type === "submissions_closed" && event.stream === `tender_lot:${this.lot.id}`, "closing_of_another");
        need(event.data?.closing_list === digestHex(this.bundle.list), "closing_not_logged");
        const steps = await checkLogProof(this.bundle.log_proof as unknown as LogProof, digest, this.trust.log);
        need(steps.length > 0 && steps.every((one) => one.ok), "closing_not_logged");
        const read = readClosingList(this.bundle.list);
        need(read.list.lot === this.lot.id, "closing_of_another");
        return read;
    }

    // The officers' points and the gate's make the key that the certificate has.
    private keys(key: LotKey): Promise<Transcript> {
        const { statement, point } = key;
        need(digestHex(this.bundle.transcript) === statement.transcript, "transcript_is_another");
        const transcript = readTranscript(this.bundle.transcript);
        need(transcript.plan.id === statement.ceremony, "transcript_is_another");
        need(this.bundle.officers.length === transcript.plan.threshold && new Set(this.bundle.officers).size === this.bundle.officers.length, "too_few_officers");
        const pointOf = (holder: number) => holdersPoint(transcript, statement.number, holder);
        need(combined(pointOf(gateHolder), this.bundle.officers, pointOf).equals(point), "keys_differ");
        return Promise.resolve(transcript);
    }

    private async contents(bid: OpenedBid, envelope: ClosedEnvelope, place: number): Promise<SignedContents | null> {
        const bytes = this.envelopes.get(bid.submission);
        need(bytes && digestHex(bytes) === envelope.digest, "envelope_of_another");
        const of = (holder: number): Point => {
            const point = this.points.get(holder)?.[place];
            need(point, "parts_missing");
            return point;
        };
        const agreed = combined(of(gateHolder), this.bundle.officers, of);
        const inner = await openWithAgreed(uncompressed(agreed), readEnvelope(bytes)).catch(() => null);
        return inner && readSigned(inner, this.trust.authority);
    }

    private async letter(bid: OpenedBid, envelope: ClosedEnvelope, place: number): Promise<void> {
        const said = this.bundle.letters.find((one) => one.submission === bid.submission)?.letter;
        need(said && digestHex(said) === bid.letter, "letter_differs");
        const signed = await this.contents(bid, envelope, place);
        need(signed, "envelope_does_not_open");
        need(fromUtf8(signed.contents) === said, "letter_differs");
    }

    // What is said not to open does not: nothing is inside that a certificate of the authority signed for this bidder and lot.
    private async notOpened(bid: OpenedBid, envelope: ClosedEnvelope, place: number): Promise<void> {
        if (bid.verdict === "taken_back") {
            return; // the platform owns up to having lost it
        }
        const signed = await this.contents(bid, envelope, place);
        if (!signed) {
            return;
        }
        const letter = letterOf(fromUtf8(signed.contents) ?? "");
        const sound = letter?.lot === this.lot.id && letter.stage === this.lot.method.stage && letter.bidder === bid.bidder;
        need(!sound || signed.signer.organisation !== bid.bidder_name, "letter_is_sound");
    }

    async run(): Promise<void> {
        const key = await this.step("certificate", "", () => this.certificate());
        const closing = await this.step("closing", "", () => this.closing());
        const transcript = key && (await this.step("keys", "", () => this.keys(key)));
        if (!key || !closing || !transcript) {
            return;
        }
        for (const { holder, parts } of this.bundle.released) {
            const points = await this.step("parts", String(holder), () =>
                Promise.resolve(checkParts(parts, this.bundle.list, holder, holdersPoint(transcript, key.statement.number, holder))),
            );
            if (points) {
                this.points.set(holder, points);
            }
        }
        let place = 0;
        for (const { submission, envelopes } of closing.list.submissions) {
            const at = envelopes.findIndex((one) => one.part === "letter");
            const envelope = envelopes[at];
            const bid = this.bundle.bids.find((one) => one.submission === submission);
            const where = place + at;
            const opened = bid?.verdict === "opened";
            await this.step(opened ? "letter" : "notOpened", submission, async () => {
                need(bid && envelope, "bid_missing");
                await (opened ? this.letter(bid, envelope, where) : this.notOpened(bid, envelope, where));
            });
            place += envelopes.length;
        }
    }
}

function letterOf(text: string): { lot?: unknown; stage?: unknown; bidder?: unknown } | null {
    try {
        return JSON.parse(text) as { lot?: unknown };
    } catch {
        return null;
    }
}

// Tells each step as it is done; gives all of them.
export async function checkOpening(
    bundle: OpeningBundle,
    lot: TenderLot,
    envelopes: ReadonlyMap<string, Bytes>,
    trust: CheckTrust,
    tell: (step: CheckStep) => void = () => undefined,
): Promise<CheckStep[]> {
    const steps: CheckStep[] = [];
    await new Check(bundle, lot, envelopes, trust, (step) => {
        steps.push(step);
        tell(step);
    }).run();
    return steps;
}
