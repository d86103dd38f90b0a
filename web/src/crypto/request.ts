// A PKCS#10 request (RFC 2986) that proves possession of a P-256 key. The authority takes the key alone from it and
// sets names and extensions itself.
import * as asn1js from "asn1js";
import { type Bytes, toPem } from "./bytes";

const ecdsaWithSha256 = "1.2.840.10045.4.3.2";
const commonNameOid = "2.5.4.3";

function sequence(...value: asn1js.BaseBlock[]): asn1js.Sequence {
    return new asn1js.Sequence({ value });
}

function algorithm(): asn1js.Sequence {
    return sequence(new asn1js.ObjectIdentifier({ value: ecdsaWithSha256 }));
}

function derOf(block: asn1js.BaseBlock): Bytes {
    return new Uint8Array(block.toBER(false).slice(0));
}

// A positive whole number from big-endian bytes.
function unsigned(bytes: Uint8Array): asn1js.Integer {
    let start = 0;
    while (start < bytes.length - 1 && bytes[start] === 0) {
        ++start;
    }
    const plain = bytes.subarray(start);
    const padded = (plain[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...plain) : Uint8Array.from(plain);
    return new asn1js.Integer({ valueHex: padded.buffer });
}

// WebCrypto's r || s as the DER that X.509 wants.
export function derSignature(raw: Uint8Array): Bytes {
    return derOf(sequence(unsigned(raw.subarray(0, 32)), unsigned(raw.subarray(32))));
}

export async function certificateRequestPem(keys: CryptoKeyPair, commonName: string): Promise<string> {
    const spki = asn1js.fromBER(await crypto.subtle.exportKey("spki", keys.publicKey)).result;
    const name = sequence(
        new asn1js.Set({
            value: [
                sequence(
                    new asn1js.ObjectIdentifier({ value: commonNameOid }),
                    new asn1js.Utf8String({ value: [...commonName].slice(0, 64).join("") }),
                ),
            ],
        }),
    );
    const attributes = new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [] });
    const info = sequence(new asn1js.Integer({ value: 0 }), name, spki as asn1js.BaseBlock, attributes);
    const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, derOf(info));
    const signature = derSignature(new Uint8Array(signed));
    const request = sequence(info, algorithm(), new asn1js.BitString({ valueHex: signature.buffer }));
    return toPem(derOf(request), "CERTIFICATE REQUEST");
}
