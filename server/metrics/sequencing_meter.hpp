// How long committed events wait for the signed checkpoint over them. A transaction is known by its last
// event.
#pragma once

#include "crypto/digest.hpp"
#include "server/metrics/metrics.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>

namespace daylit::metrics {

class SequencingMeter {
public:
    using Moment = std::chrono::steady_clock::time_point;
    // What waits in a standstill of the log is remembered up to here; what comes then is not measured.
    static constexpr std::size_t most_waiting = 65'536;

    explicit SequencingMeter(Metrics& metrics);

    // Counted from just before the commit is sent: the sequencer may be quicker than the commit's answer.
    void committing(const Digest& event, Moment now);
    void not_committed(const Digest& event);
    // A checkpoint over all of these was signed, and the log has so many leaves.
    void sequenced(std::span<const Digest> events, std::uint64_t leaves, Moment now);

    std::vector<Reading> readings(Moment now) const;

private:
    std::optional<Moment> taken(const Digest& event);

    Histogram delay_;
    mutable std::mutex mutex_;  // of what follows
    std::map<Digest, Moment> waiting_;
    std::multiset<Moment> moments_;
    std::optional<std::uint64_t> leaves_;
};

}  // namespace daylit::metrics
