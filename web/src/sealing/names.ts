// How CMS names whoever signs or is sealed to: by the issuer of a certificate, byte for byte, and by its number.
import * as asn1js from "asn1js";
import { IssuerAndSerialNumber, RelativeDistinguishedNames } from "pkijs";
import { fromHex, joined } from "../crypto/bytes";
import type { Certificate } from "../crypto/certificate";

export function nameOf(certificate: Pick<Certificate, "issuer" | "serial">): IssuerAndSerialNumber {
    const serial = fromHex(certificate.serial) ?? new Uint8Array();
    const positive = (serial[0] ?? 0) >= 0x80 ? joined(Uint8Array.of(0), serial) : serial;
    return new IssuerAndSerialNumber({
        issuer: new RelativeDistinguishedNames({ schema: asn1js.fromBER(certificate.issuer).result }),
        serialNumber: new asn1js.Integer({ valueHex: positive.buffer }),
    });
}
