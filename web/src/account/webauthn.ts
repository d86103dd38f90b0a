// Between the API's base64url texts and the browser's passkeys.
import { post } from "../api/client";
import type { PasskeyOrder, PasskeyRequest, Proof, Security } from "../api/types";
import { type Bytes, fromBase64Url, toBase64Url } from "../crypto/bytes";

const patience = 120_000; // milliseconds until the browser gives up

export const passkeysWork = (): boolean => typeof PublicKeyCredential !== "undefined";

// The person turned away, or the authenticator did not answer in time: nothing was wrong.
export class PasskeyAborted extends Error {}

function bytesOf(text: string): Bytes {
    const bytes = fromBase64Url(text);
    if (!bytes) {
        throw new Error("the server's base64url cannot be read");
    }
    return bytes;
}

const known = (ids: string[]): PublicKeyCredentialDescriptor[] => ids.map((id) => ({ type: "public-key", id: bytesOf(id) }));
const text = (buffer: ArrayBuffer): string => toBase64Url(new Uint8Array(buffer));

async function credentialOf(work: Promise<Credential | null>): Promise<PublicKeyCredential> {
    try {
        const credential = await work;
        if (credential instanceof PublicKeyCredential) {
            return credential;
        }
    } catch (error) {
        if (!(error instanceof DOMException)) {
            throw error;
        }
    }
    throw new PasskeyAborted();
}

export async function registerPasskey(name: string): Promise<Security> {
    const order = await post<PasskeyOrder>("/my/passkeys/order");
    const credential = await credentialOf(
        navigator.credentials.create({
            publicKey: {
                rp: { id: order.rp_id, name: order.rp_name },
                user: { id: bytesOf(order.user_id), name: order.user_name, displayName: order.user_display_name },
                challenge: bytesOf(order.challenge),
                pubKeyCredParams: [{ type: "public-key", alg: -7 }],
                excludeCredentials: known(order.known_credential_ids),
                authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
                attestation: "none",
                timeout: patience,
            },
        }),
    );
    const response = credential.response as AuthenticatorAttestationResponse;
    return post<Security>("/my/passkeys", {
        name,
        client_data: text(response.clientDataJSON),
        attestation_object: text(response.attestationObject),
    });
}

// A proof for the session as it is now: its second step, or a fresh confirmation.
export async function provePasskey(): Promise<Proof> {
    const request = await post<PasskeyRequest>("/session/passkey");
    const credential = await credentialOf(
        navigator.credentials.get({
            publicKey: {
                challenge: bytesOf(request.challenge),
                rpId: request.rp_id,
                allowCredentials: known(request.credential_ids),
                userVerification: "required",
                timeout: patience,
            },
        }),
    );
    const response = credential.response as AuthenticatorAssertionResponse;
    return {
        passkey: {
            credential_id: text(credential.rawId),
            client_data: text(response.clientDataJSON),
            authenticator_data: text(response.authenticatorData),
            signature: text(response.signature),
        },
    };
}
