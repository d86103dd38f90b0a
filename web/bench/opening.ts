// What an officer's page computes, for the bench (tests/bench/sealing.mjs): partials of so many envelopes with their proof,
// a ceremony from the first key to the last word, and beside them so many bare agreements through WebCrypto.
import { gateHolder } from "../src/opening/ceremony";
import { digestHex, drawScalar, generatorTimes, pointHex } from "../src/opening/group";
import { announceCommitments, concludeCeremony, type DealtShares, dealShares, joinCeremony, newlyKept, type SeenHolder, showCommitments } from "../src/opening/kept_ceremony";
import { checkParts, partsText } from "../src/opening/parts";

function closingList(envelopes: number): string {
    const submissions = Array.from({ length: envelopes }, (_, at) => {
        const submission = String(at).padStart(26, "0");
        return { submission, envelopes: [{ part: "letter", digest: digestHex(submission), point: pointHex(generatorTimes(drawScalar())) }] };
    });
    return JSON.stringify({ format: "daylight/closing/1", lot: "LOT", stage: "bids", deadline: "1970-01-01T00:00:00.000Z", submissions });
}

export function partials(envelopes: number): { made_ms: number; checked_ms: number } {
    const list = closingList(envelopes);
    const share = drawScalar();
    const begun = performance.now();
    const text = partsText(list, 1, share);
    const made = performance.now();
    const key = generatorTimes(share);
    const from = performance.now();
    checkParts(text, list, 1, key);
    return { made_ms: made - begun, checked_ms: performance.now() - from };
}

// All officers' and the gate's work, one after the other.
export async function ceremony(keys: number, officers: number, threshold: number): Promise<number> {
    const plan = { id: "CEREMONY", officers, threshold, keys };
    const begun = performance.now();
    const kept = Array.from({ length: officers }, (_, at) => newlyKept(plan, at + 1));
    const sealingKeys = kept.map((one) => joinCeremony(one).sealingKey);
    const seen: SeenHolder[] = [];
    for (const one of [...kept, newlyKept(plan, gateHolder)]) {
        const { about } = await announceCommitments(one);
        const { text } = await showCommitments(one);
        const officer = one.holder !== gateHolder;
        seen.push({
            holder: one.holder,
            name: officer ? "officer" : "",
            body: officer ? "body" : "",
            sealingKey: officer ? (sealingKeys[one.holder - 1] ?? "") : "",
            announced: about,
            commitments: text,
        });
    }
    const dealt: DealtShares[][] = kept.map(() => []);
    for (const one of kept) {
        const { envelopes } = await dealShares(one, sealingKeys);
        const others = kept.filter(({ holder }) => holder !== one.holder);
        others.forEach(({ holder }, at) => dealt[holder - 1]?.push({ dealer: one.holder, envelope: envelopes[at] ?? new Uint8Array(0) }));
    }
    for (const [at, one] of kept.entries()) {
        const { round } = await concludeCeremony(one, seen, dealt[at] ?? []);
        if (round !== "confirm") {
            throw new Error(`the ceremony came to ${round}`);
        }
    }
    return performance.now() - begun;
}

export async function agreements(count: number): Promise<number> {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const other = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const begun = performance.now();
    for (let at = 0; at < count; ++at) {
        await crypto.subtle.deriveBits({ name: "ECDH", public: other.publicKey }, own.privateKey, 256);
    }
    return performance.now() - begun;
}
