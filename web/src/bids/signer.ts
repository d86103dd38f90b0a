// With which certificate this browser signs a bid: a valid one of the organisation whose key is kept here.
import { get } from "../api/client";
import type { CertificateView, PageOf } from "../api/types";
import { find } from "../crypto/keystore";
import type { Signer } from "../crypto/statements";
import { wallNow } from "../live/clock";

export interface BidSigner extends Signer {
    pem: string;
    notAfter: string;
}

export async function loadBidSigner(): Promise<BidSigner | null> {
    const page = await get<PageOf<CertificateView>>("/my/certificates");
    const now = wallNow();
    for (const one of page.items) {
        const valid = one.state === "valid" && Date.parse(one.not_before) <= now && now < Date.parse(one.not_after);
        const key = valid ? await find(one.fingerprint) : null;
        if (key) {
            return { key: key.privateKey, serial: one.serial, pem: one.certificate_pem, notAfter: one.not_after };
        }
    }
    return null;
}
