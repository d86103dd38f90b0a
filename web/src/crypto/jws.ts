// Compact JWS with ES256 (RFC 7515; RFC 7518, 3.4), in the strict form that the server takes: three parts of unpadded
// base64url and a header of alg, typ and kid alone. The signature stands over the received bytes.
import { type Bytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from "./bytes";

export interface Header {
    alg: "ES256";
    typ?: string;
    kid?: string;
}

export interface Unverified {
    header: Header;
    signingInput: Bytes;
    payload: Bytes;
    signature: Bytes;
}

const mostBytes = 16 * 1024;
const ecdsa = { name: "ECDSA", hash: "SHA-256" };

function readHeader(bytes: Bytes): Header | null {
    const text = fromUtf8(bytes);
    try {
        const value: unknown = JSON.parse(text ?? "");
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            return null;
        }
        const fields = Object.entries(value);
        const known = fields.every(([name, field]) => ["alg", "typ", "kid"].includes(name) && typeof field === "string");
        // A repeated name would make the text longer than the object it gives.
        const whole = JSON.stringify(value).length === text?.replace(/\s/g, "").length;
        return known && whole && (value as Header).alg === "ES256" ? (value as Header) : null;
    } catch {
        return null;
    }
}

// null when the form is not the strict one.
export function parse(compact: string): Unverified | null {
    const parts = compact.split(".");
    if (compact.length > mostBytes || parts.length !== 3) {
        return null;
    }
    const [head, payload, signature] = parts.map(fromBase64Url);
    const header = head ? readHeader(head) : null;
    if (!header || !payload || !signature) {
        return null;
    }
    return { header, payload, signature, signingInput: utf8(`${parts[0]}.${parts[1]}`) };
}

export async function verify(jws: Unverified, key: CryptoKey, type: string): Promise<boolean> {
    return (
        jws.header.typ === type &&
        jws.signature.length === 64 &&
        (await crypto.subtle.verify(ecdsa, key, jws.signature, jws.signingInput))
    );
}

export async function sign(payload: object, header: Header, key: CryptoKey): Promise<string> {
    const text = JSON.stringify({ alg: header.alg, typ: header.typ, kid: header.kid });
    const input = `${toBase64Url(utf8(text))}.${toBase64Url(utf8(JSON.stringify(payload)))}`;
    const signature = new Uint8Array(await crypto.subtle.sign(ecdsa, key, utf8(input)));
    return `${input}.${toBase64Url(signature)}`;
}
