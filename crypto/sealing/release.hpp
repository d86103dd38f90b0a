// When a holder of a part of the key may use it: for the closing list of its own lot and stage, once that
// stands in the log, under a checkpoint that enough outside witnesses have cosigned at a time after the
// opening time. The server's clock and word count for nothing here.
//
// Refusals: those of closing lists, checkpoints, notes and witnesses; closing_of_another, closing_not_logged,
// release_too_early, too_few_witnesses, too_few_submissions.
#pragma once

#include "crypto/cosignature.hpp"
#include "crypto/proof_bundle.hpp"
#include "crypto/sealing/closing_list.hpp"

namespace daylit::sealing {

// What the holder knows by itself: from the lot's certificate, and whom it trusts.
struct ReleaseTerms {
    std::string lot;
    std::string stage;
    Instant opens_at;
    NoteVerifier log;
    std::vector<WitnessVerifier> witnesses;
    std::size_t least_witnesses = 1;
    std::int64_t least_submissions = 1;
};

// What the server brings.
struct ReleaseEvidence {
    std::string list;        // the closing list's text
    std::string event_body;  // of the event that closed the lot: {… "data": {"closing_list": <its digest>}}
    LogProof proof;          // that this event stands in the log, under a cosigned checkpoint
};

// The list to release for.
Result<ClosingList> check_release(const ReleaseTerms& terms, const ReleaseEvidence& evidence);

}  // namespace daylit::sealing
