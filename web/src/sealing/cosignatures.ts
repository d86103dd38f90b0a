// The officers' own signatures on a lot's certificate, as they came: each under a certificate of the officer's body, for
// this lot and this certificate (daylight-cosign+jws), and the very one that the lot's public events name. The platform's
// word that they are there is not enough.
import { fromUtf8, sha256Hex, utf8 } from "../crypto/bytes";
import { type Certificate, certificateFromPem, clientAuth, faultOf } from "../crypto/certificate";
import { parse, verify } from "../crypto/jws";
import { SealingFault } from "./fault";
import type { LotKey, Officer } from "./lot_key";

export interface Cosignature {
    holder: number;
    statement: string; // compact JWS
    certificate: string; // PEM
}

function saidIn(payload: string | null): Record<string, unknown> {
    try {
        return JSON.parse(payload ?? "") as Record<string, unknown>;
    } catch {
        return {};
    }
}

async function isGood(key: LotKey, officer: Officer, given: Cosignature, authority: Certificate): Promise<boolean> {
    const certificate = await certificateFromPem(given.certificate);
    const statement = parse(given.statement);
    if (!certificate || !statement || certificate.organisation !== officer.body) {
        return false;
    }
    if ((await faultOf(certificate, authority, certificate.notBefore, clientAuth)) || !(await verify(statement, certificate.key, "daylight-cosign+jws"))) {
        return false;
    }
    const said = saidIn(fromUtf8(statement.payload));
    return said.lot === key.statement.lot && said.certificate === (await sha256Hex(key.certificate.der));
}

// Refuses cosignature_missing and cosignature_of_another, with the officer's name. `logged`: each one's digest by its
// holder, as the lot's events have it.
export async function checkCosignatures(
    key: LotKey,
    officers: Officer[],
    { given, logged, authority }: { given: Cosignature[]; logged: ReadonlyMap<number, string>; authority: Certificate },
): Promise<void> {
    for (const officer of officers) {
        const own = given.find((one) => one.holder === officer.holder);
        if (!own) {
            throw new SealingFault("cosignature_missing", "holders", [officer.name]);
        }
        const isLogged = (await sha256Hex(utf8(own.statement))) === logged.get(officer.holder);
        if (!isLogged || !(await isGood(key, officer, own, authority))) {
            throw new SealingFault("cosignature_of_another", "holders", [officer.name]);
        }
    }
}
