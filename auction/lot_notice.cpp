// What a published notice does to its lot: suspension, resumption, termination and changed terms.
#include "auction/lot_rules.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace daylit::auction {

namespace {

// Every moment that had not passed when the lot was suspended comes as much later as the suspension was long.
LotTimes shifted(const LotState& state, Instant now) {
    auto times = state.terms.times;
    const auto length = now - *state.suspended_at;
    const auto shift = [&](Instant& moment) {
        if (moment > *state.suspended_at) {
            moment += length;
        }
    };
    for (auto* moment : {&times.application_from, &times.application_until, &times.deposit_until,
                         &times.listing_start, &times.listing_end}) {
        shift(*moment);
    }
    if (times.timed_start) {
        shift(*times.timed_start);
    }
    return times;
}

// How many days more than the rule lie between the application's close and the listing's end.
std::chrono::days days_over(const LotTimes& times, const Rule& close) {
    return std::chrono::days(china_days_between(times.application_until, times.listing_end) - close.value);
}

// A shift across midnight can bring the listing's end too near the application's close: then it ends a day
// later still.
void prolong_listing(LotTimes& times, const Rule& close) {
    const auto missing = -days_over(times, close);
    if (missing > std::chrono::days(0)) {
        times.listing_end += missing;
        if (times.timed_start) {
            *times.timed_start += missing;
        }
    }
}

// Or too far: then applications and deposits are taken for as many days longer (39号令 article 11 fixes the
// day).
void prolong_application(LotTimes& times, const Rule& close) {
    const auto surplus = days_over(times, close);
    if (surplus > std::chrono::days(0)) {
        times.application_until += surplus;
        times.deposit_until = std::min(times.deposit_until + surplus, times.listing_end);
    }
}

std::optional<Instant> restarted(const LotState& state, Instant now) {
    if (state.phase == LotPhase::timed) {
        return now + state.profile.window();
    }
    if (state.phase == LotPhase::question) {
        return now + std::chrono::seconds(state.profile.question->seconds);
    }
    return std::nullopt;
}

Outcome move_listing_end(LotTimes& times, Instant wanted) {
    if (wanted < times.listing_end) {
        return refuse("times_only_later", "listing_end", {to_china_rfc3339(times.listing_end)});
    }
    times.listing_end = wanted;
    return Done{};
}

Outcome move_timed_start(LotTimes& times, Instant wanted) {
    if (!times.timed_start) {
        return refuse("timed_start_not_fixed", "timed_start");
    }
    if (wanted < *times.timed_start) {
        return refuse("times_only_later", "timed_start", {to_china_rfc3339(*times.timed_start)});
    }
    times.timed_start = wanted;
    return Done{};
}

Outcome check_distance(const LotTimes& times, Instant now) {
    if (times.timed_start && *times.timed_start < times.listing_end) {
        return refuse("times_out_of_order", "timed_start");
    }
    if (times.listing_end > now + most_ahead) {
        return refuse("times_too_far", "listing_end", {std::to_string(most_ahead.count())});
    }
    if (times.timed_start.value_or(now) > now + most_ahead) {
        return refuse("times_too_far", "timed_start", {std::to_string(most_ahead.count())});
    }
    return Done{};
}

// Once the listing runs, only the step may still go up (39号令 article 18).
Decision supplement_running(const LotState& state, const SupplementTerms& command) {
    auto raised = state.terms;
    raised.parcel.step = command.terms.parcel.step;
    if (command.terms != raised || command.terms.parcel.step <= state.terms.parcel.step) {
        return refuse("only_step_may_rise", "terms");
    }
    return Events{TermsSupplemented{command.terms, command.statement}};
}

// No moment that was announced comes earlier, and applications that have begun have begun.
Outcome only_later(const LotTimes& before, const LotTimes& after, Instant now) {
    struct Pair {
        const char* name;
        Instant before;
        Instant after;
    };
    const std::array pairs{
        Pair{"application_from", before.application_from, after.application_from},
        Pair{"application_until", before.application_until, after.application_until},
        Pair{"deposit_until", before.deposit_until, after.deposit_until},
        Pair{"listing_start", before.listing_start, after.listing_start},
        Pair{"listing_end", before.listing_end, after.listing_end},
        Pair{"timed_start", before.timed_start.value_or(Instant()),
             after.timed_start.value_or(Instant::max())},
    };
    for (const auto& pair : pairs) {
        if (pair.after < pair.before) {
            return refuse("times_only_later", std::string("terms.times.") + pair.name,
                          {to_china_rfc3339(pair.before)});
        }
    }
    if (before.application_from <= now && after.application_from != before.application_from) {
        return refuse("application_has_begun", "terms.times.application_from");
    }
    return Done{};
}

// Before the listing begins. A change of the land's conditions wants the whole notice period again
// (国土资发〔2006〕114号); times that come later by themselves, or words alone, do not.
Decision supplement_announced(const LotState& state, const SupplementTerms& command, Instant now) {
    const auto& terms = command.terms;
    if (auto later = only_later(state.terms.times, terms.times, now); !later) {
        return later.refusal();
    }
    auto findings = check_parcel(terms.parcel, state.profile, "terms.parcel");
    const auto& notice = state.profile.rules.notice_before_listing;
    if (terms.parcel != state.terms.parcel &&
        china_days_between(now, terms.times.listing_start) < notice.value) {
        findings.push_back(refuse("notice_too_short", "terms.times.listing_start",
                                  {std::to_string(notice.value), notice.article}));
    }
    const auto order = check_order(terms.times, state.profile, now, "terms.times");
    findings.insert(findings.end(), order.begin(), order.end());
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    return Events{TermsSupplemented{terms, command.statement}};
}

}  // namespace

