#include "server/metrics/request_meter.hpp"

#include <algorithm>
#include <array>

namespace daylit::metrics {

namespace {

constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "other"};

std::uint8_t number_of(std::string_view method) {
    const auto* found = std::find(methods.begin(), methods.end() - 1, method);
    return static_cast<std::uint8_t>(found - methods.begin());
}

}  // namespace

std::size_t RequestMeter::KeyHash::operator()(const Key& key) const {
    const auto small = static_cast<std::size_t>(key.method) * 16 + key.status_class;
    return std::hash<const char*>()(key.route) * 131 + small;
}

void RequestMeter::seen(const RequestSeen& request) {
    const std::lock_guard lock(mutex_);
    auto& series = series_of(request);
    series.count.add();
    series.took.observe(std::chrono::duration<double>(request.took).count());
    if (!request.refusal.empty()) {
        auto found = refusals_.find(request.refusal.data());
        if (found == refusals_.end()) {
            auto counter = metrics_.counter("daylight_refusals_total", {std::string(request.refusal)});
            found = refusals_.emplace(request.refusal.data(), counter).first;
        }
        found->second.add();
    }
}

RequestMeter::Series& RequestMeter::series_of(const RequestSeen& request) {
    const auto status_class = std::clamp(request.status / 100, 0, 9);
    const Key key{request.route.empty() ? nullptr : request.route.data(), number_of(request.method),
                  static_cast<std::uint8_t>(status_class)};
    auto found = series_.find(key);
    if (found == series_.end()) {
        const std::string route(request.route.empty() ? "none" : request.route);
        const std::string method(methods.at(key.method));
        const auto status = std::to_string(status_class) + "xx";
        found = series_
                    .emplace(
                        key,
                        Series{metrics_.counter("daylight_http_requests_total", {route, method, status}),
                               metrics_.histogram("daylight_http_request_duration_seconds", {route, method})})
                    .first;
    }
    return found->second;
}

}  // namespace daylit::metrics
