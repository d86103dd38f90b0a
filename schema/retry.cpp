#include "schema/retry.hpp"

#include "schema/mariadb_connection.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace daylit::schema {

namespace {

using Clock = std::chrono::steady_clock;

// Longer after each failure and at random, so that two that met do not meet again.
void pause(int failures) {
    thread_local std::minstd_rand random(std::random_device{}());
    const int most = 5 * (1 << std::min(failures, 5));
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, most)(random)));
}

void tell(const StoreOptions& options, Setback setback) {
    if (options.told.set_back) {
        options.told.set_back(setback);
    }
}

}  // namespace

void run_with_retries(const StoreOptions& options, const std::function<void(Deadline)>& attempt) {
    const auto begin = Clock::now();
    auto deadline = begin + options.patience;
    int conflicts = 0;
    for (int failures = 1;; ++failures) {
        try {
            return attempt(deadline);
        } catch (const Conflict& conflict) {
            tell(options,
                 dynamic_cast<const Deadlock*>(&conflict) != nullptr ? Setback::deadlock : Setback::conflict);
            if (++conflicts >= options.most_conflicts || Clock::now() - begin > options.longest) {
                throw;
            }
            deadline = Clock::now() + options.patience;  // the database is there
        } catch (const ConnectionLost&) {
            tell(options, Setback::connection_lost);
            if (Clock::now() >= deadline) {
                throw;
            }
        }
        pause(failures);
    }
}

}  // namespace daylit::schema
