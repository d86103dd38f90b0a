// The clocks of the running server. The demonstration's procedure clock runs faster than the wall clock, by
// anchors that are stored and so survive a restart; production has the system's clock for both.
#pragma once

#include "schema/rows_foundation.hpp"
#include "schema/unit_of_work.hpp"

#include <memory>
#include <mutex>

namespace daylit::shell {

class SystemClock : public Clock {
public:
    Instant now() const override;
};

// Procedure time at a real instant: from the anchor on at its rate, and from its procedure moment `slow_from`
// on at `slow_rate`. Whole milliseconds, never backwards.
Instant procedure_time(const schema::ClockAnchorRow& anchor, Instant real);

class AcceleratedClock : public Clock {
public:
    // Timed windows may run at most ten times as fast as they are, so that people can still act in them.
    static constexpr std::int64_t most_in_windows = 10;

    // Goes on from where the last server left it, so that the time between two servers does not count; the
    // very first anchor stands `first_lead` before the real now.
    AcceleratedClock(schema::Store& store, const Clock& real, std::int64_t first_rate,
                     std::chrono::hours first_lead);

    Instant now() const override;
    schema::ClockAnchorRow anchor() const;
    // From now on this rate, and from the procedure moment `slow_from` on at most_in_windows. Stored before
    // it counts.
    void set_pace(std::int64_t rate, std::optional<Instant> slow_from);
    // Notes at most once a second, or at once, that the clock still runs: a server that starts later goes on
    // from there.
    enum class Note { when_due, now };
    void note_running(Note note);

private:
    std::optional<schema::ClockAnchorRow> last_anchor();
    Instant last_running(const schema::ClockAnchorRow& last);
    void store(schema::ClockAnchorRow anchor);
    schema::Store& store_;
    const Clock& real_;
    mutable std::mutex mutex_;
    schema::ClockAnchorRow anchor_;
    std::optional<Instant> noted_at_;
};

}  // namespace daylit::shell
