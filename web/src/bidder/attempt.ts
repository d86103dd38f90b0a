// A signed act on its way. While no answer has come the very same statement is sent again under the same key, so that
// an act whose answer got lost is never done twice.
import { newKey, post, Refused, Unreachable } from "../api/client";

export interface Attempt {
    nonce: string;
    statement: string;
}

export type Outcome<Answer> =
    | { kind: "answered"; answer: Answer }
    | { kind: "refused"; problem: Refused["problem"] }
    | { kind: "unknown"; attempt: Attempt };

export async function makeAttempt(sign: (nonce: string) => Promise<string>): Promise<Attempt> {
    const nonce = newKey();
    return { nonce, statement: await sign(nonce) };
}

// `beside`: what goes with the statement and is not signed.
export async function send<Answer>(path: string, attempt: Attempt, beside: object = {}): Promise<Outcome<Answer>> {
    try {
        return { kind: "answered", answer: await post<Answer>(path, { statement: attempt.statement, ...beside }, attempt.nonce) };
    } catch (error) {
        if (error instanceof Refused && error.problem.status < 500) {
            return { kind: "refused", problem: error.problem };
        }
        if (error instanceof Refused || error instanceof Unreachable) {
            return { kind: "unknown", attempt };
        }
        throw error;
    }
}
