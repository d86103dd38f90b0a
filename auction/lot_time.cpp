// What time alone does to a lot.
#include "auction/lot_rules.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

// What time causes, and until when it must be settled that no outage touched what ends by it. Nothing ends
// where only something opens: an outage at that moment restarts what has opened.
struct Due {
    LotEvent event;
    Instant ended;
};

LotEvent result_at(const LotState& state, Instant closed_at) {
    if (!state.leader) {
        return LotFailed{Failure::no_quote, closed_at};
    }
    const auto start = state.terms.parcel.start_price;
    const auto price = state.leader->price;
    return LotSold{state.leader->plate, price, price - start, premium_rate_ten_thousandths(start, price),
                   closed_at};
}

LotEvent timed_from(const LotState& state, Instant from) {
    return TimedBiddingOpened{from, from + state.profile.window()};
}

// Nobody may enter the timed bidding, since nobody quoted in the listing.
bool is_barren(const LotState& state) {
    return state.profile.who_may_enter == WhoMayEnter::quoted_in_listing && !state.leader;
}

// When a listed lot becomes something else: it fails or asks at the listing's end, and otherwise opens its
// timed bidding at the hour that is fixed for it, or at the listing's end.
Instant end_of_listed(const LotState& state) {
    const auto& times = state.terms.times;
    return is_barren(state) || state.profile.question ? times.listing_end
                                                      : times.timed_start.value_or(times.listing_end);
}

std::optional<Due> after_listing(const LotState& state, Instant now) {
    const auto end = end_of_listed(state);
    if (now < end) {
        return std::nullopt;
    }
    if (is_barren(state)) {
        return Due{LotFailed{Failure::no_quote, end}, end};
    }
    if (state.profile.question) {
        return Due{QuestionOpened{end, end + std::chrono::seconds(state.profile.question->seconds)},
                   free_quoting_end(state)};
    }
    return Due{timed_from(state, end), free_quoting_end(state)};
}

std::optional<Due> after_question(const LotState& state, Instant now, const Answers& answers) {
    if (now < *state.until) {
        return std::nullopt;
    }
    if (!state.answered) {
        return Due{QuestionClosed{answers}, *state.until};
    }
    const auto yes = std::count_if(state.participants.begin(), state.participants.end(),
                                   [](const auto& one) { return one.go_on.value_or(false); });
    return Due{yes >= state.profile.question->least_yes ? timed_from(state, *state.until)
                                                        : result_at(state, *state.until),
               *state.until};
}

std::optional<Due> by_time(const LotState& state, Instant now, const Answers& answers) {
    if (state.suspended_at) {
        return std::nullopt;
    }
    switch (state.phase) {
        case LotPhase::listed:
            return after_listing(state, now);
        case LotPhase::question:
            return after_question(state, now, answers);
        case LotPhase::timed:
            return now >= window_end(state)
                       ? std::optional(Due{result_at(state, *state.until), window_end(state)})
                       : std::nullopt;
        default:
            return std::nullopt;
    }
}

bool is_settled(const LotState& state, const Due& due, const Facts& facts) {
    return !state.profile.outages || (facts.settled && *facts.settled >= due.ended);
}

// Outages first: what they restart has not ended.
std::optional<LotEvent> next_event(const LotState& state, Instant now, const Facts& facts) {
    if (auto outage = next_outage(state, facts.outages)) {
        return std::move(*outage);
    }
    auto due = by_time(state, now, facts.answers);
    return due && is_settled(state, *due, facts) ? std::optional(std::move(due->event)) : std::nullopt;
}

bool is_over(const LotState& state, Instant now) {
    return state.profile.outages && !state.suspended_at &&
           now >= (state.phase == LotPhase::timed ? window_end(state) : *state.until);
}

std::optional<Instant> if_later(std::optional<Instant> moment, Instant now) {
    return moment && *moment > now ? moment : std::nullopt;
}

}  // namespace

Instant free_quoting_end(const LotState& state) {
    return state.terms.times.listing_end - state.profile.freeze();
}

Instant window_end(const LotState& state) {
    const bool last_counts = state.profile.moment_of_closing == MomentOfClosing::in_time;
    return *state.until + Milliseconds(last_counts ? 1 : 0);
}

bool awaits_settling(const LotState& state, Instant now, const Facts& facts) {
    const auto due = by_time(state, now, facts.answers);
    return due && !is_settled(state, *due, facts);
}

std::vector<LotEvent> due_events(const LotState& state, Instant now, const Facts& facts) {
    std::vector<LotEvent> events;
    auto event = next_event(state, now, facts);
    if (!event) {
        return events;  // the usual case, which copies nothing
    }
    for (auto reached = state; event; event = next_event(reached, now, facts)) {
        reached = evolve(std::move(reached), *event, now);
        events.push_back(std::move(*event));
    }
    return events;
}

LotState advanced(LotState state, Instant now, const Facts& facts) {
    for (const auto& event : due_events(state, now, facts)) {
        state = evolve(std::move(state), event, now);
    }
    return state;
}

std::optional<Instant> next_due(const LotState& state) {
    if (state.suspended_at) {
        return std::nullopt;
    }
    switch (state.phase) {
        case LotPhase::listed:
            return end_of_listed(state);
        case LotPhase::question:
            return state.until;
        case LotPhase::timed:
            return window_end(state);
        default:
            return std::nullopt;
    }
}

ShownPhase shown_phase(const LotState& state, Instant now) {
    const auto& times = state.terms.times;
    switch (state.phase) {
        case LotPhase::question:
            return is_over(state, now) ? ShownPhase::closing : ShownPhase::question;
        case LotPhase::timed:
            return is_over(state, now) ? ShownPhase::closing : ShownPhase::timed;
        case LotPhase::sold:
            return ShownPhase::sold;
        case LotPhase::failed:
            return ShownPhase::failed;
        case LotPhase::terminated:
            return ShownPhase::terminated;
        default:
            break;
    }
    const auto moment = state.suspended_at.value_or(now);
    if (moment < times.listing_start) {
        return ShownPhase::announced;
    }
    if (moment >= times.listing_end) {
        return ShownPhase::waiting;
    }
    return moment >= times.listing_end - state.profile.freeze() ? ShownPhase::frozen : ShownPhase::listing;
}

std::optional<Instant> next_moment(const LotState& state, Instant now, const Facts& facts) {
    const auto reached = advanced(state, now, facts);
    if (reached.suspended_at || reached.phase != LotPhase::listed) {
        return if_later(next_due(reached), now);
    }
    const auto& times = reached.terms.times;
    for (const auto moment :
         {times.listing_start, times.listing_end - reached.profile.freeze(), times.listing_end}) {
        if (now < moment) {
            return moment;
        }
    }
    return if_later(next_due(reached), now);
}

}  // namespace daylit::auction
