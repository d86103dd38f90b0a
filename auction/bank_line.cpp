#include "auction/bank_line.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::auction {

namespace {

using Events = std::vector<BankLineEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_reference = 64;
constexpr std::size_t longest_payer = 100;
constexpr std::size_t longest_reason = 500;

Outcome wrong_phase(const BankLineState& state) {
    return refuse("bank_line_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

Outcome require_phase(const BankLineState& state, BankLinePhase phase) {
    return state.phase == phase ? Outcome(Done{}) : wrong_phase(state);
}

// Where two people may decide what becomes of the money.
Outcome require_open(const BankLineState& state) {
    const bool is_open = state.phase == BankLinePhase::mismatched || state.phase == BankLinePhase::held;
    return is_open ? Outcome(Done{}) : wrong_phase(state);
}

Outcome check_line(const StatementLine& line, const std::string& path, Instant now) {
    const auto field = [&](const char* name) { return json_detail::join(path, name); };
    // A payer may have written no reference at all: two people then find out whose it is.
    const auto reference = line.reference.empty()
                               ? Outcome(Done{})
                               : require_line(line.reference, field("reference"), longest_reference);
    for (const auto& checked : {require_line(line.bank_reference, field("bank_reference"), longest_reference),
                                reference, require_line(line.payer, field("payer"), longest_payer)}) {
        if (!checked) {
            return checked;
        }
    }
    if (line.amount <= Fen()) {
        return refuse("amount_not_positive", field("amount"));
    }
    if (line.received_at > now) {
        return refuse("received_in_future", field("received_at"));
    }
    return Done{};
}

Decision enter(const BankLineState& state, const EnterBankLine& command, Instant now) {
    for (const auto& checked :
         {check_line(command.line, command.path, now), require_phase(state, BankLinePhase::none)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    const auto& line = command.line;
    return Events{BankLineEntered{line.bank_reference, line.reference, command.sealed_payer, line.amount,
                                  line.received_at, command.actor}};
}

Decision judge(const BankLineState& state, BankLineEvent verdict) {
    if (auto checked = require_phase(state, BankLinePhase::entered); !checked) {
        return checked.refusal();
    }
    return Events{std::move(verdict)};
}

Decision give_back(const BankLineState& state) {
    if (auto checked = require_phase(state, BankLinePhase::held); !checked) {
        return checked.refusal();
    }
    return Events{BankLineReturned{}};
}

Decision propose(const BankLineState& state, const ProposeResolution& command) {
    for (const auto& checked :
         {require_text(command.reason, "reason", longest_reason), require_open(state)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return Events{ResolutionProposed{command.resolution, command.reason, command.actor}};
}

Decision confirm(const BankLineState& state, const ConfirmResolution& command) {
    if (state.proposal && state.proposal->author == command.actor) {
        return refuse("proposer_cannot_confirm");
    }
    if (auto checked = require_open(state); !checked) {
        return checked.refusal();
    }
    if (!state.proposal) {
        return refuse("no_resolution_proposed");
    }
    return Events{ResolutionConfirmed{}};
}

}  // namespace

Decision decide(const BankLineState& state, const BankLineCommand& command, Instant now) {
    return std::visit(
        Cases{[&](const EnterBankLine& c) { return enter(state, c, now); },
              [&](const MatchBankLine&) { return judge(state, BankLineMatched{}); },
              [&](const MismatchBankLine& c) { return judge(state, BankLineMismatched{c.mismatch}); },
              [&](const HoldBankLine&) { return judge(state, BankLineHeld{}); },
              [&](const ReturnBankLine&) { return give_back(state); },
              [&](const ProposeResolution& c) { return propose(state, c); },
              [&](const ConfirmResolution& c) { return confirm(state, c); }},
        command);
}

BankLineState evolve(BankLineState state, const BankLineEvent& event) {
    std::visit(Cases{[&](const BankLineEntered& e) {
                         state.phase = BankLinePhase::entered;
                         state.bank_reference = e.bank_reference;
                         state.reference = e.reference;
                         state.payer = e.payer;
                         state.amount = e.amount;
                         state.received_at = e.received_at;
                         state.author = e.author;
                     },
                     [&](const BankLineMatched&) { state.phase = BankLinePhase::matched; },
                     [&](const BankLineMismatched& e) {
                         state.phase = BankLinePhase::mismatched;
                         state.mismatch = e.mismatch;
                     },
                     [&](const BankLineHeld&) { state.phase = BankLinePhase::held; },
                     [&](const BankLineReturned&) { state.phase = BankLinePhase::returned; },
                     [&](const ResolutionProposed& e) {
                         state.proposal = Proposal{e.resolution, e.reason, e.author};
                     },
                     [&](const ResolutionConfirmed&) { state.phase = BankLinePhase::resolved; }},
               event);
    return state;
}

}  // namespace daylit::auction
