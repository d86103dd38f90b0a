// The small text file in which a bidder keeps a secret, and what is read back out of it or of pasted text. The secret is
// its first line, as `daylight seal --security` wants it.
import { t } from "../i18n";
import { blindReference, isSecret } from "../sealing/blind";
import type { KeptSecurity } from "./types";

export function fileName({ reference }: Pick<KeptSecurity, "reference">): string {
    return `${t.value.security.file.name}-${reference}.txt`;
}

export function fileText(one: KeptSecurity): string {
    const { file } = t.value.security;
    return [
        one.secret,
        "",
        file.title,
        file.keep,
        "",
        `${file.lot}: ${one.lotNumber} ${one.lotTitle} (${one.lot})`,
        `${file.bidder}: ${one.bidder}`,
        `${file.reference}: ${one.reference}`,
        "",
    ].join("\r\n");
}

export type Restored = { kind: "secret"; secret: string } | { kind: "none" } | { kind: "many" } | { kind: "other"; said: string; computed: string };

// The one secret in the text. Where a reference stands beside it, it has to be that of this lot and bidder: a secret of
// another would name a reference under which nothing was paid.
export function readSecret(text: string, lot: string, bidder: string): Restored {
    const words = text.match(/[0-9A-Za-z]+/g) ?? [];
    const secrets = new Set(words.filter(isSecret));
    const [secret] = secrets;
    if (secret === undefined || secrets.size > 1) {
        return { kind: secret === undefined ? "none" : "many" };
    }
    const computed = blindReference(lot, bidder, secret);
    const said = words.find((word) => /^BS[0-9A-F]{20}$/.test(word));
    return said !== undefined && said !== computed ? { kind: "other", said, computed } : { kind: "secret", secret };
}