Decision suspend(const LotState& state, const SuspendLot& command, Instant now) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (is_closed(state.phase) || state.phase == LotPhase::none) {
        return wrong_phase(state, now);
    }
    if (state.suspended_at) {
        return refuse("lot_suspended");
    }
    return Events{LotSuspended{command.reason}};
}

Decision resume(const LotState& state, const ResumeLot& command, Instant now) {
    if (!state.suspended_at) {
        return refuse("lot_not_suspended");
    }
    const auto& before = state.terms.times;
    const bool listing_ended = before.listing_end <= *state.suspended_at;
    if (listing_ended && command.listing_end) {
        return refuse("listing_is_over", "listing_end");
    }
    if (state.phase != LotPhase::listed && command.timed_start) {
        return refuse("listing_is_over", "timed_start");
    }
    const auto& close = state.profile.rules.application_close_before_end;
    const bool applications_open = before.application_until > *state.suspended_at;
    auto times = shifted(state, now);
    if (applications_open) {
        prolong_listing(times, close);
    }
    if (command.listing_end) {
        if (auto moved = move_listing_end(times, *command.listing_end); !moved) {
            return moved.refusal();
        }
    }
    if (command.timed_start) {
        if (auto moved = move_timed_start(times, *command.timed_start); !moved) {
            return moved.refusal();
        }
    }
    if (auto near = check_distance(times, now); !near) {
        return near.refusal();
    }
    if (applications_open) {
        prolong_application(times, close);
    }
    return Events{LotResumed{times, restarted(state, now)}};
}

Decision terminate(const LotState& state, const TerminateLot& command, Instant now) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (is_closed(state.phase) || state.phase == LotPhase::none) {
        return wrong_phase(state, now);
    }
    return Events{LotTerminated{command.reason}};
}

Decision supplement(const LotState& state, const SupplementTerms& command, Instant now) {
    if (auto statement = require_text(command.statement, "statement", 4000); !statement) {
        return statement.refusal();
    }
    if (state.phase != LotPhase::listed) {
        return wrong_phase(state, now);
    }
    if (state.suspended_at) {
        return refuse("lot_suspended");
    }
    if (command.terms.parcel.number != state.terms.parcel.number) {
        return refuse("number_fixed", "terms.parcel.number");
    }
    switch (shown_phase(state, now)) {
        case ShownPhase::announced:
            return supplement_announced(state, command, now);
        case ShownPhase::listing:
        case ShownPhase::frozen:
            return supplement_running(state, command);
        default:
            return wrong_phase(state, now);
    }
}

}  // namespace daylit::auction
