#include "server/http/rate_limit.hpp"

#include "base/result.hpp"

#include <algorithm>

namespace daylit::http {

RateLimit::RateLimit(Rate rate, std::size_t most_keys)
    : interval_(std::chrono::seconds(1)), whole_(), full_at_(most_keys) {
    ensure(rate.burst >= 1 && rate.each_second >= 1, "a rate lets somebody through");
    interval_ /= rate.each_second;
    whole_ = interval_ * rate.burst;
}

std::optional<std::chrono::seconds> RateLimit::take(const std::string& key, Moment now) {
    const std::lock_guard lock(mutex_);
    auto& full_at = full_at_.at(key);
    const auto then = std::max(full_at, now) + interval_;
    if (then > now + whole_) {
        return std::max(std::chrono::ceil<std::chrono::seconds>(then - now - whole_),
                        std::chrono::seconds(1));
    }
    full_at = then;
    return std::nullopt;
}

void RateLimit::give_back(const std::string& key) {
    const std::lock_guard lock(mutex_);
    if (auto* full_at = full_at_.find(key)) {
        *full_at -= interval_;
    }
}

std::size_t RateLimit::keys() const {
    const std::lock_guard lock(mutex_);
    return full_at_.size();
}

}  // namespace daylit::http
