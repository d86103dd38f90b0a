// One lot's auction, from its publication to its result: a pure state machine.
//
// Time moves it too: every command first advances the lot by what was due until now, so a late timer changes
// nothing, and a result carries the exact instant at which its window ended. A refusal stores nothing.
#pragma once

#include "auction/terms.hpp"
#include "base/event.hpp"

namespace daylit::auction {

enum class LotPhase { none, listed, question, timed, sold, failed, terminated };
BOOST_DESCRIBE_ENUM(LotPhase, none, listed, question, timed, sold, failed, terminated)

enum class QuoteStage { listing, timed };
BOOST_DESCRIBE_ENUM(QuoteStage, listing, timed)

enum class Failure { no_quote };
BOOST_DESCRIBE_ENUM(Failure, no_quote)

enum class DealParty { seller, winner };
BOOST_DESCRIBE_ENUM(DealParty, seller, winner)

// --- events ---

struct LotPublished {
    LotTerms terms;
    Profile profile;
};
BOOST_DESCRIBE_STRUCT(LotPublished, (), (terms, profile))

struct QuotePlaced {
    std::int64_t number = 0;  // 1, 2, 3 … within the lot
    std::string plate;
    Fen price;
    QuoteStage stage = QuoteStage::listing;
    std::int64_t seen_number = 0;  // the quote that the bidder saw leading; 0: none
    Digest evidence;               // of the signed quote as it arrived
};
BOOST_DESCRIBE_STRUCT(QuotePlaced, (), (number, plate, price, stage, seen_number, evidence))

struct QuestionOpened {
    Instant from;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(QuestionOpened, (), (from, until))

struct QuestionAnswered {
    std::string plate;
    bool go_on = false;
    Digest evidence;
};
BOOST_DESCRIBE_STRUCT(QuestionAnswered, (), (plate, go_on, evidence))

// An answer stands in a stream of its own, and the lot learns all of them at once when its question is over:
// until a lot closes, no number of its stream may tell how many answered.
struct Answer {
    std::string plate;
    bool go_on = false;
    Digest evidence;
    bool operator==(const Answer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (plate, go_on, evidence))
using Answers = std::vector<Answer>;

struct QuestionClosed {
    Answers answers;
};
BOOST_DESCRIBE_STRUCT(QuestionClosed, (), (answers))

struct TimedBiddingOpened {
    Instant from;
    Instant until;  // of the first window
};
BOOST_DESCRIBE_STRUCT(TimedBiddingOpened, (), (from, until))

struct LotSold {
    std::string plate;
    Fen price;
    Fen premium;
    std::int64_t premium_rate = 0;  // ten-thousandths of a percent, truncated
    Instant closed_at;
};
BOOST_DESCRIBE_STRUCT(LotSold, (), (plate, price, premium, premium_rate, closed_at))

struct LotFailed {
    Failure reason = Failure::no_quote;
    Instant closed_at;
};
BOOST_DESCRIBE_STRUCT(LotFailed, (), (reason, closed_at))

struct LotSuspended {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(LotSuspended, (), (reason))

// The times as they stand from now on; a window or question that was running starts again in full. Answers
// to the question that were given before the suspension stand.
struct LotResumed {
    LotTimes times;
    std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(LotResumed, (), (times, until))

// What ran when the platform was away starts again in full from `to`: the question or the window until
// `until`, or the last stretch of free quoting, by the times as they stand from now on. Quotes and answers
// that were accepted stand.
struct OutageRecorded {
    Instant from;
    Instant to;
    OutageCause cause = OutageCause::server_silent;
    LotTimes times;
    std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(OutageRecorded, (), (from, to, cause, times, until))

struct LotTerminated {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(LotTerminated, (), (reason))

struct TermsSupplemented {
    LotTerms terms;
    std::string statement;
};
BOOST_DESCRIBE_STRUCT(TermsSupplemented, (), (terms, statement))

struct ConfirmationSigned {
    DealParty party = DealParty::seller;
    Digest confirmation;
    Digest evidence;
};
BOOST_DESCRIBE_STRUCT(ConfirmationSigned, (), (party, confirmation, evidence))

// The winner refuses: its deposit is forfeited, and nobody moves up.
struct ConfirmationRefused {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ConfirmationRefused, (), (reason))

struct ContractSigned {
    std::string number;
    Date signed_on{};
};
BOOST_DESCRIBE_STRUCT(ContractSigned, (), (number, signed_on))

using LotEvent = std::variant<LotPublished, QuotePlaced, QuestionOpened, QuestionClosed, TimedBiddingOpened,
                              LotSold, LotFailed, LotSuspended, LotResumed, LotTerminated, TermsSupplemented,
                              ConfirmationSigned, ConfirmationRefused, ContractSigned, OutageRecorded>;
using AnswerEvent = std::variant<QuestionAnswered>;

// --- state ---

struct Leader {
    std::int64_t number = 0;
    std::string plate;
    Fen price;
    Instant at;
    bool operator==(const Leader&) const = default;
};
BOOST_DESCRIBE_STRUCT(Leader, (), (number, plate, price, at))

struct Participant {
    std::string plate;
    bool quoted_in_listing = false;
    std::optional<bool> go_on;
    bool operator==(const Participant&) const = default;
};
BOOST_DESCRIBE_STRUCT(Participant, (), (plate, quoted_in_listing, go_on))

struct Deal {
    Fen premium;
    std::int64_t premium_rate = 0;
    std::optional<Instant> seller_signed_at;
    std::optional<Instant> winner_signed_at;
    std::optional<Instant> refused_at;
    std::string refusal_reason;
    std::string contract_number;
    std::optional<Date> contract_signed_on;
    bool operator==(const Deal&) const = default;

