// Envelopes that carry shares: those of sealing/to_point.ts, by the points and refusals of a ceremony.
import type { Bytes } from "../crypto/bytes";
import { type Envelope, readEnvelope as readSealed } from "../sealing/envelope";
import { SealingFault } from "../sealing/fault";
import { openWithAgreed, sealToPoint as seal } from "../sealing/to_point";
import { compressed, type Point, pointFromBytes, uncompressed } from "./group";
import { refuse } from "./refusal";

const mostBytes = 1024 * 1024;

export interface ShareEnvelope {
    sealed: Envelope;
    ephemeral: Point; // R: the sender's half of the agreement
}

// Nothing says yet whether it opens: only that it can be opened in one way.
export function readEnvelope(der: Bytes): ShareEnvelope {
    if (der.length > mostBytes) {
        refuse("envelope_malformed");
    }
    try {
        const sealed = readSealed(der);
        return { sealed, ephemeral: pointFromBytes(sealed.ephemeral) };
    } catch (error) {
        if (error instanceof SealingFault) {
            refuse("envelope_malformed", error.code);
        }
        throw error;
    }
}

// What is inside, by the point that the recipient's key makes of R. Of GCM nobody else could have sealed it so.
export async function openEnvelope({ sealed }: ShareEnvelope, agreed: Point): Promise<Bytes> {
    if (agreed.is0()) {
        refuse("envelope_does_not_open");
    }
    try {
        return await openWithAgreed(uncompressed(agreed), sealed);
    } catch (error) {
        if (error instanceof SealingFault) {
            refuse("envelope_does_not_open");
        }
        throw error;
    }
}

export function sealToPoint(recipient: Point, contents: Bytes): Promise<Bytes> {
    return seal(compressed(recipient), contents);
}
