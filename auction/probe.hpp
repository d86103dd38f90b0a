// An outside probe: a registered program at another place that completes a signed act every few seconds.
// Where it could not, it says so with the first act that it completes again, and what lay between is an
// outage.
//
// A probe is trusted to look, and with nothing else: it can only give time back, never take any. What it says
// is bounded by what the server knows itself: it cannot have been locked out while its acts were answered,
// reaches back a quarter of an hour at most, and after three reports within an hour people must decide (by a
// suspension). All moments are wall-clock time.
#pragma once

#include "base/event.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>

namespace daylit::auction {

struct ProbeState {
    std::optional<Instant> completed_at;  // its last act
    std::optional<Instant> hour_from;     // of the first report that is counted
    int reports = 0;                      // since then
    bool operator==(const ProbeState&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProbeState, (), (completed_at, hour_from, reports))

// From its first attempt that failed, or what of it is believed, to the act that was completed again.
struct ProbeReported {
    Instant from;
    Instant to;
};
BOOST_DESCRIBE_STRUCT(ProbeReported, (), (from, to))
using ProbeEvent = std::variant<ProbeReported>;

// What of a report is believed now. Refuses probe_not_known (no act was ever completed before),
// probe_was_answered (its acts were answered less than three seconds ago, or since it says it could not act),
// probe_reports_too_often.
Result<ProbeReported> judge_report(const ProbeState& state, Instant first_failure, Instant now);

ProbeState completed(ProbeState state, Instant now);
ProbeState evolve(ProbeState state, const ProbeEvent& event);

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::ProbeReported> : NamedEvent<"probe_reported", 1> {};
}  // namespace daylit
