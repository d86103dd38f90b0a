// One line of the bank's statement, from its entry until it matched a deposit, its payer asked for it back,
// or two people resolved it. decide and evolve are pure. The payer enters events only sealed; no event names
// a lot or an application.
#pragma once

#include "auction/application.hpp"

namespace daylit::auction {

// held: for a sealed bid, whose letter alone can name it (tendering/bid_security.hpp).
enum class BankLinePhase { none, entered, matched, mismatched, resolved, held, returned };
BOOST_DESCRIBE_ENUM(BankLinePhase, none, entered, matched, mismatched, resolved, held, returned)

// return_to_payer: the money goes back. entered_wrongly: there is no such line; its bank reference is free
// again.
enum class Resolution { return_to_payer, entered_wrongly };
BOOST_DESCRIBE_ENUM(Resolution, return_to_payer, entered_wrongly)

// What the bank tells.
struct StatementLine {
    std::string bank_reference;  // the bank's own number of the line
    std::string reference;       // what the payer wrote; "" for nothing
    std::string payer;           // the account's name
    Fen amount;
    Instant received_at;
    bool operator==(const StatementLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(StatementLine, (), (bank_reference, reference, payer, amount, received_at))

// --- events ---

struct BankLineEntered {
    std::string bank_reference;
    std::string reference;
    std::string payer;  // sealed
    Fen amount;
    Instant received_at;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(BankLineEntered, (), (bank_reference, reference, payer, amount, received_at, author))

struct BankLineMatched {};
BOOST_DESCRIBE_STRUCT(BankLineMatched, (), ())

struct BankLineMismatched {
    Mismatch mismatch = Mismatch::unknown_reference;
};
BOOST_DESCRIBE_STRUCT(BankLineMismatched, (), (mismatch))

struct BankLineHeld {};
BOOST_DESCRIBE_STRUCT(BankLineHeld, (), ())

// Its payer asked for it back, and no bid needs it.
struct BankLineReturned {};
BOOST_DESCRIBE_STRUCT(BankLineReturned, (), ())

struct ResolutionProposed {
    Resolution resolution = Resolution::return_to_payer;
    std::string reason;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(ResolutionProposed, (), (resolution, reason, author))

struct ResolutionConfirmed {};
BOOST_DESCRIBE_STRUCT(ResolutionConfirmed, (), ())

using BankLineEvent = std::variant<BankLineEntered, BankLineMatched, BankLineMismatched, BankLineHeld,
                                   BankLineReturned, ResolutionProposed, ResolutionConfirmed>;

// --- state ---

struct Proposal {
    Resolution resolution = Resolution::return_to_payer;
    std::string reason;
    std::string author;
    bool operator==(const Proposal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (resolution, reason, author))

struct BankLineState {
    BankLinePhase phase = BankLinePhase::none;
    std::string bank_reference;
    std::string reference;
    std::string payer;  // sealed
    Fen amount;
    Instant received_at;
    std::string author;
    std::optional<Mismatch> mismatch;
    std::optional<Proposal> proposal;  // the last one
    bool operator==(const BankLineState&) const = default;

    bool is_void() const {
        return phase == BankLinePhase::resolved && proposal &&
               proposal->resolution == Resolution::entered_wrongly;
    }
};
BOOST_DESCRIBE_STRUCT(BankLineState, (),
                      (phase, bank_reference, reference, payer, amount, received_at, author, mismatch,
                       proposal))

// --- commands ---

struct EnterBankLine {
    StatementLine line;
    std::string sealed_payer;
    std::string actor;
    std::string path;  // of the line in what was handed in: "", "lines[3]", "line 5"
};
struct MatchBankLine {};
struct MismatchBankLine {
    Mismatch mismatch = Mismatch::unknown_reference;
};
struct HoldBankLine {};
struct ReturnBankLine {};
// Another proposal takes the place of the one before.
struct ProposeResolution {
    Resolution resolution = Resolution::return_to_payer;
    std::string reason;
    std::string actor;
};
struct ConfirmResolution {
    std::string actor;
};
using BankLineCommand = std::variant<EnterBankLine, MatchBankLine, MismatchBankLine, HoldBankLine,
                                     ReturnBankLine, ProposeResolution, ConfirmResolution>;

// Refusals in this order: form, right, phase (auction/deposit_refusals.cpp).
Result<std::vector<BankLineEvent>> decide(const BankLineState& state, const BankLineCommand& command,
                                          Instant now);
BankLineState evolve(BankLineState state, const BankLineEvent& event);

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::BankLineEntered> : NamedEvent<"bank_line_entered", 1> {};
template <>
struct EventTag<auction::BankLineMatched> : NamedEvent<"bank_line_matched", 1> {};
template <>
struct EventTag<auction::BankLineMismatched> : NamedEvent<"bank_line_mismatched", 1> {};
template <>
struct EventTag<auction::BankLineHeld> : NamedEvent<"bank_line_held", 1> {};
template <>
struct EventTag<auction::BankLineReturned> : NamedEvent<"bank_line_returned", 1> {};
template <>
struct EventTag<auction::ResolutionProposed> : NamedEvent<"resolution_proposed", 1> {};
template <>
struct EventTag<auction::ResolutionConfirmed> : NamedEvent<"resolution_confirmed", 1> {};
}  // namespace daylit
