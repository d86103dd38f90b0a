// When cover leaves are added to the log (server/app/cover.hpp).
#pragma once

#include "server/app/cover.hpp"

namespace daylit::jobs {

class Cover {
public:
    Cover(const app::Services& services, Milliseconds mean)
        : services_(services), mean_(mean), next_(later()) {}

    // Adds some when their moment has come. Where several server processes run, each adds its own.
    void run() {
        if (services_.wall_clock.now() >= next_) {
            app::add_cover(services_);
            next_ = later();
        }
    }

private:
    Instant later() const {
        return services_.wall_clock.now() + app::next_cover_pause(services_.random, mean_);
    }

    const app::Services& services_;
    Milliseconds mean_;
    Instant next_;
};

}  // namespace daylit::jobs
