#include "auction/application.hpp"

#include "base/cases.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

using Events = std::vector<ApplicationEvent>;
using Decision = Result<Events>;

Refusal wrong_phase(ApplicationPhase phase) {
    return refuse("application_wrong_phase", "", {std::string(boost::describe::enum_to_string(phase, ""))});
}

bool is_plate(const std::string& text) {
    return (text.size() == 3 || text.size() == 4) &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Outcome check_right(const SubmitApplication& command) {
    if (!command.organisation_is_active) {
        return refuse("applicant_not_active");
    }
    if (command.is_the_seller) {
        return refuse("seller_cannot_apply");
    }
    return Done{};
}

// The first moment is in time, the last moment is late.
Outcome check_window(const LotFacts& lot, Instant now) {
    if (lot.closed) {
        return refuse("application_lot_closed");
    }
    if (lot.suspended_at) {
        return refuse("application_lot_suspended");
    }
    if (now < lot.times.application_from) {
        return refuse("application_too_early", "", {to_china_rfc3339(lot.times.application_from)});
    }
    if (now >= lot.times.application_until) {
        return refuse("application_too_late", "", {to_china_rfc3339(lot.times.application_until)});
    }
    return Done{};
}

Decision submit(const ApplicationState& state, const SubmitApplication& command, Instant now) {
    if (!command.accepts_rules) {
        return refuse("rules_not_accepted", "accepts_rules");
    }
    for (const auto& checked : {check_right(command), check_window(command.facts, now)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    if (command.has_applied || state.phase != ApplicationPhase::none) {
        return refuse("already_applied");
    }
    return Events{ApplicationSubmitted{command.lot, command.deposit_reference, command.applicant}};
}

Decision qualify(const ApplicationState& state, const QualifyApplication& command) {
    ensure(is_plate(command.plate), "a plate has three or four digits");
    if (state.phase != ApplicationPhase::applied) {
        return wrong_phase(state.phase);
    }
    return Events{ApplicationQualified{command.plate, command.deposit}};
}

Decision note_mismatch(const ApplicationState& state, const NoteMismatch& command) {
    if (state.phase == ApplicationPhase::none) {
        return wrong_phase(state.phase);
    }
    return Events{DepositMismatched{command.mismatch}};
}

Decision settle(const ApplicationState& state, const SettleApplication& command) {
    const bool held = is_qualified(state.phase);
    if (state.phase == ApplicationPhase::applied) {
        return Events{ApplicationUnqualified{}};
    }
    if (held && command.outcome == DepositOutcome::forfeit) {
        return Events{DepositForfeited{}};
    }
    if (state.phase != ApplicationPhase::qualified) {
        return Events{};
    }
    return command.outcome == DepositOutcome::give_back ? Events{DepositReleased{command.due_date}}
                                                        : Events{DepositCounted{}};
}

Decision reveal(const ApplicationState& state, const RevealApplicant& command) {
    if (state.phase == ApplicationPhase::none) {
        return wrong_phase(state.phase);
    }
    return Events{ApplicantRevealed{command.reader, command.purpose}};
}

}  // namespace

LotFacts facts_of(const LotState& lot) {
    return {lot.terms.times, lot.terms.parcel.deposit, is_closed(lot.phase), lot.suspended_at};
}

Decision decide(const ApplicationState& state, const ApplicationCommand& command, Instant now) {
    return std::visit(Cases{[&](const SubmitApplication& c) { return submit(state, c, now); },
                            [&](const QualifyApplication& c) { return qualify(state, c); },
                            [&](const NoteMismatch& c) { return note_mismatch(state, c); },
                            [&](const SettleApplication& c) { return settle(state, c); },
                            [&](const RevealApplicant& c) { return reveal(state, c); }},
                      command);
}

ApplicationState evolve(ApplicationState state, const ApplicationEvent& event) {
    std::visit(Cases{[&](const ApplicationSubmitted& e) {
                         state.phase = ApplicationPhase::applied;
                         state.lot = e.lot;
                         state.deposit_reference = e.deposit_reference;
                         state.applicant = e.applicant;
                     },
                     [&](const ApplicationQualified& e) {
                         state.phase = ApplicationPhase::qualified;
                         state.plate = e.plate;
                         state.deposit = e.deposit;
                         state.mismatch.reset();
                     },
                     [&](const DepositMismatched& e) { state.mismatch = e.mismatch; },
                     [&](const ApplicationUnqualified&) { state.phase = ApplicationPhase::unqualified; },
                     [&](const DepositReleased&) { state.phase = ApplicationPhase::settled; },
                     [&](const DepositCounted&) { state.phase = ApplicationPhase::won; },
                     [&](const DepositForfeited&) { state.phase = ApplicationPhase::forfeited; },
                     [](const ApplicantRevealed&) {}},
               event);
    return state;
}

}  // namespace daylit::auction
