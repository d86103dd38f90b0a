// What an outside probe knows of its own attempts: which ones failed, and since when by the server's wall
// clock. It trusts no clock of its own: the time since the last answer is measured, and added to the time
// that the answer told.
#pragma once

#include "base/time.hpp"

#include <chrono>
#include <optional>

namespace daylit::tools {

class Watch {
public:
    using Steady = std::chrono::steady_clock;

    // The server's wall time at a moment of our own: nullopt before the first answer.
    std::optional<Instant> server_time(Steady::time_point at) const;
    // An attempt that began then was not completed in time.
    void failed(Steady::time_point began);
    // An attempt was completed: the server's time in its answer, which came at that moment of our own.
    void completed(Instant server_time, Steady::time_point at);
    // The server was reached and does not believe the report: what failed before is forgotten.
    void not_believed() { first_failure_.reset(); }
    // The first attempt since the last completed one that was not completed, by the server's wall clock.
    std::optional<Instant> failed_from() const;

private:
    struct Answer {
        Instant server_time;
        Steady::time_point at;
    };
    std::optional<Answer> last_;
    std::optional<Steady::time_point> first_failure_;
};

}  // namespace daylit::tools
