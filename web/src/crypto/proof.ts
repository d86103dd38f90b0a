// Checks a proof bundle (crypto/proof_bundle.hpp) wholly here, step by step as "daylight verify" does. Each step says
// whether it held and why; a step that needs a failed one is not reached.
//
// A time stamp is not checked here: what stands in the bundle is told as its word.
import type { LogProof, ProofBundle } from "../api/types";
import { type Bytes, fromBase64, fromHex, fromUtf8, sha256Hex } from "./bytes";
import { type Certificate, certificateFromPem, documentSigning, faultOf } from "./certificate";
import { parse, type Unverified, verify } from "./jws";
import { isIncluded, leafHash } from "./merkle";
import { type Checkpoint, openCheckpoint, type Verifier } from "./note";

export type StepName = "receipt" | "signature" | "certificate" | "event_body" | "checkpoint" | "inclusion";

export type StepReason =
    | "receipt_ok"
    | "receipt_malformed"
    | "certificate_malformed"
    | "certificate_not_named"
    | "signature_ok"
    | "signature_invalid"
    | "certificate_ok"
    | "certificate_wrong_issuer"
    | "certificate_not_yet_valid"
    | "certificate_expired"
    | "certificate_wrong_use"
    | "event_ok"
    | "event_digest_differs"
    | "event_says_otherwise"
    | "checkpoint_ok"
    | "checkpoint_missing"
    | "checkpoint_invalid"
    | "checkpoint_size_differs"
    | "inclusion_ok"
    | "inclusion_of_another"
    | "inclusion_invalid"
    | "not_reached";

export interface Step {
    name: StepName;
    ok: boolean;
    reason: StepReason;
    values: string[];
}

export interface Receipt {
    format: string;
    kind: string;
    stream: string;
    seq: number;
    digest: string;
    previous_digest: string | null;
    at: string;
    subject: Record<string, unknown>;
    // By the wall clock, where the event's time is not that clock's (a demonstration's).
    signed_at?: string | null;
}

export interface Trust {
    authority: Certificate;
    log: Verifier;
}

const mostBundle = 256 * 1024;
const mostHashes = 64;

// The one before had no time stamps.
const formats: unknown[] = ["daylight/proof/1", "daylight/proof/2"];

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLogProof(value: unknown): value is LogProof {
    return (
        isObject(value) &&
        typeof value.event_digest === "string" &&
        typeof value.leaf_index === "number" &&
        typeof value.tree_size === "number" &&
        typeof value.checkpoint === "string" &&
        Array.isArray(value.hashes) &&
        value.hashes.every((hash) => typeof hash === "string")
    );
}

function isStamp(value: unknown): boolean {
    return isObject(value) && isLogProof(value.log_proof) && typeof value.response === "string" && typeof value.at === "string" && !Number.isNaN(Date.parse(value.at));
}

// null when the text is no proof bundle.
export function parseBundle(text: string): ProofBundle | null {
    if (text.length > mostBundle) {
        return null;
    }
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return null;
    }
    const shaped =
        isObject(value) &&
        formats.includes(value.format) &&
        typeof value.receipt === "string" &&
        typeof value.certificate === "string" &&
        (value.event_body === null || value.event_body === undefined || typeof value.event_body === "string") &&
        (value.log_proof === null || value.log_proof === undefined || isLogProof(value.log_proof)) &&
        (value.time_stamp === null || value.time_stamp === undefined || isStamp(value.time_stamp));
    return shaped ? (value as unknown as ProofBundle) : null;
}

// The receipt in a signed payload; null when it is not whole: only a stream's first event has none before it.
export function readReceipt(payload: Bytes): Receipt | null {
    try {
        const value: unknown = JSON.parse(fromUtf8(payload) ?? "");
        if (!isObject(value)) {
            return null;
        }
        const previous = value.previous_digest ?? null;
        const isInstant = (text: unknown) => typeof text === "string" && !Number.isNaN(Date.parse(text));
        const isDigest = (text: unknown) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
        const whole =
            value.format === "daylight/receipt/1" &&
            typeof value.kind === "string" &&
            value.kind !== "" &&
            typeof value.stream === "string" &&
            value.stream !== "" &&
            Number.isSafeInteger(value.seq) &&
            (value.seq as number) >= 1 &&
            isDigest(value.digest) &&
            (previous === null || isDigest(previous)) &&
            (previous !== null) === ((value.seq as number) > 1) &&
            isInstant(value.at) &&
            (value.signed_at === null || value.signed_at === undefined || isInstant(value.signed_at)) &&
            isObject(value.subject);
        return whole ? ({ ...value, previous_digest: previous } as Receipt) : null;
    } catch {
        return null;
    }
}

function held(name: StepName, reason: StepReason, ...values: string[]): Step {
    return { name, ok: true, reason, values };
}
function failed(name: StepName, reason: StepReason, ...values: string[]): Step {
    return { name, ok: false, reason, values };
}

function saysTheSame(body: Bytes, receipt: Receipt): boolean {
    try {
        const event: unknown = JSON.parse(fromUtf8(body) ?? "");
        return (
            isObject(event) &&
            event.stream === receipt.stream &&
            event.seq === receipt.seq &&
            event.at === receipt.at &&
            event.previous === receipt.previous_digest
        );
    } catch {
        return false;
    }
}

