// How a bid's security is given: as a guarantee among the files, or by a transfer whose secret was made and kept on this
// machine before anything was paid. What is chosen survives a reload; the secrets survive everything but the browser.
import { computed, ref, shallowRef } from "vue";
import type { TenderLot } from "../api/types";
import { keepDraft } from "../lib/draft";
import { blindReference, freshSecret, takesGuarantee, takesTransfer } from "../sealing/blind";
import { keepSecurity, keptSecurities } from "./store";
import type { KeptSecurity } from "./types";

export type Way = "guarantee" | "transfer";
export interface Bidder {
    id: string;
    uscc: string;
    name: string;
}
type Lot = Pick<TenderLot, "id" | "terms">;
interface Chosen {
    way: Way | "";
    reference: string;
}

// `draft`: under which name the choice is kept; null in a trial, whose secret is used once and names no real lot's money.
export function useBidSecurity(lot: () => Lot, bidder: () => Bidder, draft: string | null) {
    const chosen = ref<Chosen>({ way: "", reference: "" });
    if (draft !== null) {
        keepDraft(draft, chosen);
    }
    const kept = shallowRef<KeptSecurity[]>([]);
    const state = ref<"loading" | "ready" | "making" | "failed">("loading");
    const once = draft === null ? freshSecret() : null;

    const ways = computed<Way[]>(() => {
        const { security } = lot().terms;
        return [...(takesGuarantee(security) ? (["guarantee"] as const) : []), ...(takesTransfer(security) ? (["transfer"] as const) : [])];
    });
    // Where there is no choice nothing is to be chosen; whoever made a secret for this lot meant to pay by transfer.
    const way = computed<Way | "">({
        get: () => {
            const only = ways.value.length === 1 ? ways.value[0] : undefined;
            const said = ways.value.find((one) => one === chosen.value.way);
            return only ?? said ?? (ways.value.includes("transfer") && kept.value.length > 0 ? "transfer" : "");
        },
        set: (now) => (chosen.value = { ...chosen.value, way: now }),
    });
    const current = computed(() => kept.value.find(({ reference }) => reference === chosen.value.reference) ?? kept.value[0] ?? null);
    // For the letter; null where it names none.
    const secret = computed(() => (way.value !== "transfer" ? null : (once ?? current.value?.secret ?? null)));
    const fault = computed<"way" | "secret" | null>(() => {
        if (ways.value.length === 0 || way.value === "guarantee") {
            return null;
        }
        return way.value === "" ? "way" : secret.value === null ? "secret" : null;
    });

    function take(found: KeptSecurity[]): void {
        kept.value = found.filter((one) => one.lot === lot().id && one.bidder === bidder().uscc);
    }
    async function load(): Promise<void> {
        try {
            take(once === null ? await keptSecurities(bidder().id) : []);
            state.value = "ready";
        } catch {
            state.value = "failed";
        }
    }
    // Made anew, or taken from its file. Shown only once it is kept.
    async function keep(text = freshSecret()): Promise<boolean> {
        const { id, terms } = lot();
        const { id: organisation, uscc } = bidder();
        const reference = blindReference(id, uscc, text);
        state.value = "making";
        try {
            if (!kept.value.some((one) => one.reference === reference)) {
                await keepSecurity({
                    organisation,
                    bidder: uscc,
                    lot: id,
                    lotNumber: terms.number,
                    lotTitle: terms.title,
                    amount: terms.security.amount,
                    secret: text,
                    reference,
                    madeAt: new Date().toISOString(),
                });
            }
            take(await keptSecurities(organisation));
            chosen.value = { way: "transfer", reference };
            state.value = "ready";
            return true;
        } catch {
            state.value = "failed";
            return false;
        }
    }
    const choose = (reference: string) => (chosen.value = { ...chosen.value, reference });

    void load();
    return { ways, way, kept, current, secret, fault, state, isTrial: once !== null, keep, choose };
}
export type BidSecurityChoice = ReturnType<typeof useBidSecurity>;
