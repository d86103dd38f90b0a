// lot.crt, the certificate that bids are sealed to, believed only after this browser has looked at it: by whose authority
// it is, for which lot and stage its key is, when it may open, that its key is the one that the officers made, and that
// every one of them has signed for it. What `daylight seal` checks, and more: the transcript and the signatures.
import { p256 } from "@noble/curves/nist.js";
import { type Bytes, sha256Hex, toHex, utf8 } from "../crypto/bytes";
import { bidSealing, type Certificate, certificateFromPem, faultOf } from "../crypto/certificate";
import { SealingFault } from "./fault";

export interface LotKeyStatement {
    format: string;
    lot: string;
    stage: string;
    ceremony: string;
    number: number; // in the ceremony's pool, from 1
    transcript: string; // digest of the ceremony's transcript
    opens_at: string; // not earlier
    least_submissions: number;
}

export interface LotKey {
    certificate: Certificate;
    statement: LotKeyStatement;
    point: Bytes; // Y, 65 bytes
}

// Of the lot's page, what the certificate is compared with.
export interface LotFacts {
    id: string;
    method: { stage: string; quorum: { least: number } };
    times: { deadline: string };
    key: { ceremony: string; number: number; certificate: string; opens_at: string };
    holders: { holder: number; name: string; body_name: string; cosigned: boolean }[];
    timeline: { type: string; data?: Record<string, unknown> }[];
}

interface Transcript {
    format: string;
    plan: { id: string; officers: number; threshold: number; keys: number };
    holders: { holder: number; name: string; body: string }[];
    keys: { whole: string }[];
}

const gate = 65535;

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readStatement(text: string): LotKeyStatement {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        throw new SealingFault("lot_key_malformed");
    }
    const said = isObject(value) ? value : {};
    const isText = (name: string) => typeof said[name] === "string" && said[name] !== "";
    const isCount = (name: string) => Number.isSafeInteger(said[name]) && (said[name] as number) >= 1;
    const whole =
        said.format === "daylight/lot-key/1" &&
        ["lot", "stage", "ceremony"].every(isText) &&
        ["number", "least_submissions"].every(isCount) &&
        /^[0-9a-f]{64}$/.test(String(said.transcript)) &&
        typeof said.opens_at === "string" &&
        !Number.isNaN(Date.parse(said.opens_at));
    if (!whole) {
        throw new SealingFault("lot_key_malformed");
    }
    return said as unknown as LotKeyStatement;
}

// Issued by this authority, for bid sealing and nothing else. Its own life is not the lot's: procedures may be moved on,
// and the opening time stands in the statement.
export async function readLotKey(pem: string, authority: Certificate): Promise<LotKey> {
    const certificate = await certificateFromPem(pem);
    if (!certificate) {
        throw new SealingFault("certificate_malformed", "lot.crt");
    }
    const fault = await faultOf(certificate, authority, certificate.notBefore, bidSealing(), "keyAgreement");
    if (fault) {
        throw new SealingFault(`certificate_${fault}`, "lot.crt");
    }
    if (certificate.statement === null) {
        throw new SealingFault("lot_key_malformed");
    }
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", certificate.key));
    return { certificate, statement: readStatement(certificate.statement), point };
}

// That it is the one that the lot's record names, for this lot, in its stage, with this key of the pool.
export async function checkLot({ certificate, statement }: LotKey, lot: LotFacts): Promise<void> {
    if (statement.lot !== lot.id) {
        throw new SealingFault("envelope_for_another", "lot");
    }
    if (statement.stage !== lot.method.stage) {
        throw new SealingFault("stage_is_another", "stage", [lot.method.stage]);
    }
    if (statement.ceremony !== lot.key.ceremony || statement.number !== lot.key.number) {
        throw new SealingFault("key_is_another", "number");
    }
    if ((await sha256Hex(certificate.der)) !== lot.key.certificate) {
        throw new SealingFault("certificate_is_another", "certificate");
    }
}

// That it opens no earlier than was announced, and no later than the deadline, which may have been moved on since.
export function checkOpening({ statement }: LotKey, lot: LotFacts): void {
    if (Date.parse(statement.opens_at) < Date.parse(lot.key.opens_at)) {
        throw new SealingFault("opens_early", "opens_at");
    }
    if (Date.parse(statement.opens_at) > Date.parse(lot.times.deadline)) {
        throw new SealingFault("envelope_for_another", "opens_at");
    }
    if (statement.least_submissions !== lot.method.quorum.least) {
        throw new SealingFault("quorum_differs", "least_submissions", [String(statement.least_submissions), String(lot.method.quorum.least)]);
    }
}

function parseTranscript(text: string): Transcript {
    try {
        const value = JSON.parse(text) as Transcript;
        const whole =
            value.format === "daylight/ceremony/1" &&
            Number.isSafeInteger(value.plan.officers) &&
            value.holders.length === value.plan.officers + 1 &&
            value.keys.length === value.plan.keys &&
            value.keys.every((key) => /^0[23][0-9a-f]{64}$/.test(key.whole));
        if (whole) {
            return value;
        }
    } catch {
        // said below
    }
    throw new SealingFault("transcript_malformed");
}

function compressed(point: Bytes): string {
    return toHex(p256.Point.fromBytes(point).toBytes(true));
}

export interface Officer {
    holder: number;
    name: string;
    body: string;
}

// That the key is the one that the officers made together: the transcript is the one whose digest the certificate
// carries, and has this key under this number. Gives who they are.
export async function checkTranscript({ statement, point }: LotKey, text: string): Promise<Officer[]> {
    if ((await sha256Hex(utf8(text))) !== statement.transcript) {
        throw new SealingFault("transcript_is_another");
    }
    const transcript = parseTranscript(text);
    const key = transcript.keys[statement.number - 1];
    if (transcript.plan.id !== statement.ceremony || !key || key.whole !== compressed(point)) {
        throw new SealingFault("transcript_is_another");
    }
    return transcript.holders.filter((one) => one.holder !== gate).map(({ holder, name, body }) => ({ holder, name, body }));
}

// That every officer of the transcript has signed the certificate, as the lot's events in the public log have it: until
// then no bid is sealed to it. Gives each signature's digest by its holder.
export function checkCosigned(officers: Officer[], lot: LotFacts): Map<number, string> {
    const logged = new Map<number, string>();
    for (const { type, data } of lot.timeline) {
        if (type === "key_cosigned" && typeof data?.holder === "number" && /^[0-9a-f]{64}$/.test(String(data.signature))) {
            logged.set(data.holder, String(data.signature));
        }
    }
    const missing = officers.filter(({ holder }) => !logged.has(holder) || !lot.holders.some((one) => one.holder === holder && one.cosigned));
    if (officers.length === 0 || missing.length > 0) {
        throw new SealingFault("lot_key_not_ready", "holders", [missing.map((one) => one.name).join("、")]);
    }
    return logged;
}
