// One lot (标段) of a tender, from its notice to its opening record: a pure state machine.
//
// Time moves it too: every command first advances the lot by what was due until now. What bidders hand in
// stands in streams of their own (submission.hpp), and the lot learns of all of it at once, by the closing
// list, when its deadline has come and it is settled that no outage touched it. A refusal stores nothing.
#pragma once

#include "base/event.hpp"
#include "base/id.hpp"
#include "tendering/terms.hpp"

#include <set>

namespace daylit::tendering {

enum class TenderPhase { none, open, closed, adjourned, opened, failed, terminated };
BOOST_DESCRIBE_ENUM(TenderPhase, none, open, closed, adjourned, opened, failed, terminated)

// The key that bids are sealed to: one of a ceremony's pool, for this lot and stage alone.
struct LotKey {
    CeremonyId ceremony;
    std::int64_t number = 0;  // in the pool, from 1
    std::string point;        // Y, compressed, in hex
    Digest certificate;       // of lot.crt in DER
    Instant opens_at;         // as the certificate says; the deadline is never earlier
    std::int64_t officers = 0;
    std::int64_t threshold = 0;
    bool operator==(const LotKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(LotKey, (), (ceremony, number, point, certificate, opens_at, officers, threshold))

// A question and its answer, told to all at once; nobody learns whose it was.
struct AnsweredQuestion {
    std::string question;  // its id
    std::string text;
    std::string answer;
    bool operator==(const AnsweredQuestion&) const = default;
};
BOOST_DESCRIBE_STRUCT(AnsweredQuestion, (), (question, text, answer))

// revoked: it does not count, by the bidder's fault (撤销). taken_back: by the platform's (撤回), which owes
// damages (电子招标投标办法第三十一条).
enum class BidVerdict { opened, revoked, taken_back };
BOOST_DESCRIBE_ENUM(BidVerdict, opened, revoked, taken_back)

// What had come in, in time and from the bidder's own account, when the letter named its reference.
struct NamedSecurity {
    std::string reference;
    Fen amount;
    bool operator==(const NamedSecurity&) const = default;
};
BOOST_DESCRIBE_STRUCT(NamedSecurity, (), (reference, amount))

struct OpenedBid {
    std::string submission;
    BidVerdict verdict = BidVerdict::opened;
    std::string fault;   // a refusal's code; "" where it opened
    std::string bidder;  // unified social credit code
    std::string bidder_name;
    std::optional<Digest> letter;                // of its text; where it opened
    std::vector<std::string> findings;           // what is formally wrong with it, for the committee to judge
    std::optional<NamedSecurity> security = {};  // where it was paid by transfer
    bool operator==(const OpenedBid&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenedBid, (),
                      (submission, verdict, fault, bidder, bidder_name, letter, findings, security))

// A file of a bid whose letter opened: opened after all letters, and held against the digest in the letter.
struct OpenedFile {
    std::string submission;
    std::string part;
    BidVerdict verdict = BidVerdict::opened;
    std::string fault;             // a refusal's code; "" where it opened
    std::optional<Digest> digest;  // of its contents; where it could be read
    std::int64_t size = 0;         // of its contents, in bytes
    bool operator==(const OpenedFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenedFile, (), (submission, part, verdict, fault, digest, size))

// --- events ---

struct TenderLotPublished {
    TenderId tender;
    TenderTerms terms;
    TenderTimes times;
    Method method;
    LotKey key;
};
BOOST_DESCRIBE_STRUCT(TenderLotPublished, (), (tender, terms, times, method, key))

// An officer of the key's ceremony signed the lot's certificate.
struct KeyCosigned {
    std::int64_t holder = 0;
    Digest signature;
};
BOOST_DESCRIBE_STRUCT(KeyCosigned, (), (holder, signature))

struct DocumentsChanged {
    std::int64_t version = 0;  // as it stands from now on
    TenderTerms terms;
    TenderTimes times;
    std::string statement;
    std::vector<AnsweredQuestion> answers;
    bool affects_bids = false;
};
BOOST_DESCRIBE_STRUCT(DocumentsChanged, (), (version, terms, times, statement, answers, affects_bids))

struct TenderLotSuspended {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TenderLotSuspended, (), (reason))

struct TenderLotResumed {
    TenderTimes times;
};
BOOST_DESCRIBE_STRUCT(TenderLotResumed, (), (times))

struct TenderLotTerminated {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TenderLotTerminated, (), (reason))

// An outage took a part of the last stretch before the deadline: it is given back in full.
struct DeadlineExtended {
    Instant from;
    Instant to;
    OutageCause cause = OutageCause::server_silent;
    Instant deadline;
};
BOOST_DESCRIBE_STRUCT(DeadlineExtended, (), (from, to, cause, deadline))

// Gate and officers release their parts for this list, and look for its digest under these names
// (crypto/sealing/release.hpp).
struct SubmissionsClosed {
    std::string stage;
    Instant deadline;
    Instant closed_at;
    Digest closing_list;
    std::int64_t submissions = 0;
};
BOOST_DESCRIBE_STRUCT(SubmissionsClosed, (), (stage, deadline, closed_at, closing_list, submissions))

struct TenderLotFailed {
    std::int64_t submissions = 0;
    std::int64_t least = 0;
};
BOOST_DESCRIBE_STRUCT(TenderLotFailed, (), (submissions, least))

// A holder's parts for every envelope of the list, proved in one. `holder`: an officer's index, or the gate's
// (sealing::gate_holder).
struct PartReleased {
    std::int64_t holder = 0;
    Digest parts;  // of their text
};
BOOST_DESCRIBE_STRUCT(PartReleased, (), (holder, parts))

// What was released is not what the holder's share makes: named, and not used.
struct PartRejected {
    std::int64_t holder = 0;
    Digest parts;
    std::string fault;  // a refusal's code
};
BOOST_DESCRIBE_STRUCT(PartRejected, (), (holder, parts, fault))

struct OpeningAdjourned {
    std::vector<std::int64_t> released;  // by whom
    std::int64_t wanted = 0;             // officers
    Instant at;
};
BOOST_DESCRIBE_STRUCT(OpeningAdjourned, (), (released, wanted, at))

struct OpeningReconvened {
    Instant at;
};
BOOST_DESCRIBE_STRUCT(OpeningReconvened, (), (at))

// Logged before anything is opened: with whose parts.
struct OpeningBegun {
    std::vector<std::int64_t> officers;
};
BOOST_DESCRIBE_STRUCT(OpeningBegun, (), (officers))

// All of them, in the order of the closing list.
struct BidsOpened {
    std::vector<OpenedBid> bids;
};
BOOST_DESCRIBE_STRUCT(BidsOpened, (), (bids))

// All of those whose letters opened, in the order of the closing list.
struct FilesOpened {
    std::vector<OpenedFile> files;
};
BOOST_DESCRIBE_STRUCT(FilesOpened, (), (files))

struct OpeningObjected {
    std::int64_t number = 0;  // 1, 2, 3 …
    std::string bidder;       // whose bid was opened
    std::string text;
};
BOOST_DESCRIBE_STRUCT(OpeningObjected, (), (number, bidder, text))

struct OpeningAnswered {
    std::int64_t number = 0;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(OpeningAnswered, (), (number, answer))

// The record as the host signed it: the opening is over.
struct OpeningRecorded {
    Digest record;
    Digest evidence;
};
BOOST_DESCRIBE_STRUCT(OpeningRecorded, (), (record, evidence))

using TenderLotEvent =
    std::variant<TenderLotPublished, KeyCosigned, DocumentsChanged, TenderLotSuspended, TenderLotResumed,
                 TenderLotTerminated, DeadlineExtended, SubmissionsClosed, TenderLotFailed, PartReleased,
                 PartRejected, OpeningAdjourned, OpeningReconvened, OpeningBegun, BidsOpened, FilesOpened,
                 OpeningObjected, OpeningAnswered, OpeningRecorded>;

// --- state ---

struct ReleasedPart {
    std::int64_t holder = 0;
    Digest parts;
    bool operator==(const ReleasedPart&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReleasedPart, (), (holder, parts))

struct OpeningObjection {
    std::int64_t number = 0;
    std::string bidder;
    std::string text;
    std::optional<std::string> answer;
    bool operator==(const OpeningObjection&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpeningObjection, (), (number, bidder, text, answer))

struct TenderLotState {
    TenderPhase phase = TenderPhase::none;
    TenderId tender;
    TenderTerms terms;
    TenderTimes times;
    Method method;
    LotKey key;
    std::vector<std::int64_t> cosigned;  // by whom, in ascending order
    std::int64_t documents_version = 0;
    std::optional<Instant> suspended_at;
    std::optional<Instant> closed_at;
    std::optional<Digest> closing_list;
    std::int64_t submissions = 0;            // 0 until the closing
    std::optional<Instant> waiting_since;    // for the officers' parts
    std::vector<ReleasedPart> released;      // each holder's last, in ascending order
    std::vector<std::int64_t> opening_with;  // officers, once it has begun
    std::vector<OpenedBid> bids;
    std::vector<OpenedFile> files;  // none until all are opened
    std::vector<OpeningObjection> objections;
    std::optional<Digest> record;
    std::string reason;  // of a suspension or termination
    bool operator==(const TenderLotState&) const = default;

    bool takes_bids() const {
        return phase == TenderPhase::open && static_cast<std::int64_t>(cosigned.size()) == key.officers;
    }
};
BOOST_DESCRIBE_STRUCT(TenderLotState, (),
                      (phase, tender, terms, times, method, key, cosigned, documents_version, suspended_at,
                       closed_at, closing_list, submissions, waiting_since, released, opening_with, bids,
                       files, objections, record, reason))

// --- commands ---

struct PublishTenderLot {
    TenderId tender;
    TenderTerms terms;
    TenderTimes times;
    Method method;
    LotKey key;
};
struct AdvanceTender {};
struct CosignKey {
    std::int64_t holder = 0;
    Digest signature;
};
// The terms and times as they shall stand; moments only later. Changed terms always affect the bids.
struct ChangeDocuments {
    TenderTerms terms;
    TenderTimes times;
    std::string statement;
    std::vector<AnsweredQuestion> answers;
    bool affects_bids = false;
};
struct SuspendTender {
    std::string reason;
};
struct ResumeTender {};
struct TerminateTender {
    std::string reason;
};
// `fault`: what is wrong with the parts, as whoever verified them found.
struct ReleasePart {
    std::int64_t holder = 0;
    Digest closing_list;  // that they were made for
    Digest parts;
    std::optional<std::string> fault;
};
struct ReconveneOpening {
    Instant at;
};
struct BeginOpening {};
struct OpenBids {
    std::vector<OpenedBid> bids;
};
struct OpenFiles {
    std::vector<OpenedFile> files;
};
struct ObjectToOpening {
    std::string bidder;
    std::string text;
};
struct AnswerObjection {
    std::int64_t number = 0;
    std::string answer;
};
struct RecordOpening {
    Digest record;    // of the text that was signed
    Digest drawn_up;  // of the text that the lot makes
    Digest evidence;
};
using TenderLotCommand =
    std::variant<PublishTenderLot, AdvanceTender, CosignKey, ChangeDocuments, SuspendTender, ResumeTender,
                 TerminateTender, ReleasePart, ReconveneOpening, BeginOpening, OpenBids, OpenFiles,
                 ObjectToOpening, AnswerObjection, RecordOpening>;

// What a decision must know beyond the lot's own events.
struct ClosingFacts {
    Digest list;
    std::int64_t submissions = 0;
};
struct TenderFacts {
    // Whatever reached the platform before this moment is decided, and every outage until then is among
    // `outages`; nullopt where nothing is known. Nothing closes until a later moment than its deadline.
    std::optional<Instant> settled;
    std::vector<Outage> outages;
    // What is complete now; wanted where the deadline has come (`closes`).
    std::optional<ClosingFacts> closing;
};

// Refusals in this order: form, existence, phase, time (tendering/refusals.cpp). `now` is not earlier than
// the last event's time. What was due before the command comes before it.
Result<std::vector<TenderLotEvent>> decide(const TenderLotState& state, const TenderLotCommand& command,
                                           Instant now, const TenderFacts& facts = {});
TenderLotState evolve(TenderLotState state, const TenderLotEvent& event, Instant at);

// The state after every outage that is known by now: its deadline is the one that counts.
TenderLotState with_outages(TenderLotState state, const TenderFacts& facts);
// Whether the deadline has come and it is settled: `closing` is needed.
bool closes(const TenderLotState& state, Instant now, const TenderFacts& facts);
// Whether it has come and is not settled yet: nothing may be done that depends on it (deadline_unsettled).
bool awaits_settling(const TenderLotState& state, Instant now, const TenderFacts& facts);
// When time alone changes the lot next; nullopt when nothing more will happen by itself.
std::optional<Instant> next_due(const TenderLotState& state);
// Only an outage that ended after this moment can touch the lot; nullopt: none can.
std::optional<Instant> outages_matter_from(const TenderLotState& state);
// The officers with whose parts the lot can be opened, or fewer than the threshold.
std::vector<std::int64_t> released_officers(const TenderLotState& state);
// Whether the gate's parts and enough officers' are there.
bool can_open(const TenderLotState& state);
// Whether letters opened that name files, and none of these is opened yet.
bool files_wait(const TenderLotState& state);

}  // namespace daylit::tendering

namespace daylit {
template <>
struct EventTag<tendering::TenderLotPublished> : NamedEvent<"tender_lot_published", 1> {};
template <>
struct EventTag<tendering::KeyCosigned> : NamedEvent<"key_cosigned", 1> {};
template <>
struct EventTag<tendering::DocumentsChanged> : NamedEvent<"documents_changed", 1> {};
template <>
struct EventTag<tendering::TenderLotSuspended> : NamedEvent<"tender_lot_suspended", 1> {};
template <>
struct EventTag<tendering::TenderLotResumed> : NamedEvent<"tender_lot_resumed", 1> {};
template <>
struct EventTag<tendering::TenderLotTerminated> : NamedEvent<"tender_lot_terminated", 1> {};
template <>
struct EventTag<tendering::DeadlineExtended> : NamedEvent<"deadline_extended", 1> {};
template <>
struct EventTag<tendering::SubmissionsClosed> : NamedEvent<"submissions_closed", 1> {};
template <>
struct EventTag<tendering::TenderLotFailed> : NamedEvent<"tender_lot_failed", 1> {};
template <>
struct EventTag<tendering::PartReleased> : NamedEvent<"part_released", 1> {};
template <>
struct EventTag<tendering::PartRejected> : NamedEvent<"part_rejected", 1> {};
template <>
struct EventTag<tendering::OpeningAdjourned> : NamedEvent<"opening_adjourned", 1> {};
template <>
struct EventTag<tendering::OpeningReconvened> : NamedEvent<"opening_reconvened", 1> {};
template <>
struct EventTag<tendering::OpeningBegun> : NamedEvent<"opening_begun", 1> {};
template <>
struct EventTag<tendering::BidsOpened> : NamedEvent<"bids_opened", 1> {};
template <>
struct EventTag<tendering::FilesOpened> : NamedEvent<"files_opened", 1> {};
template <>
struct EventTag<tendering::OpeningObjected> : NamedEvent<"opening_objected", 1> {};
template <>
struct EventTag<tendering::OpeningAnswered> : NamedEvent<"opening_answered", 1> {};
template <>
struct EventTag<tendering::OpeningRecorded> : NamedEvent<"opening_recorded", 1> {};
}  // namespace daylit
