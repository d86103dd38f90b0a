#include "server/app/cover.hpp"

#include "server/app/call.hpp"

#include <algorithm>
#include <cmath>

namespace daylit::app {

namespace {

constexpr int most_at_once = 6;
constexpr double longest_pause = 10;  // means

int cover_count(Random& random) {
    int count = 1;
    while (count < most_at_once && random.below(2) == 1) {
        ++count;
    }
    return count;
}

}  // namespace

int add_cover(const Services& services) {
    const int count = cover_count(services.random);
    services.store.transact([&](schema::UnitOfWork& tx) {
        auto head = tx.lock_stream(cover_stream);
        const auto now = std::max(services.wall_clock.now(), head.at.value_or(Instant()));
        std::vector<schema::StoredEvent> events;
        for (int i = 0; i < count; ++i) {
            events.push_back(schema::seal_event(head, "program:cover", {"CoverAdded", 1, now, {}},
                                                services.random.entropy()));
        }
        tx.append(events);
    });
    return count;
}

Milliseconds next_cover_pause(Random& random, Milliseconds mean) {
    constexpr std::uint64_t steps = std::uint64_t{1} << 53U;
    const double chance = (static_cast<double>(random.below(steps)) + 1) / static_cast<double>(steps);
    const double means = std::min(-std::log(chance), longest_pause);
    return Milliseconds(std::llround(means * static_cast<double>(mean.count())));
}

}  // namespace daylit::app
