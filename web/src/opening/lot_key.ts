// lot.crt: the certificate that bids are sealed to (crypto/sealing/lot_key.hpp). It says whose opening the key is for,
// and when: officers and bidders believe it, and no word of the server's.
import { bidSealing, type Certificate, certificateFromPem, faultOf } from "../crypto/certificate";
import { type Fields, hasExactly, isDigest, isInstant, isText, isWhole, readExact } from "./exact";
import { digestHex, type Point, pointFromBytes } from "./group";
import { refuse } from "./refusal";

const format = "daylight/lot-key/1";

export interface LotKeyStatement {
    format: string;
    lot: string;
    stage: string;
    ceremony: string;
    number: number; // in the ceremony's pool, from 1
    transcript: string; // the ceremony's, by its digest
    opens_at: string; // not earlier; logged changes may let it come later
    least_submissions: number;
}
export interface LotKey {
    certificate: Certificate;
    fingerprint: string; // SHA-256 of the certificate in DER
    statement: LotKeyStatement;
    point: Point; // Y
}

function isStatement(value: unknown): value is LotKeyStatement & Fields {
    return (
        hasExactly(value, "format", "lot", "stage", "ceremony", "number", "transcript", "opens_at", "least_submissions") &&
        value.format === format &&
        isText(value.lot) &&
        isText(value.stage) &&
        isText(value.ceremony) &&
        isWhole(value.number) &&
        value.number >= 1 &&
        isDigest(value.transcript) &&
        isInstant(value.opens_at) &&
        isWhole(value.least_submissions) &&
        value.least_submissions >= 1
    );
}

// Issued by this authority for bids. Whether it is still valid on the day of a late opening decides nothing: it was when
// it was made.
export async function readLotKey(pem: string, authority: Certificate): Promise<LotKey> {
    const certificate = (await certificateFromPem(pem)) ?? refuse("certificate_malformed");
    const statement = readExact(certificate.statement ?? "", 4096);
    if (!isStatement(statement)) {
        refuse("lot_key_malformed");
    }
    const fault = await faultOf(certificate, authority, certificate.notBefore, bidSealing);
    if (fault) {
        refuse("certificate_not_ours", fault);
    }
    return { certificate, fingerprint: digestHex(certificate.der), statement, point: pointFromBytes(certificate.point) };
}
