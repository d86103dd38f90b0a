// What an outage does to a lot: what it touches starts again in full.
#include "auction/lot_rules.hpp"

#include <tuple>

namespace daylit::auction {

namespace {

// What an outage must not take from the bidders: from its first moment to the first that is too late.
struct Stretch {
    Instant from;
    Instant until;
};

std::chrono::seconds last_stretch(const LotState& state) {
    return std::chrono::seconds(state.profile.outages->last_stretch_seconds);
}

std::optional<Stretch> of_free_quoting(const LotState& state) {
    const auto until = free_quoting_end(state);
    const auto from = std::max(state.terms.times.listing_start, until - last_stretch(state));
    return from < until ? std::optional(Stretch{from, until}) : std::nullopt;
}

// A suspension ends by starting the question or the window again in full, so that outages cannot touch them
// meanwhile. The listing's times are only shifted by it: what an outage took before it is still given back.
std::optional<Stretch> running(const LotState& state) {
    if (!state.profile.outages) {
        return std::nullopt;
    }
    if (state.phase == LotPhase::listed) {
        return of_free_quoting(state);
    }
    if (state.suspended_at) {
        return std::nullopt;
    }
    if (state.phase == LotPhase::question) {
        return Stretch{*state.until - std::chrono::seconds(state.profile.question->seconds), *state.until};
    }
    if (state.phase == LotPhase::timed) {
        return Stretch{*state.until - state.profile.window(), window_end(state)};
    }
    return std::nullopt;
}

// The lot's own time stands still while it is suspended.
Instant end_for(const LotState& state, const Outage& outage) {
    return state.suspended_at ? std::min(outage.to, *state.suspended_at) : outage.to;
}

bool touches(const LotState& state, const Outage& outage, const Stretch& stretch) {
    const auto to = end_for(state, outage);
    return outage.from < to && to > stretch.from && outage.from < stretch.until;
}

// Applications closed before, by days, and stay so; the hour of the timed bidding moves with the listing.
LotTimes with_free_quoting_until(const LotState& state, Instant until) {
    auto times = state.terms.times;
    const auto shift = until - free_quoting_end(state);
    times.listing_end += shift;
    if (times.timed_start) {
        *times.timed_start += shift;
    }
    return times;
}

OutageRecorded recorded(const LotState& state, const Outage& outage) {
    OutageRecorded event{outage.from, outage.to, outage.cause, state.terms.times, state.until};
    const auto to = end_for(state, outage);
    if (state.phase == LotPhase::listed) {
        event.times = with_free_quoting_until(state, to + last_stretch(state));
    } else if (state.phase == LotPhase::question) {
        event.until = to + std::chrono::seconds(state.profile.question->seconds);
    } else {
        event.until = to + state.profile.window();
    }
    return event;
}

}  // namespace

std::optional<OutageRecorded> next_outage(const LotState& state, const std::vector<Outage>& outages) {
    const auto stretch = outages.empty() ? std::nullopt : running(state);
    if (!stretch) {
        return std::nullopt;
    }
    const Outage* first = nullptr;
    for (const auto& outage : outages) {
        if (counts(*state.profile.outages, outage) && touches(state, outage, *stretch) &&
            (first == nullptr || std::tie(outage.from, outage.to, outage.cause) <
                                     std::tie(first->from, first->to, first->cause))) {
            first = &outage;
        }
    }
    return first != nullptr ? std::optional(recorded(state, *first)) : std::nullopt;
}

std::optional<Instant> outages_matter_from(const LotState& state) {
    const auto stretch = running(state);
    return stretch ? std::optional(stretch->from) : std::nullopt;
}

}  // namespace daylit::auction
