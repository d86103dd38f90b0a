// What a published notice does to its lot: changed documents, suspension, resumption, termination.
#include "base/text.hpp"
#include "tendering/lot_rules.hpp"

#include <array>

namespace daylit::tendering {

namespace {

Outcome check_statement(const ChangeDocuments& command) {
    if (auto statement = require_text(command.statement, "statement", longest_statement); !statement) {
        return statement;
    }
    for (std::size_t i = 0; i < command.answers.size(); ++i) {
        const auto path = "answers[" + std::to_string(i) + "].answer";
        if (auto text = require_text(command.answers[i].answer, path, longest_statement); !text) {
            return text;
        }
    }
    return Done{};
}

// No moment that was announced comes earlier.
Outcome only_later(const TenderTimes& before, const TenderTimes& after, Instant now) {
    struct Pair {
        const char* name;
        Instant before;
        Instant after;
    };
    const std::array pairs{
        Pair{"documents_until", before.documents_until, after.documents_until},
        Pair{"questions_until", before.questions_until, after.questions_until},
        Pair{"deadline", before.deadline, after.deadline},
    };
    for (const auto& pair : pairs) {
        const auto path = std::string("times.") + pair.name;
        if (pair.after < pair.before) {
            return refuse("times_only_later", path, {to_china_rfc3339(pair.before)});
        }
        if (pair.after > after.deadline) {
            return refuse("times_out_of_order", path);
        }
    }
    if (after.deadline > now + most_ahead) {
        return refuse("times_too_far", "times.deadline", {std::to_string(most_ahead.count())});
    }
    return Done{};
}

// What may change a bid is told long enough before its deadline, or the deadline comes later.
Outcome check_notice(const TenderLotState& state, const ChangeDocuments& command, bool affects, Instant now) {
    const auto& rule = state.method.rules.change_before_deadline;
    if (affects && china_days_between(now, command.times.deadline) < rule.value) {
        return refuse("change_too_late", "times.deadline", {std::to_string(rule.value), rule.article});
    }
    return Done{};
}

Outcome changes_something(const TenderLotState& state, const ChangeDocuments& command) {
    const bool changes =
        command.terms != state.terms || command.times != state.times || !command.answers.empty();
    return changes ? Outcome(Done{}) : Outcome(refuse("nothing_changed"));
}

Refusal first_of(std::vector<Refusal> findings) {
    return std::move(findings.front());
}

}  // namespace

TenderDecision change_documents(const TenderLotState& state, const ChangeDocuments& command, Instant now) {
    if (auto form = check_statement(command); !form) {
        return form.refusal();
    }
    if (state.phase != TenderPhase::open) {
        return wrong_phase(state);
    }
    if (state.suspended_at) {
        return refuse("lot_suspended");
    }
    if (command.terms.number != state.terms.number) {
        return refuse("number_fixed", "terms.number");
    }
    const bool changed = command.terms != state.terms;
    const bool affects = changed || command.affects_bids;
    for (const auto& checked :
         {changes_something(state, command), only_later(state.times, command.times, now),
          check_notice(state, command, affects, now)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    if (auto findings = check_terms(command.terms, state.method, "terms"); !findings.empty()) {
        return first_of(std::move(findings));
    }
    return TenderEvents{DocumentsChanged{state.documents_version + (changed ? 1 : 0), command.terms,
                                         command.times, command.statement, command.answers, affects}};
}

TenderDecision suspend(const TenderLotState& state, const SuspendTender& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (state.phase != TenderPhase::open) {
        return wrong_phase(state);
    }
    if (state.suspended_at) {
        return refuse("lot_suspended");
    }
    return TenderEvents{TenderLotSuspended{command.reason}};
}

// Every moment that had not passed when the lot was suspended comes as much later as the suspension was long.
TenderDecision resume(const TenderLotState& state, Instant now) {
    if (!state.suspended_at) {
        return refuse("lot_not_suspended");
    }
    auto times = state.times;
    for (auto* moment : {&times.documents_until, &times.questions_until, &times.deadline}) {
        if (*moment > *state.suspended_at) {
            *moment += now - *state.suspended_at;
        }
    }
    return TenderEvents{TenderLotResumed{times}};
}

TenderDecision terminate(const TenderLotState& state, const TerminateTender& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    // What is being opened is opened: else a letter could be read and the lot ended for what it says.
    if (state.phase == TenderPhase::none || is_over(state.phase) || !state.opening_with.empty()) {
        return wrong_phase(state);
    }
    return TenderEvents{TenderLotTerminated{command.reason}};
}

}  // namespace daylit::tendering
