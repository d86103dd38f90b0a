// What a bidder or seller signs. The fields are exactly those of server/app/signed_act.hpp; the nonce is the
// Idempotency-Key under which the statement is sent.
import { toInstant } from "../lib/time";
import { sign } from "./jws";

export interface Signer {
    key: CryptoKey;
    serial: string;
}

export interface Frame {
    audience: string; // the log's origin
    lot: string;
    nonce: string;
    wallNow: number; // milliseconds
}

const lifetime = 5 * 60_000;

function framed(frame: Frame, fields: object): object {
    const { audience, lot, nonce, wallNow } = frame;
    return { audience, lot, ...fields, nonce, expires_at: toInstant(wallNow + lifetime) };
}

function statement(type: string, payload: object, signer: Signer): Promise<string> {
    return sign(payload, { alg: "ES256", typ: type, kid: signer.serial }, signer.key);
}

export function signQuote(
    frame: Frame,
    quote: { plate: string; price: number; seenNumber: number },
    signer: Signer,
): Promise<string> {
    const payload = framed(frame, { plate: quote.plate, price: quote.price, seen_number: quote.seenNumber });
    return statement("daylight-quote+jws", payload, signer);
}

export function signAnswer(frame: Frame, answer: { plate: string; goOn: boolean }, signer: Signer): Promise<string> {
    return statement("daylight-answer+jws", framed(frame, { plate: answer.plate, go_on: answer.goOn }), signer);
}

export function signConfirmation(frame: Frame, digest: string, signer: Signer): Promise<string> {
    return statement("daylight-confirmation+jws", framed(frame, { confirmation_digest: digest }), signer);
}

// The host of an opening signs the record as it stands, by the digest of its text (server/app/tendering/openings.hpp).
export function signOpeningRecord(frame: Frame, digest: string, signer: Signer): Promise<string> {
    return statement("daylight-opening-record+jws", framed(frame, { record: digest }), signer);
}

export function signRefusal(frame: Frame, reason: string, signer: Signer): Promise<string> {
    return statement("daylight-refusal+jws", framed(frame, { reason }), signer);
}

// server/app/tendering/submissions.hpp: the digests are of the whole sealed files, by name, in order.
export function signSubmission(
    frame: Frame,
    bid: { stage: string; documentsVersion: number; parts: { part: string; digest: string }[] },
    signer: Signer,
): Promise<string> {
    const parts = bid.parts.map(({ part, digest }) => ({ part, digest }));
    return statement("daylight-submission+jws", framed(frame, { stage: bid.stage, documents_version: bid.documentsVersion, parts }), signer);
}

export function signWithdrawal(frame: Frame, signer: Signer): Promise<string> {
    return statement("daylight-withdrawal+jws", framed(frame, {}), signer);
}
