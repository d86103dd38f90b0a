// Work that a committed transaction still causes: done at least once by a job, each piece safe to repeat.
#pragma once

#include "server/app/call.hpp"

namespace daylit::app {

// Does every open piece of the kind, oldest first, and marks it done; what throws stays open with its
// attempts counted, and does not hold up the others. Tells how many were done.
int work_off_outbox(const Services& services, const std::string& kind,
                    const std::function<void(const std::string& subject)>& work);

// What is still to be done, of all kinds.
struct OutboxStanding {
    static constexpr int most_counted = 1000;

    int open = 0;                   // pieces, at most `most_counted`
    std::optional<Instant> oldest;  // when the oldest of them was put in, by the wall clock
};
OutboxStanding outbox_standing(schema::Store& store);

}  // namespace daylit::app
