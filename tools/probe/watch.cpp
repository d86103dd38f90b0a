#include "tools/probe/watch.hpp"

namespace daylit::tools {

std::optional<Instant> Watch::server_time(Steady::time_point at) const {
    return last_ ? std::optional(last_->server_time + std::chrono::floor<Milliseconds>(at - last_->at))
                 : std::nullopt;
}

void Watch::failed(Steady::time_point began) {
    first_failure_ = first_failure_.value_or(began);
}

void Watch::completed(Instant server_time, Steady::time_point at) {
    last_ = Answer{server_time, at};
    first_failure_.reset();
}

std::optional<Instant> Watch::failed_from() const {
    return first_failure_ ? server_time(*first_failure_) : std::nullopt;
}

}  // namespace daylit::tools
