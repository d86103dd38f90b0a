// How a pool of opening keys comes about, as a procedure: officers of several bodies are named, each
// announces what it will commit to, shows it, deals shares to the others and confirms what it got; the gate
// makes its half in the same first two rounds. What is said in each round, and whether it is true,
// crypto/sealing checks; here stands who has said what, and what comes next. decide and evolve are pure.
//
// No round can be said twice or out of turn. Whoever cheats is named, and the ceremony ends: it is repeated
// with others. Keys are bound to one lot and stage each, and never used again.
#pragma once

#include "base/event.hpp"
#include "base/id.hpp"
#include "crypto/sealing/ceremony.hpp"
#include "tendering/method.hpp"

namespace daylit::tendering {

enum class CeremonyPhase { none, joining, announcing, showing, dealing, confirming, complete, aborted };
BOOST_DESCRIBE_ENUM(CeremonyPhase, none, joining, announcing, showing, dealing, confirming, complete, aborted)

// One who holds a share. Bodies are organisations: none alone has enough officers for an opening.
struct NamedOfficer {
    PersonId person;
    std::string name;
    OrganisationId body;
    std::string body_name;
    bool operator==(const NamedOfficer&) const = default;
};
BOOST_DESCRIBE_STRUCT(NamedOfficer, (), (person, name, body, body_name))

struct SealedShares {
    std::int64_t to = 0;
    Digest envelope;
    bool operator==(const SealedShares&) const = default;
};
BOOST_DESCRIBE_STRUCT(SealedShares, (), (to, envelope))

// --- events; `message` is the digest of the signed text ---

struct CeremonyCalled {
    sealing::CeremonyPlan plan;
    std::vector<NamedOfficer> officers;  // the first has index 1
    Quorum bodies;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(CeremonyCalled, (), (plan, officers, bodies, author))

struct OfficerJoined {
    std::int64_t holder = 0;
    std::string sealing_key;  // what its shares are sealed to: a point, compressed, in hex
    Digest message;
};
BOOST_DESCRIBE_STRUCT(OfficerJoined, (), (holder, sealing_key, message))

struct CommitmentsAnnounced {
    std::int64_t holder = 0;
    Digest commitments;
    Digest message;
};
BOOST_DESCRIBE_STRUCT(CommitmentsAnnounced, (), (holder, commitments, message))

struct CommitmentsShown {
    std::int64_t holder = 0;
    Digest commitments;
    Digest message;
};
BOOST_DESCRIBE_STRUCT(CommitmentsShown, (), (holder, commitments, message))

struct SharesDealt {
    std::int64_t holder = 0;
    std::vector<SealedShares> shares;  // one for each other officer
    Digest message;
};
BOOST_DESCRIBE_STRUCT(SharesDealt, (), (holder, shares, message))

struct SharesConfirmed {
    std::int64_t holder = 0;
    Digest message;
};
BOOST_DESCRIBE_STRUCT(SharesConfirmed, (), (holder, message))

// Judged by what the complaint proves: who is blamed is the dealer, or the one who complained for nothing.
struct ComplaintJudged {
    std::int64_t holder = 0;
    std::int64_t dealer = 0;
    bool founded = false;
    Digest message;
};
BOOST_DESCRIBE_STRUCT(ComplaintJudged, (), (holder, dealer, founded, message))

struct CeremonyCompleted {
    std::vector<std::string> keys;  // Y of each, compressed, in hex
    Digest transcript;              // of the text that lists every message
};
BOOST_DESCRIBE_STRUCT(CeremonyCompleted, (), (keys, transcript))

struct CeremonyAborted {
    std::string reason;
    std::optional<std::int64_t> blamed;
};
BOOST_DESCRIBE_STRUCT(CeremonyAborted, (), (reason, blamed))

struct KeyBound {
    std::int64_t number = 0;
    LotId lot;
    std::string stage;
};
BOOST_DESCRIBE_STRUCT(KeyBound, (), (number, lot, stage))

using CeremonyEvent =
    std::variant<CeremonyCalled, OfficerJoined, CommitmentsAnnounced, CommitmentsShown, SharesDealt,
                 SharesConfirmed, ComplaintJudged, CeremonyCompleted, CeremonyAborted, KeyBound>;

// --- state ---

// What one holder has said so far.
struct HolderProgress {
    std::int64_t holder = 0;
    std::string sealing_key;
    std::optional<Digest> announced;
    bool shown = false;
    std::vector<SealedShares> dealt;
    bool has_dealt = false;
    bool confirmed = false;
    std::vector<Digest> messages;
    bool operator==(const HolderProgress&) const = default;
};
BOOST_DESCRIBE_STRUCT(HolderProgress, (),
                      (holder, sealing_key, announced, shown, dealt, has_dealt, confirmed, messages))

struct BoundKey {
    std::int64_t number = 0;
    LotId lot;
    std::string stage;
    bool operator==(const BoundKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(BoundKey, (), (number, lot, stage))

struct CeremonyState {
    CeremonyPhase phase = CeremonyPhase::none;
    sealing::CeremonyPlan plan;
    std::vector<NamedOfficer> officers;
    Quorum bodies;
    std::vector<HolderProgress> holders;  // the officers in order, then the gate
    std::vector<std::string> keys;
    std::optional<Digest> transcript;
    std::vector<BoundKey> bound;
    std::string reason;
    std::optional<std::int64_t> blamed;
    bool operator==(const CeremonyState&) const = default;
};
BOOST_DESCRIBE_STRUCT(CeremonyState, (),
                      (phase, plan, officers, bodies, holders, keys, transcript, bound, reason, blamed))

// --- commands ---

struct CallCeremony {
    sealing::CeremonyPlan plan;
    std::vector<NamedOfficer> officers;
    Quorum bodies;
    std::string actor;
};
struct JoinCeremony {
    std::int64_t holder = 0;
    std::string sealing_key;
    Digest message;
};
struct AnnounceCommitments {
    std::int64_t holder = 0;
    Digest commitments;
    Digest message;
};
// The text has been read and fits what was announced (sealing::read_commitments).
struct ShowCommitments {
    std::int64_t holder = 0;
    Digest commitments;
    Digest message;
};
struct DealShares {
    std::int64_t holder = 0;
    std::vector<SealedShares> shares;
    Digest message;
};
// Every share that the officer was dealt fits its dealer's commitments, and the officer has kept them. `keys`
// and `transcript` are what comes of the ceremony, were this the last word.
struct ConfirmShares {
    std::int64_t holder = 0;
    Digest message;
    std::vector<std::string> keys;
    Digest transcript;
};
struct JudgeComplaint {
    std::int64_t holder = 0;
    std::int64_t dealer = 0;
    bool founded = false;
    Digest message;
};
struct AbortCeremony {
    std::string reason;
};
// The next key that is free.
struct BindKey {
    LotId lot;
    std::string stage;
};
using CeremonyCommand = std::variant<CallCeremony, JoinCeremony, AnnounceCommitments, ShowCommitments,
                                     DealShares, ConfirmShares, JudgeComplaint, AbortCeremony, BindKey>;

// Refuses what the plan refuses, too_few_bodies, body_too_strong, officer_repeated, not_a_holder,
// ceremony_wrong_phase, already_said, word_about_another, shares_differ, no_key_left.
Result<std::vector<CeremonyEvent>> decide(const CeremonyState& state, const CeremonyCommand& command);
CeremonyState evolve(CeremonyState state, const CeremonyEvent& event);

// Whose word the present round still waits for, in order.
std::vector<std::int64_t> missing_holders(const CeremonyState& state);
// Whether this holder's confirmation would be the last word.
bool is_last_word(const CeremonyState& state, std::int64_t holder);
const HolderProgress* find_holder(const CeremonyState& state, std::int64_t holder);

}  // namespace daylit::tendering

namespace daylit {
template <>
struct EventTag<tendering::CeremonyCalled> : NamedEvent<"ceremony_called", 1> {};
template <>
struct EventTag<tendering::OfficerJoined> : NamedEvent<"officer_joined", 1> {};
template <>
struct EventTag<tendering::CommitmentsAnnounced> : NamedEvent<"commitments_announced", 1> {};
template <>
struct EventTag<tendering::CommitmentsShown> : NamedEvent<"commitments_shown", 1> {};
template <>
struct EventTag<tendering::SharesDealt> : NamedEvent<"shares_dealt", 1> {};
template <>
struct EventTag<tendering::SharesConfirmed> : NamedEvent<"shares_confirmed", 1> {};
template <>
struct EventTag<tendering::ComplaintJudged> : NamedEvent<"complaint_judged", 1> {};
template <>
struct EventTag<tendering::CeremonyCompleted> : NamedEvent<"ceremony_completed", 1> {};
template <>
struct EventTag<tendering::CeremonyAborted> : NamedEvent<"ceremony_aborted", 1> {};
template <>
struct EventTag<tendering::KeyBound> : NamedEvent<"key_bound", 1> {};
}  // namespace daylit
