// What is refused in a ceremony or at an opening, by the same names as the platform's and the officers' programs use.

export type OpeningCode =
    | "ceremony_malformed"
    | "ceremony_of_another"
    | "ceremony_over"
    | "certificate_malformed"
    | "certificate_not_ours"
    | "closing_list_malformed"
    | "closing_not_logged"
    | "closing_of_another"
    | "commitments_differ"
    | "dealing_wrong_degree"
    | "envelope_does_not_open"
    | "envelope_malformed"
    | "key_bound_to_another"
    | "key_erased"
    | "key_used_already"
    | "lot_key_malformed"
    | "lot_not_bound"
    | "malformed_point"
    | "malformed_proof"
    | "malformed_scalar"
    | "opening_time_differs"
    | "parts_malformed"
    | "parts_of_another"
    | "proof_invalid"
    | "quorum_too_small"
    | "release_too_early"
    | "sealing_keys_differ"
    | "share_invalid"
    | "shares_differ"
    | "too_few_submissions"
    | "too_few_witnesses"
    | "transcript_malformed"
    | "witness_invalid";

export class OpeningRefusal extends Error {
    constructor(
        readonly code: OpeningCode,
        readonly field = "",
        readonly values: string[] = [],
    ) {
        super(field ? `${code} ${field}` : code);
        this.name = "OpeningRefusal";
    }
}

export function refuse(code: OpeningCode, field = "", values: string[] = []): never {
    throw new OpeningRefusal(code, field, values);
}

// The code of what `act` refuses; null where it refuses nothing. What else is thrown is our own mistake.
export function refusalOf(error: unknown): OpeningRefusal | null {
    return error instanceof OpeningRefusal ? error : null;
}
