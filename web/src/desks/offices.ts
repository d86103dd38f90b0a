// The offices that have staff, and which roles their people can have (registry/roles.cpp).
import type { Role } from "../api/types";

export type Office = "center" | "supervisor";

export const rolesOf: Record<Office, Role[]> = {
    center: ["administrator", "registrar", "clerk", "reviewer", "finance", "disclosure_officer", "opening_officer", "gate"],
    supervisor: ["supervisor", "opening_officer", "probe"],
};

// Whose member of staff has these roles; null where both offices have them.
export function officeOf(roles: Role[]): Office | null {
    const offices = (["center", "supervisor"] as const).filter((office) => roles.every((role) => rolesOf[office].includes(role)));
    return offices.length === 1 ? (offices[0] ?? null) : null;
}
