// One bidder's sealed bid for one lot and stage, from its completion to its opening. decide and evolve are
// pure.
//
// Its events stand in a stream of their own under a random id, and name the bidder only sealed: until the
// opening no public number counts submissions, and nobody reads whose they are. What an envelope holds nobody
// can know; what is judged here is that all of them came whole, for these documents, before the deadline.
#pragma once

#include "base/event.hpp"
#include "base/id.hpp"
#include "crypto/digest.hpp"

namespace daylit::tendering {

enum class SubmissionPhase { none, complete, withdrawn };
BOOST_DESCRIBE_ENUM(SubmissionPhase, none, complete, withdrawn)

struct SealedPart {
    std::string part;  // as the lot names it: "letter", "files" …
    Digest digest;     // of the envelope, every byte
    std::int64_t size = 0;
    std::string point;  // the envelope's R, compressed, in hex
    bool operator==(const SealedPart&) const = default;
};
BOOST_DESCRIBE_STRUCT(SealedPart, (), (part, digest, size, point))

// What a submission needs to know of its lot, read at the moment of judging.
struct SubmissionFacts {
    std::string stage;
    Instant opens_for_bids;  // from here on
    Instant deadline;        // the moment itself is late
    std::int64_t documents_version = 0;
    std::vector<std::string> parts;  // each wanted exactly once, in order
    bool closed = false;
    std::optional<Instant> suspended_at;
};

// --- events ---

// The first one, and each that takes the place of the one before.
struct SubmissionCompleted {
    LotId lot;
    std::string stage;
    std::int64_t number = 0;  // 1, 2, 3 … of this bidder's for this stage
    std::int64_t documents_version = 0;
    std::vector<SealedPart> parts;
    std::string bidder;  // sealed: organisation and person
    Digest evidence;     // of the signed statement as it arrived
};
BOOST_DESCRIBE_STRUCT(SubmissionCompleted, (),
                      (lot, stage, number, documents_version, parts, bidder, evidence))

struct SubmissionWithdrawn {
    Digest evidence;
};
BOOST_DESCRIBE_STRUCT(SubmissionWithdrawn, (), (evidence))

using SubmissionEvent = std::variant<SubmissionCompleted, SubmissionWithdrawn>;

// --- state ---

struct SubmissionState {
    SubmissionPhase phase = SubmissionPhase::none;
    LotId lot;
    std::string stage;
    std::int64_t number = 0;
    std::int64_t documents_version = 0;
    std::vector<SealedPart> parts;  // none once it is withdrawn
    std::string bidder;             // sealed
    bool operator==(const SubmissionState&) const = default;
};
BOOST_DESCRIBE_STRUCT(SubmissionState, (), (phase, lot, stage, number, documents_version, parts, bidder))

// --- commands ---

// Where there was one before, this one takes its place.
struct CompleteSubmission {
    LotId lot;
    SubmissionFacts facts;
    std::string stage;
    std::int64_t documents_version = 0;  // that the bid was sealed against
    std::vector<SealedPart> parts;
    bool organisation_is_active = false;
    bool is_the_tenderer = false;
    std::string bidder;
    Digest evidence;
};
struct WithdrawSubmission {
    SubmissionFacts facts;
    Digest evidence;
};
using SubmissionCommand = std::variant<CompleteSubmission, WithdrawSubmission>;

// Refusals in this order: right, time, form (tendering/refusals.cpp): bidder_not_active, tenderer_cannot_bid,
// submission_lot_suspended, submission_too_early, submission_too_late, stage_is_another, documents_outdated,
// parts_differ, same_envelope_twice, nothing_submitted.
Result<std::vector<SubmissionEvent>> decide(const SubmissionState& state, const SubmissionCommand& command,
                                            Instant now);
SubmissionState evolve(SubmissionState state, const SubmissionEvent& event);

}  // namespace daylit::tendering

namespace daylit {
template <>
struct EventTag<tendering::SubmissionCompleted> : NamedEvent<"submission_completed", 1> {};
template <>
struct EventTag<tendering::SubmissionWithdrawn> : NamedEvent<"submission_withdrawn", 1> {};
}  // namespace daylit
