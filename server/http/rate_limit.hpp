// Token buckets in bounded memory, one a key: so many requests at once, and so many a second from then on.
#pragma once

#include "base/lru_map.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace daylit::http {

struct Rate {
    std::int64_t burst = 1;        // requests at once, at least one
    std::int64_t each_second = 1;  // from then on, at least one
    bool operator==(const Rate&) const = default;
};

// A bucket is kept as the one moment at which it will be full again (the generic cell rate algorithm), so
// that one that is full is worth nothing and may be forgotten. Where more keys come than are kept, those that
// were quiet longest begin anew: whoever commands that many networks has as many buckets anyway. Safe to use
// from any thread.
class RateLimit {
public:
    using Moment = std::chrono::steady_clock::time_point;
    static constexpr std::size_t usual_keys = 16 * 1024;

    explicit RateLimit(Rate rate, std::size_t most_keys = usual_keys);

    // Takes one; nullopt when it was there, else how long to wait for it, in whole seconds and at least one.
    std::optional<std::chrono::seconds> take(const std::string& key, Moment now);
    // Puts one back that should have been somebody else's.
    void give_back(const std::string& key);
    std::size_t keys() const;

private:
    using Pause = std::chrono::nanoseconds;

    Pause interval_;  // in which one comes back
    Pause whole_;     // in which an empty bucket fills
    mutable std::mutex mutex_;
    LruMap<Moment> full_at_;
};

}  // namespace daylit::http
