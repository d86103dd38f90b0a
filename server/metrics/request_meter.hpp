// Counts answered requests by their address's pattern, method and class of status. Nothing that a client can
// choose becomes a label.
#pragma once

#include "server/metrics/metrics.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace daylit::metrics {

struct RequestSeen {
    // Patterns and codes are text that outlives the meter: they are known again by where they lie.
    std::string_view route;    // "" when none was found: shown as "none"
    std::string_view method;   // an unknown one is shown as "other"
    int status = 0;            // shown as "2xx"
    std::string_view refusal;  // the code, "" for none
    std::chrono::nanoseconds took{};
};

class RequestMeter {
public:
    explicit RequestMeter(Metrics& metrics) : metrics_(metrics) {}
    void seen(const RequestSeen& request);

private:
    struct Key {
        const char* route = nullptr;
        std::uint8_t method = 0;
        std::uint8_t status_class = 0;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Series {
        Counter count;
        Histogram took;
    };
    Series& series_of(const RequestSeen& request);

    Metrics& metrics_;
    std::mutex mutex_;  // of what follows
    std::unordered_map<Key, Series, KeyHash> series_;
    std::unordered_map<const char*, Counter> refusals_;
};

}  // namespace daylit::metrics
