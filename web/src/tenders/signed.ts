// A letter as its bidder signed it, once it is out of its envelope, under a certificate of the platform's authority.
import { type Bytes, joined } from "../crypto/bytes";
import { type Certificate, clientAuth, faultOf } from "../crypto/certificate";
import { SealingFault } from "../sealing/fault";
import { readSigned as readAny } from "../sealing/signed";

export interface SignedContents {
    contents: Bytes;
    signer: Certificate;
}

async function* whole(bytes: Bytes): AsyncGenerator<Bytes> {
    yield await Promise.resolve(bytes);
}

// null where it is no such thing, or the signature does not hold, or the authority has not issued the certificate.
export async function readSigned(bytes: Bytes, authority: Certificate): Promise<SignedContents | null> {
    const pieces: Uint8Array[] = [];
    try {
        const { signer } = await readAny(whole(bytes), async (piece) => {
            pieces.push(piece);
            await Promise.resolve();
        });
        return (await faultOf(signer, authority, signer.notBefore, clientAuth)) ? null : { contents: joined(...pieces), signer };
    } catch (error) {
        if (error instanceof SealingFault) {
            return null;
        }
        throw error;
    }
}
