#include "tendering/submission.hpp"

#include "base/cases.hpp"

#include <algorithm>
#include <set>

namespace daylit::tendering {

namespace {

using Events = std::vector<SubmissionEvent>;
using Decision = Result<Events>;

Outcome check_right(const CompleteSubmission& command) {
    if (!command.organisation_is_active) {
        return refuse("bidder_not_active");
    }
    if (command.is_the_tenderer) {
        return refuse("tenderer_cannot_bid");
    }
    return Done{};
}

// While the lot is suspended its time stands still; but a deadline that had passed before stays passed.
Outcome check_time(const SubmissionFacts& facts, Instant now) {
    const auto lot_time = std::min(now, facts.suspended_at.value_or(now));
    if (facts.closed || lot_time >= facts.deadline) {
        return refuse("submission_too_late", "", {to_china_rfc3339(facts.deadline)});
    }
    if (facts.suspended_at) {
        return refuse("submission_lot_suspended");
    }
    if (now < facts.opens_for_bids) {
        return refuse("submission_too_early", "", {to_china_rfc3339(facts.opens_for_bids)});
    }
    return Done{};
}

Outcome check_form(const CompleteSubmission& command) {
    const auto& facts = command.facts;
    if (command.stage != facts.stage) {
        return refuse("stage_is_another", "stage", {facts.stage});
    }
    if (command.documents_version != facts.documents_version) {
        return refuse("documents_outdated", "documents_version",
                      {std::to_string(facts.documents_version), std::to_string(command.documents_version)});
    }
    if (!std::ranges::equal(command.parts, facts.parts, {}, &SealedPart::part)) {
        return refuse("parts_differ", "parts");
    }
    std::set<Digest> digests;
    for (const auto& part : command.parts) {
        if (!digests.insert(part.digest).second) {
            return refuse("same_envelope_twice", "parts");
        }
    }
    return Done{};
}

Decision complete(const SubmissionState& state, const CompleteSubmission& command, Instant now) {
    for (const auto& checked : {check_right(command), check_time(command.facts, now), check_form(command)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return Events{SubmissionCompleted{command.lot, command.stage, state.number + 1, command.documents_version,
                                      command.parts, command.bidder, command.evidence}};
}

Decision withdraw(const SubmissionState& state, const WithdrawSubmission& command, Instant now) {
    if (auto in_time = check_time(command.facts, now); !in_time) {
        return in_time.refusal();
    }
    if (state.phase != SubmissionPhase::complete) {
        return refuse("nothing_submitted");
    }
    return Events{SubmissionWithdrawn{command.evidence}};
}

}  // namespace

Decision decide(const SubmissionState& state, const SubmissionCommand& command, Instant now) {
    return std::visit(Cases{[&](const CompleteSubmission& c) { return complete(state, c, now); },
                            [&](const WithdrawSubmission& c) { return withdraw(state, c, now); }},
                      command);
}

SubmissionState evolve(SubmissionState state, const SubmissionEvent& event) {
    std::visit(Cases{[&](const SubmissionCompleted& e) {
                         state = {SubmissionPhase::complete, e.lot,   e.stage, e.number,
                                  e.documents_version,       e.parts, e.bidder};
                     },
                     [&](const SubmissionWithdrawn&) {
                         state.phase = SubmissionPhase::withdrawn;
                         state.parts.clear();
                     }},
               event);
    return state;
}

}  // namespace daylit::tendering
