// An application to one lot with its deposit, from the hour it is handed in until the money has found its
// place. decide and evolve are pure.
//
// The events hold who applied and who paid only sealed (text that this folder cannot read), and they stand in
// a stream of their own under a random id: no public number counts applicants.
#pragma once

#include "auction/lot.hpp"

namespace daylit::auction {

// unqualified: the lot closed before a deposit matched. settled: the deposit is to be given back. won: it
// counts towards the price.
enum class ApplicationPhase { none, applied, qualified, unqualified, won, settled, forfeited };
BOOST_DESCRIBE_ENUM(ApplicationPhase, none, applied, qualified, unqualified, won, settled, forfeited)

// Why a line of the bank's statement matches no application; two people then resolve it.
enum class Mismatch { unknown_reference, second_line, after_closing, other_payer, late, too_little };
BOOST_DESCRIBE_ENUM(Mismatch, unknown_reference, second_line, after_closing, other_payer, late, too_little)

enum class DepositOutcome { give_back, count_towards_price, forfeit };
BOOST_DESCRIBE_ENUM(DepositOutcome, give_back, count_towards_price, forfeit)

// What an application needs to know of its lot, read at the moment of judging.
struct LotFacts {
    LotTimes times;
    Fen deposit;
    bool closed = false;
    std::optional<Instant> suspended_at;
};
LotFacts facts_of(const LotState& lot);

// --- events ---

struct ApplicationSubmitted {
    LotId lot;
    std::string deposit_reference;
    std::string applicant;  // sealed: organisation and person
};
BOOST_DESCRIBE_STRUCT(ApplicationSubmitted, (), (lot, deposit_reference, applicant))

struct ApplicationQualified {
    std::string plate;
    std::string deposit;  // sealed: the line, its payer and the deposit
};
BOOST_DESCRIBE_STRUCT(ApplicationQualified, (), (plate, deposit))

struct DepositMismatched {
    Mismatch mismatch = Mismatch::late;
};
BOOST_DESCRIBE_STRUCT(DepositMismatched, (), (mismatch))

struct ApplicationUnqualified {};
BOOST_DESCRIBE_STRUCT(ApplicationUnqualified, (), ())

struct DepositReleased {
    Date due_date;  // until when it must be paid back
};
BOOST_DESCRIBE_STRUCT(DepositReleased, (), (due_date))

struct DepositCounted {};
BOOST_DESCRIBE_STRUCT(DepositCounted, (), ())

struct DepositForfeited {};
BOOST_DESCRIBE_STRUCT(DepositForfeited, (), ())

// Somebody, or a program, was told who applied.
struct ApplicantRevealed {
    std::string reader;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(ApplicantRevealed, (), (reader, purpose))

using ApplicationEvent =
    std::variant<ApplicationSubmitted, ApplicationQualified, DepositMismatched, ApplicationUnqualified,
                 DepositReleased, DepositCounted, DepositForfeited, ApplicantRevealed>;

// --- state ---

struct ApplicationState {
    ApplicationPhase phase = ApplicationPhase::none;
    LotId lot;
    std::string deposit_reference;
    std::string applicant;             // sealed
    std::optional<std::string> plate;  // stays with it for good
    std::string deposit;               // sealed; "" before one matched
    std::optional<Mismatch> mismatch;  // of the last line that did not match
    bool operator==(const ApplicationState&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApplicationState, (),
                      (phase, lot, deposit_reference, applicant, plate, deposit, mismatch))

// --- commands ---

struct SubmitApplication {
    LotId lot;
    LotFacts facts;
    bool accepts_rules = false;
    bool organisation_is_active = false;
    bool is_the_seller = false;
    bool has_applied = false;  // the same organisation to the same lot
    std::string deposit_reference;
    std::string applicant;
};
// The plate is three or four digits that nobody else in the lot has.
struct QualifyApplication {
    std::string plate;
    std::string deposit;
};
struct NoteMismatch {
    Mismatch mismatch = Mismatch::late;
};
// Brings the application to where its closed lot says; the same again changes nothing.
struct SettleApplication {
    DepositOutcome outcome = DepositOutcome::give_back;
    Date due_date;  // of the money that goes back
};
struct RevealApplicant {
    std::string reader;
    std::string purpose;
};
using ApplicationCommand =
    std::variant<SubmitApplication, QualifyApplication, NoteMismatch, SettleApplication, RevealApplicant>;

// Refusals in this order: form, right, phase (auction/deposit_refusals.cpp).
Result<std::vector<ApplicationEvent>> decide(const ApplicationState& state, const ApplicationCommand& command,
                                             Instant now);
ApplicationState evolve(ApplicationState state, const ApplicationEvent& event);

// Whether a deposit stands behind it now: it may quote, or has won.
inline bool is_qualified(ApplicationPhase phase) {
    return phase == ApplicationPhase::qualified || phase == ApplicationPhase::won;
}

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::ApplicationSubmitted> : NamedEvent<"application_submitted", 1> {};
template <>
struct EventTag<auction::ApplicationQualified> : NamedEvent<"application_qualified", 1> {};
template <>
struct EventTag<auction::DepositMismatched> : NamedEvent<"deposit_mismatched", 1> {};
template <>
struct EventTag<auction::ApplicationUnqualified> : NamedEvent<"application_unqualified", 1> {};
template <>
struct EventTag<auction::DepositReleased> : NamedEvent<"deposit_released", 1> {};
template <>
struct EventTag<auction::DepositCounted> : NamedEvent<"deposit_counted", 1> {};
template <>
struct EventTag<auction::DepositForfeited> : NamedEvent<"deposit_forfeited", 1> {};
template <>
struct EventTag<auction::ApplicantRevealed> : NamedEvent<"applicant_revealed", 1> {};
}  // namespace daylit
