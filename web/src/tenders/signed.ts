// What a bidder signed inside its envelope: CMS SignedData with its contents and one signer, whose certificate comes along.
import * as asn1js from "asn1js";
import { Certificate as CmsCertificate, ContentInfo, SignedData } from "pkijs";
import { type Bytes, toPem } from "../crypto/bytes";
import { type Certificate, certificateFromPem, faultOf } from "../crypto/certificate";

// What the authority certifies parties for.
const clientAuth = "1.3.6.1.5.5.7.3.2";

export interface SignedContents {
    contents: Bytes;
    signer: Certificate;
}

// null where it is no such thing, or the signature does not hold, or the authority has not issued the certificate.
export async function readSigned(bytes: Bytes, authority: Certificate): Promise<SignedContents | null> {
    try {
        const info = ContentInfo.fromBER(bytes);
        const signed = new SignedData({ schema: info.content as asn1js.BaseBlock });
        const [first] = signed.certificates ?? [];
        const contents = signed.encapContentInfo.eContent?.getValue();
        if (signed.signerInfos.length !== 1 || !(first instanceof CmsCertificate) || !contents) {
            return null;
        }
        const holds = await signed.verify({ signer: 0, checkChain: false });
        const signer = await certificateFromPem(toPem(new Uint8Array(first.toSchema().toBER(false)), "CERTIFICATE"));
        if (!holds || !signer || (await faultOf(signer, authority, signer.notBefore, clientAuth))) {
            return null;
        }
        return { contents: new Uint8Array(contents), signer };
    } catch {
        return null;
    }
}
