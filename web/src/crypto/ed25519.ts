// Ed25519 by the browser where it can, else by @noble/curves.
import type { Bytes } from "./bytes";

export async function verifyEd25519(key: Bytes, signature: Bytes, text: Bytes): Promise<boolean> {
    if (key.length !== 32 || signature.length !== 64) {
        return false;
    }
    try {
        const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
        return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, text);
    } catch {
        return verifyWithNoble(key, signature, text);
    }
}

export async function verifyWithNoble(key: Bytes, signature: Bytes, text: Bytes): Promise<boolean> {
    const { ed25519 } = await import("@noble/curves/ed25519.js");
    try {
        return ed25519.verify(signature, text, key, { zip215: false });
    } catch {
        return false;
    }
}
