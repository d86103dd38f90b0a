// lot.crt, the certificate that bids are sealed to (crypto/sealing/lot_key.hpp), as an officer reads it: sealing/lot_key.ts,
// with what it says in one spelling.
import type { Certificate } from "../crypto/certificate";
import { SealingFault } from "../sealing/fault";
import { type LotKeyStatement, readLotKey as readSealing } from "../sealing/lot_key";
import { isDigest, isInstant, readExact } from "./exact";
import { digestHex, type Point, pointFromBytes } from "./group";
import { refuse } from "./refusal";

const mostText = 4096;

export interface LotKey {
    certificate: Certificate;
    fingerprint: string; // SHA-256 of the certificate in DER
    statement: LotKeyStatement;
    point: Point; // Y
}

// Issued by this authority for bids. Whether it is still valid on the day of a late opening decides nothing: it was when
// it was made.
export async function readLotKey(pem: string, authority: Certificate): Promise<LotKey> {
    try {
        const { certificate, statement, point } = await readSealing(pem, authority);
        if (readExact(certificate.statement ?? "", mostText) === null || !isDigest(statement.transcript) || !isInstant(statement.opens_at)) {
            refuse("lot_key_malformed");
        }
        return { certificate, fingerprint: digestHex(certificate.der), statement, point: pointFromBytes(point) };
    } catch (error) {
        if (error instanceof SealingFault) {
            refuse(error.code === "lot_key_malformed" ? "lot_key_malformed" : error.code === "certificate_malformed" ? "certificate_malformed" : "certificate_not_ours", error.code);
        }
        throw error;
    }
}
