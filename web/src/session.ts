// Who is signed in, and what the platform says about itself; loaded once and after each change.
import { computed, ref } from "vue";
import { get } from "./api/client";
import type { Role, Session, Site } from "./api/types";
import { setClock } from "./live/clock";

const nobody: Session = { signed_in: false, roles: [], second_step: [], step_up: [], must_enrol: false };

export const session = ref<Session>(nobody);
export const site = ref<Site | null>(null);
export const loaded = ref(false);

export async function loadSession(): Promise<void> {
    session.value = await get<Session>("/session");
}

export async function loadSite(): Promise<void> {
    site.value = await get<Site>("/site");
    setClock({ ...site.value, rate: site.value.clock.rate });
}

export async function start(): Promise<void> {
    await Promise.allSettled([loadSite(), loadSession()]);
    loaded.value = true;
}

export function is(...roles: Role[]): boolean {
    return session.value.roles.some((role) => roles.includes(role));
}

export const isBidder = computed(() => is("bidder_agent"));
export const isStaff = computed(() =>
    is("administrator", "registrar", "clerk", "reviewer", "finance", "disclosure_officer", "supervisor"),
);
