#include "auction/probe.hpp"

#include "base/outage.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

constexpr auto longest_reach = std::chrono::minutes(15);
constexpr auto counted = std::chrono::hours(1);
constexpr int most_reports = 3;

bool is_counted(const ProbeState& state, Instant now) {
    return state.hour_from && now - *state.hour_from < counted;
}

}  // namespace

Result<ProbeReported> judge_report(const ProbeState& state, Instant first_failure, Instant now) {
    if (!state.completed_at) {
        return refuse("probe_not_known");
    }
    const auto from = std::max({first_failure, *state.completed_at, now - longest_reach});
    if (now - from < std::chrono::seconds(least_silence_seconds)) {
        return refuse("probe_was_answered", "failed_from", {to_rfc3339(*state.completed_at)});
    }
    if (is_counted(state, now) && state.reports >= most_reports) {
        return refuse("probe_reports_too_often", "failed_from", {std::to_string(most_reports)});
    }
    return ProbeReported{from, now};
}

ProbeState completed(ProbeState state, Instant now) {
    state.completed_at = std::max(now, state.completed_at.value_or(now));
    return state;
}

ProbeState evolve(ProbeState state, const ProbeEvent& event) {
    const auto& reported = std::get<ProbeReported>(event);
    if (!is_counted(state, reported.to)) {
        state.hour_from = reported.to;
        state.reports = 0;
    }
    ++state.reports;
    return state;
}

}  // namespace daylit::auction
