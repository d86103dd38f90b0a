// What time and outages do to a lot by themselves.
#include "tendering/lot_rules.hpp"

#include <algorithm>
#include <tuple>

namespace daylit::tendering {

namespace {

std::chrono::seconds last_stretch(const TenderLotState& state) {
    return std::chrono::seconds(state.method.outages.last_stretch_seconds);
}

// The lot's own time stands still while it is suspended: an outage that began before is counted until then.
Instant end_for(const TenderLotState& state, const Outage& outage) {
    return state.suspended_at ? std::min(outage.to, *state.suspended_at) : outage.to;
}

bool touches(const TenderLotState& state, const Outage& outage) {
    const auto to = end_for(state, outage);
    return outage.from < to && to > state.times.deadline - last_stretch(state) &&
           outage.from < state.times.deadline;
}

// The first of those that touch the last stretch; each gives it back in full from its end.
std::optional<DeadlineExtended> next_outage(const TenderLotState& state, const std::vector<Outage>& outages) {
    if (state.phase != TenderPhase::open) {
        return std::nullopt;
    }
    const Outage* first = nullptr;
    const auto key = [](const Outage& outage) { return std::tie(outage.from, outage.to, outage.cause); };
    for (const auto& outage : outages) {
        if (counts(state.method.outages, outage) && touches(state, outage) &&
            (first == nullptr || key(outage) < key(*first))) {
            first = &outage;
        }
    }
    if (first == nullptr) {
        return std::nullopt;
    }
    return DeadlineExtended{first->from, first->to, first->cause,
                            end_for(state, *first) + last_stretch(state)};
}

bool deadline_has_come(const TenderLotState& state, Instant now) {
    return state.phase == TenderPhase::open && !state.suspended_at && now >= state.times.deadline;
}

bool is_settled(const TenderLotState& state, const TenderFacts& facts) {
    return facts.settled && *facts.settled >= state.times.deadline;
}

// The closing list is there, but not the parts that open it.
bool waits_for_parts(const TenderLotState& state) {
    return state.phase == TenderPhase::closed && state.opening_with.empty() && !can_open(state);
}

std::optional<Instant> patience_ends(const TenderLotState& state) {
    return waits_for_parts(state) ? std::optional(*state.waiting_since + state.method.waits()) : std::nullopt;
}

TenderEvents closing(const TenderLotState& state, Instant now, const TenderFacts& facts) {
    ensure(facts.closing.has_value(), "what is complete is known where the lot closes");
    const auto& list = *facts.closing;
    TenderEvents events{
        SubmissionsClosed{state.method.stage, state.times.deadline, now, list.list, list.submissions}};
    if (list.submissions < state.method.quorum.least) {
        events.push_back(TenderLotFailed{list.submissions, state.method.quorum.least});
    }
    return events;
}

OpeningAdjourned adjournment(const TenderLotState& state, Instant at) {
    OpeningAdjourned event{{}, state.key.threshold, at};
    for (const auto& part : state.released) {
        event.released.push_back(part.holder);
    }
    return event;
}

TenderEvents next_events(const TenderLotState& state, Instant now, const TenderFacts& facts) {
    if (auto outage = next_outage(state, facts.outages)) {
        return {*outage};
    }
    if (deadline_has_come(state, now) && is_settled(state, facts)) {
        return closing(state, now, facts);
    }
    const auto patience = patience_ends(state);
    if (patience && now >= *patience) {
        return {adjournment(state, *patience)};
    }
    return {};
}

}  // namespace

TenderEvents due_events(const TenderLotState& state, Instant now, const TenderFacts& facts) {
    TenderEvents all;
    auto next = next_events(state, now, facts);
    for (auto reached = state; !next.empty(); next = next_events(reached, now, facts)) {
        for (auto& event : next) {
            reached = evolve(std::move(reached), event, now);
            all.push_back(std::move(event));
        }
    }
    return all;
}

TenderLotState with_outages(TenderLotState state, const TenderFacts& facts) {
    for (auto outage = next_outage(state, facts.outages); outage;
         outage = next_outage(state, facts.outages)) {
        state = evolve(std::move(state), *outage, outage->to);
    }
    return state;
}

bool closes(const TenderLotState& state, Instant now, const TenderFacts& facts) {
    const auto reached = with_outages(state, facts);
    return deadline_has_come(reached, now) && is_settled(reached, facts);
}

bool awaits_settling(const TenderLotState& state, Instant now, const TenderFacts& facts) {
    const auto reached = with_outages(state, facts);
    return deadline_has_come(reached, now) && !is_settled(reached, facts);
}

std::optional<Instant> next_due(const TenderLotState& state) {
    if (state.phase == TenderPhase::open) {
        return state.suspended_at ? std::nullopt : std::optional(state.times.deadline);
    }
    return patience_ends(state);
}

std::optional<Instant> outages_matter_from(const TenderLotState& state) {
    return state.phase == TenderPhase::open ? std::optional(state.times.deadline - last_stretch(state))
                                            : std::nullopt;
}

}  // namespace daylit::tendering