    bool is_binding() const { return seller_signed_at && winner_signed_at; }
};
BOOST_DESCRIBE_STRUCT(Deal, (),
                      (premium, premium_rate, seller_signed_at, winner_signed_at, refused_at, refusal_reason,
                       contract_number, contract_signed_on))

struct LotState {
    LotPhase phase = LotPhase::none;
    LotTerms terms;
    Profile profile;
    std::optional<Leader> leader;
    std::vector<Participant> participants;  // those who quoted, and who answered once it is over; never shown
    std::int64_t quotes = 0;
    bool answered = false;         // the question is over and its answers are known
    std::optional<Instant> until;  // of the question or the window that runs
    std::optional<Instant> suspended_at;
    std::optional<Instant> closed_at;
    std::string reason;  // of a suspension or termination
    std::optional<Deal> deal;
    bool operator==(const LotState&) const = default;
};
BOOST_DESCRIBE_STRUCT(LotState, (),
                      (phase, terms, profile, leader, participants, quotes, answered, until, suspended_at,
                       closed_at, reason, deal))

// --- commands ---

struct PublishLot {
    LotTerms terms;
    Profile profile;
};
struct Advance {};
struct PlaceQuote {
    std::string plate;  // "" where the bidder has none
    bool qualified = false;
    Fen price;
    std::int64_t seen_number = 0;
    Digest evidence;
};
struct AnswerQuestion {
    std::string plate;
    bool qualified = false;
    bool answered = false;  // already
    bool go_on = false;
    Digest evidence;
};
struct SuspendLot {
    std::string reason;
};
// Moments that had not passed come later by the suspension's length, and by what keeps the application's
// close two days before the listing's end. The desk may set these two later still, while the listing has not
// ended.
struct ResumeLot {
    std::optional<Instant> listing_end;
    std::optional<Instant> timed_start;
};
struct TerminateLot {
    std::string reason;
};
// The terms as they shall stand. Before the listing begins: a changed parcel wants the whole notice period
// again, times may only come later. While it runs: the step may rise, nothing else. A suspended lot is
// resumed first.
struct SupplementTerms {
    LotTerms terms;
    std::string statement;
};
struct SignConfirmation {
    DealParty party = DealParty::seller;
    Digest confirmation;  // of the text that was signed
    Digest drawn_up;      // of the text that the deal makes
    Digest evidence;
};
struct RefuseConfirmation {
    std::string reason;
};
struct RecordContract {
    std::string number;
    Date signed_on{};
};
using LotCommand = std::variant<PublishLot, Advance, PlaceQuote, SuspendLot, ResumeLot, TerminateLot,
                                SupplementTerms, SignConfirmation, RefuseConfirmation, RecordContract>;

// What a decision must know beyond the lot's own events.
struct Facts {
    Answers answers;  // given to the lot's question so far; without a question there are none
    // Whatever reached the platform before this moment is decided, and every outage until then is among
    // `outages`; nullopt where nothing is known. A lot whose profile has a rule on outages ends nothing that
    // ran until a later moment than this: it waits.
    std::optional<Instant> settled;
    std::vector<Outage> outages;  // in any order; those that touch nothing change nothing
};

// Refusals in this order: form, existence, right, phase, amount. `now` is not earlier than the last event's
// time. What is answered is stored whole and with `now` as the time of every event, those included that were
// due before; the command itself is judged after them, so that nothing can be done to a lot that has ended,
// nor to one whose end is not settled yet (closing_unsettled).
Result<std::vector<LotEvent>> decide(const LotState& state, const LotCommand& command, Instant now,
                                     const Facts& facts = {});
// An answer to the question who goes on: one a plate, silence is no.
Result<AnswerEvent> decide_answer(const LotState& state, const AnswerQuestion& command, Instant now,
                                  const Facts& facts = {});
// `at` is the time under which the event is stored: the moment of a quote, a suspension, a signature. Events
// that time alone causes carry their own instants and do not look at it.
LotState evolve(LotState state, const LotEvent& event, Instant at);

// What was due until now by time and outages alone, each with its due instant.
std::vector<LotEvent> due_events(const LotState& state, Instant now, const Facts& facts = {});
// The lot after what was due until now.
LotState advanced(LotState state, Instant now, const Facts& facts = {});
// When time alone changes the lot next; nullopt when nothing more will happen by itself.
std::optional<Instant> next_due(const LotState& state);
// Whether time would change the lot by now, were it settled that no outage touched what ended.
bool awaits_settling(const LotState& state, Instant now, const Facts& facts);
// Only an outage that ended after this moment can touch the lot; nullopt: none can.
std::optional<Instant> outages_matter_from(const LotState& state);

// The least price that the next quote may have. It may lie above most_price; then no quote can follow.
Fen next_price(const LotState& state);
// The highest price that a quote may have: a thousand million times the start price, and never more than an
// amount can be. A guard against slips that also keeps every premium rate within the numbers of JSON.
Fen most_price(const LotState& state);

// How the public sees it: time splits "listed" further. A suspended lot stays as it was when suspended.
// "closing": the question's or the window's time is over, and that no outage touched it is not settled yet.
enum class ShownPhase {
    announced,
    listing,
    frozen,
    waiting,
    question,
    timed,
    closing,
    sold,
    failed,
    terminated
};
BOOST_DESCRIBE_ENUM(ShownPhase, announced, listing, frozen, waiting, question, timed, closing, sold, failed,
                    terminated)
ShownPhase shown_phase(const LotState& state, Instant now);
// When the phase shown to the public changes next if nobody does anything, counted from the lot as it stands
// after what was due until now (a late timer changes nothing here either); nullopt while it is suspended,
// while it waits to be settled, and after it closed. Always later than now.
std::optional<Instant> next_moment(const LotState& state, Instant now, const Facts& facts = {});
inline bool is_closed(LotPhase phase) {
    return phase == LotPhase::sold || phase == LotPhase::failed || phase == LotPhase::terminated;
}

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::LotPublished> : NamedEvent<"lot_published", 1> {};
template <>
struct EventTag<auction::QuotePlaced> : NamedEvent<"quote_placed", 1> {};
template <>
struct EventTag<auction::QuestionOpened> : NamedEvent<"question_opened", 1> {};
template <>
struct EventTag<auction::QuestionAnswered> : NamedEvent<"question_answered", 1> {};
template <>
struct EventTag<auction::QuestionClosed> : NamedEvent<"question_closed", 1> {};
template <>
struct EventTag<auction::TimedBiddingOpened> : NamedEvent<"timed_bidding_opened", 1> {};
template <>
struct EventTag<auction::LotSold> : NamedEvent<"lot_sold", 1> {};
template <>
struct EventTag<auction::LotFailed> : NamedEvent<"lot_failed", 1> {};
template <>
struct EventTag<auction::LotSuspended> : NamedEvent<"lot_suspended", 1> {};
template <>
struct EventTag<auction::LotResumed> : NamedEvent<"lot_resumed", 1> {};
template <>
struct EventTag<auction::LotTerminated> : NamedEvent<"lot_terminated", 1> {};
template <>
struct EventTag<auction::TermsSupplemented> : NamedEvent<"terms_supplemented", 1> {};
template <>
struct EventTag<auction::ConfirmationSigned> : NamedEvent<"confirmation_signed", 1> {};
template <>
struct EventTag<auction::ConfirmationRefused> : NamedEvent<"confirmation_refused", 1> {};
template <>
struct EventTag<auction::ContractSigned> : NamedEvent<"contract_signed", 1> {};
template <>
struct EventTag<auction::OutageRecorded> : NamedEvent<"outage_recorded", 1> {};
}  // namespace daylit
