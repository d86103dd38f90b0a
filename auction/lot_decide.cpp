#include "auction/lot_rules.hpp"
#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::auction {

namespace {

Decision publish(const LotState& state, const PublishLot& command, Instant now) {
    if (state.phase != LotPhase::none) {
        return wrong_phase(state, now);
    }
    auto findings = check_terms(command.terms, command.profile, now, "terms");
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    return Events{LotPublished{command.terms, command.profile}};
}

Decision sign_confirmation(const LotState& state, const SignConfirmation& command) {
    if (state.phase != LotPhase::sold || state.deal->refused_at) {
        return refuse("no_deal_to_confirm");
    }
    if (command.confirmation != command.drawn_up) {
        return refuse("confirmation_differs", "confirmation_digest");
    }
    const auto& signed_at =
        command.party == DealParty::seller ? state.deal->seller_signed_at : state.deal->winner_signed_at;
    if (signed_at) {
        return refuse("already_signed");
    }
    return Events{ConfirmationSigned{command.party, command.confirmation, command.evidence}};
}

Decision refuse_confirmation(const LotState& state, const RefuseConfirmation& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (state.phase != LotPhase::sold || state.deal->refused_at) {
        return refuse("no_deal_to_confirm");
    }
    if (state.deal->winner_signed_at) {
        return refuse("already_signed");
    }
    return Events{ConfirmationRefused{command.reason}};
}

Decision record_contract(const LotState& state, const RecordContract& command, Instant now) {
    if (auto number = require_line(command.number, "number", 60); !number) {
        return number.refusal();
    }
    if (state.phase != LotPhase::sold || !state.deal->is_binding() || state.deal->contract_signed_on) {
        return refuse("no_contract_due");
    }
    if (command.signed_on > china_date(now) || command.signed_on < china_date(*state.closed_at)) {
        return refuse("contract_date_wrong", "signed_on",
                      {to_text(china_date(*state.closed_at)), to_text(china_date(now))});
    }
    return Events{ContractSigned{command.number, command.signed_on}};
}

Decision decide_now(const LotState& state, const LotCommand& command, Instant now) {
    return std::visit(Cases{[&](const PublishLot& c) { return publish(state, c, now); },
                            [](const Advance&) -> Decision { return Events{}; },
                            [&](const PlaceQuote& c) { return place_quote(state, c, now); },
                            [&](const SuspendLot& c) { return suspend(state, c, now); },
                            [&](const ResumeLot& c) { return resume(state, c, now); },
                            [&](const TerminateLot& c) { return terminate(state, c, now); },
                            [&](const SupplementTerms& c) { return supplement(state, c, now); },
                            [&](const SignConfirmation& c) { return sign_confirmation(state, c); },
                            [&](const RefuseConfirmation& c) { return refuse_confirmation(state, c); },
                            [&](const RecordContract& c) { return record_contract(state, c, now); }},
                      command);
}

// Whoever acts after the end of a window must wait until it is settled whether it has ended.
Decision decide_settled(const LotState& state, const LotCommand& command, Instant now, const Facts& facts) {
    if (!std::holds_alternative<Advance>(command) && awaits_settling(state, now, facts)) {
        return refuse("closing_unsettled");
    }
    return decide_now(state, command, now);
}

}  // namespace

Refusal wrong_phase(const LotState& state, Instant now) {
    return refuse(
        "lot_wrong_phase", "",
        {state.phase == LotPhase::none ? boost::describe::enum_to_string(state.phase, "")
                                       : boost::describe::enum_to_string(shown_phase(state, now), "")});
}

Result<std::vector<LotEvent>> decide(const LotState& state, const LotCommand& command, Instant now,
                                     const Facts& facts) {
    auto events = due_events(state, now, facts);
    if (events.empty()) {
        return decide_settled(state, command, now, facts);
    }
    auto reached = state;
    for (const auto& event : events) {
        reached = evolve(std::move(reached), event, now);
    }
    auto decided = decide_settled(reached, command, now, facts);
    if (!decided) {
        return decided;
    }
    events.insert(events.end(), decided->begin(), decided->end());
    return events;
}

}  // namespace daylit::auction
