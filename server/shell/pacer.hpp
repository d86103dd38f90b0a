// How fast the demonstration's procedure clock runs: fastest through the days after the first publication, so
// that there is a history soon, fast through later days of notice and listing, and never more
// than AcceleratedClock::most_in_windows times while a question or a timed window runs.
#pragma once

#include "server/shell/clock.hpp"

#include <functional>

namespace daylit::shell {

struct DemoPace {
    std::int64_t first_rate = 172'800;          // two days a second while the first history is made
    std::chrono::hours first_stretch{24 * 45};  // procedure time that runs so, from the first publication on
    std::int64_t rate = 8'640;                  // before and after: a day in ten seconds
};

class Pacer {
public:
    using Moment = std::function<std::optional<Instant>()>;
    using MomentFrom = std::function<std::optional<Instant>(Instant now)>;

    // `first_publication` answers when the first lot was published; `next_window` the moment from which on a
    // window runs (app::first_publication, app::next_window).
    Pacer(AcceleratedClock& clock, DemoPace pace, Moment first_publication, MomentFrom next_window);

    // Looks whether the pace must change, and changes it.
    void run();

private:
    AcceleratedClock& clock_;
    DemoPace pace_;
    Moment first_publication_;
    MomentFrom next_window_;
    std::optional<Instant> published_at_;
};

}  // namespace daylit::shell
