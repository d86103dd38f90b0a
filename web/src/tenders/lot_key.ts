// What lot.crt itself says, and whether it is what the lot's record says (crypto/sealing/lot_key.hpp).
import * as asn1js from "asn1js";
import { getText } from "../api/client";
import { type Bytes, fromPem, fromUtf8, sha256Hex } from "../crypto/bytes";
import { millis } from "../lib/time";
import type { TenderLot } from "./types";

export interface LotKeyStatement {
    format: string;
    lot: string;
    stage: string;
    ceremony: string;
    number: number;
    transcript: string;
    opens_at: string;
    least_submissions: number;
}

export interface LotKeyFile {
    digest: string; // of the DER
    statement: LotKeyStatement;
}

const statementOid = "2.25.172906703678154015915351966426536142621.1";

function childrenOf(block: asn1js.BaseBlock | undefined): asn1js.BaseBlock[] {
    return block instanceof asn1js.Constructed ? (block.valueBlock.value as asn1js.BaseBlock[]) : [];
}
// Arcs of more than 32 bits: read as they are encoded.
function oidText(block: asn1js.BaseBlock | undefined): string {
    if (!(block instanceof asn1js.ObjectIdentifier)) {
        return "";
    }
    const bytes = new Uint8Array(block.valueBeforeDecodeView).subarray(2);
    const arcs: bigint[] = [];
    let arc = 0n;
    for (const byte of bytes) {
        arc = (arc << 7n) | BigInt(byte & 0x7f);
        if ((byte & 0x80) === 0) {
            arcs.push(arc);
            arc = 0n;
        }
    }
    const first = arcs.shift() ?? 0n;
    const root = first < 80n ? first / 40n : 2n;
    return [root, first - root * 40n, ...arcs].join(".");
}
function bytesOf(block: asn1js.BaseBlock | undefined): Bytes | null {
    return block instanceof asn1js.OctetString ? new Uint8Array(block.getValue()) : null;
}

// The certificate's own statement; null where there is none, or it is not of this form.
export function statementOf(der: Bytes): LotKeyStatement | null {
    const [toBeSigned] = childrenOf(asn1js.fromBER(der).result as asn1js.BaseBlock);
    const fields = childrenOf(toBeSigned);
    const [extensions] = childrenOf(fields[fields.length - 1]);
    for (const extension of childrenOf(extensions)) {
        const parts = childrenOf(extension);
        if (oidText(parts[0]) !== statementOid) {
            continue;
        }
        const value = bytesOf(parts[parts.length - 1]);
        const inner = value ? (asn1js.fromBER(value).result as asn1js.BaseBlock) : undefined;
        const text = inner instanceof asn1js.Utf8String ? inner.getValue() : value ? fromUtf8(value) : null;
        try {
            const statement = JSON.parse(text ?? "") as LotKeyStatement;
            return statement.format === "daylight/lot-key/1" ? statement : null;
        } catch {
            return null;
        }
    }
    return null;
}

// null when it is no such certificate.
export async function readLotKey(pem: string): Promise<LotKeyFile | null> {
    const der = fromPem(pem, "CERTIFICATE");
    const statement = der && statementOf(der);
    return der && statement ? { digest: await sha256Hex(der), statement } : null;
}

export async function loadLotKey(lot: string): Promise<LotKeyFile | null> {
    return readLotKey(await getText(`/tender-lots/${lot}/lot.crt`));
}

export const lotKeyChecks = ["digest", "lot", "opens", "least", "ceremony", "cosigned"] as const;
export type LotKeyCheck = (typeof lotKeyChecks)[number];

export function checkLotKey(file: LotKeyFile | null, lot: TenderLot): Record<LotKeyCheck, boolean> {
    const said = file?.statement;
    return {
        digest: file?.digest === lot.key.certificate,
        lot: said?.lot === lot.id && said.stage === lot.method.stage,
        opens: said !== undefined && millis(said.opens_at) >= millis(lot.key.opens_at),
        least: said?.least_submissions === lot.method.quorum.least,
        ceremony: said?.ceremony === lot.key.ceremony && said.number === lot.key.number,
        cosigned: lot.holders.every((holder) => holder.cosigned),
    };
}
