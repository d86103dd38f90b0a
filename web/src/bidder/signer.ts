// The certificate that this browser can sign with: a valid one of the organisation whose private key is kept here.
import { shallowRef } from "vue";
import { get } from "../api/client";
import type { CertificateView, PageOf } from "../api/types";
import { find } from "../crypto/keystore";
import type { Frame, Signer } from "../crypto/statements";
import { wallNow } from "../live/clock";
import { site } from "../session";

export interface OwnSigner extends Signer {
    pem: string; // its certificate
    notAfter: string;
}

export async function loadSigner(): Promise<OwnSigner | null> {
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

export function useSigner() {
    const signer = shallowRef<OwnSigner | null>(null);
    const looked = shallowRef(false);
    void loadSigner()
        .then((found) => (signer.value = found))
        .catch(() => undefined)
        .finally(() => (looked.value = true));
    return { signer, looked };
}

export function frameOf(lot: string, nonce: string): Frame {
    return { audience: site.value?.log.origin ?? "", lot, nonce, wallNow: wallNow() };
}
