// Outages as the procedures know them. A published rule says what counts as one and what it restarts; the
// procedure's own event says what it did.
//
// All moments are procedure time. Where procedures run faster than the wall clock (the demonstration), an
// outage's length is still judged by the wall clock, since that is what people at their screens lost, and its
// two ends are the procedure moments at which the platform last was and first was again seen to work. So a
// procedure clock that ran on through a stall makes a long outage, one that stood still while no server ran
// makes a short one, and both restart what they touch. In production the two clocks are one.
#pragma once

#include "base/json.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace daylit {

// server_silent: a server process, or all of them, or their database, gave no sign of life.
// slow_decisions: signed acts waited too long for their commit.
// probe_failed: a registered program elsewhere could not complete a signed act.
// commands_refused: the platform took no commands, since its disk was running full.
enum class OutageCause { server_silent, slow_decisions, probe_failed, commands_refused };
BOOST_DESCRIBE_ENUM(OutageCause, server_silent, slow_decisions, probe_failed, commands_refused)

// What of an outage a place's rules say.
struct OutageRule {
    int silence_seconds = 3;          // a gap in the heartbeats of at least this is an outage
    int slow_milliseconds = 500;      // and so is a decision that took at least this
    int last_stretch_seconds = 3600;  // at the end of free quoting or of submitting, starts again in full
    std::string article;
    bool operator==(const OutageRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(OutageRule, (), (silence_seconds, slow_milliseconds, last_stretch_seconds, article))

// Whether its figures make sense.
bool is_sound(const OutageRule& rule);

// Heartbeats come once a second, so that less than three seconds of silence prove nothing; what is shorter
// than these two is not even kept.
constexpr int least_silence_seconds = 3;
constexpr int least_slow_milliseconds = 500;

struct Outage {
    Instant from;            // the platform last worked
    Instant to;              // and worked again
    Milliseconds lasted{0};  // by the wall clock; of slow decisions, the slowest one
    OutageCause cause = OutageCause::server_silent;
    bool operator==(const Outage&) const = default;
};

// Whether a place's rule takes this for an outage. A probe says itself how long its own act may take,
// and an act that was turned away waited for ever.
bool counts(const OutageRule& rule, const Outage& outage);

}  // namespace daylit