// Whether the event stands where the proof says, under a checkpoint that was opened.
async function stands(proof: LogProof, checkpoint: Checkpoint): Promise<boolean> {
    const digest = fromHex(proof.event_digest);
    const hashes = proof.hashes.map(fromBase64);
    const sound = hashes.length <= mostHashes && hashes.every((hash) => hash?.length === 32);
    if (digest?.length !== 32 || !sound) {
        return false;
    }
    return isIncluded(await leafHash(digest), proof.leaf_index, checkpoint.size, hashes as Bytes[], checkpoint.root);
}

async function checkpointStep(proof: LogProof, log: Verifier): Promise<[Step, Checkpoint | null]> {
    const checkpoint = await openCheckpoint(proof.checkpoint, log);
    if (!checkpoint) {
        return [failed("checkpoint", "checkpoint_invalid", log.name), null];
    }
    if (checkpoint.size !== proof.tree_size) {
        return [failed("checkpoint", "checkpoint_size_differs"), null];
    }
    return [held("checkpoint", "checkpoint_ok", checkpoint.origin, String(checkpoint.size)), checkpoint];
}

async function inclusionStep(proof: LogProof, checkpoint: Checkpoint, digest: string): Promise<Step> {
    if (proof.event_digest !== digest) {
        return failed("inclusion", "inclusion_of_another");
    }
    return (await stands(proof, checkpoint))
        ? held("inclusion", "inclusion_ok", String(proof.leaf_index))
        : failed("inclusion", "inclusion_invalid");
}

// Checkpoint and inclusion alone: that this event stands in the public log.
export async function checkLogProof(proof: LogProof, digest: string, log: Verifier): Promise<Step[]> {
    const [step, checkpoint] = await checkpointStep(proof, log);
    return [step, checkpoint ? await inclusionStep(proof, checkpoint, digest) : failed("inclusion", "not_reached")];
}

async function formStep(bundle: ProofBundle): Promise<[Step, Unverified | null, Certificate | null]> {
    const statement = parse(bundle.receipt);
    if (!statement) {
        return [failed("receipt", "receipt_malformed"), null, null];
    }
    const certificate = await certificateFromPem(bundle.certificate);
    if (!certificate) {
        return [failed("receipt", "certificate_malformed"), null, null];
    }
    if (statement.header.kid !== certificate.serial) {
        return [failed("receipt", "certificate_not_named"), null, null];
    }
    return [held("receipt", "receipt_ok", certificate.serial), statement, certificate];
}

async function signatureStep(statement: Unverified, certificate: Certificate): Promise<[Step, Receipt | null]> {
    if (!(await verify(statement, certificate.key, "daylight-receipt+jws"))) {
        return [failed("signature", "signature_invalid"), null];
    }
    const receipt = readReceipt(statement.payload);
    if (!receipt) {
        return [failed("signature", "receipt_malformed"), null];
    }
    return [held("signature", "signature_ok", `${receipt.stream} #${receipt.seq}`, receipt.at), receipt];
}

async function eventStep(bodyText: string, receipt: Receipt): Promise<Step> {
    const body = fromBase64(bodyText);
    if (!body || (await sha256Hex(body)) !== receipt.digest) {
        return failed("event_body", "event_digest_differs");
    }
    return saysTheSame(body, receipt) ? held("event_body", "event_ok") : failed("event_body", "event_says_otherwise");
}

export interface Verdict {
    steps: Step[];
    receipt: Receipt | null; // only when its signature and its signer's certificate held
    event: Record<string, unknown> | null; // only when its step held
    stampedAt: string | null; // as the bundle says, unchecked
    ok: boolean;
}

export async function checkBundle(bundle: ProofBundle, trust: Trust): Promise<Verdict> {
    const steps: Step[] = [];
    let receipt: Receipt | null = null;
    const [form, statement, certificate] = await formStep(bundle);
    steps.push(form);
    if (statement && certificate) {
        const [signature, signed] = await signatureStep(statement, certificate);
        steps.push(signature);
        const fault = signed && (await faultOf(certificate, trust.authority, Date.parse(signed.signed_at ?? signed.at), documentSigning));
        if (!signed) {
            steps.push(failed("certificate", "not_reached"));
        } else if (fault) {
            steps.push(failed("certificate", `certificate_${fault}`));
        } else {
            steps.push(held("certificate", "certificate_ok", trust.authority.commonName));
            receipt = signed;
        }
    } else {
        steps.push(failed("signature", "not_reached"), failed("certificate", "not_reached"));
    }
    if (typeof bundle.event_body === "string") {
        steps.push(receipt ? await eventStep(bundle.event_body, receipt) : failed("event_body", "not_reached"));
    }
    steps.push(...(await logSteps(bundle.log_proof ?? null, receipt, trust.log)));
    const eventHeld = steps.some((step) => step.reason === "event_ok");
    const body = eventHeld ? fromUtf8(fromBase64(bundle.event_body ?? "") ?? new Uint8Array()) : null;
    return {
        steps,
        receipt,
        event: body === null ? null : (JSON.parse(body) as Record<string, unknown>),
        stampedAt: bundle.time_stamp?.at ?? null,
        ok: steps.every((step) => step.ok),
    };
}

async function logSteps(proof: LogProof | null, receipt: Receipt | null, log: Verifier): Promise<Step[]> {
    if (!proof) {
        return [failed("checkpoint", "checkpoint_missing"), failed("inclusion", "not_reached")];
    }
    const [step, checkpoint] = await checkpointStep(proof, log);
    const reached = checkpoint && receipt;
    return [step, reached ? await inclusionStep(proof, checkpoint, receipt.digest) : failed("inclusion", "not_reached")];
}
