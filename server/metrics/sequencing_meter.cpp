#include "server/metrics/sequencing_meter.hpp"

namespace daylit::metrics {

namespace {

double seconds_between(SequencingMeter::Moment from, SequencingMeter::Moment to) {
    return std::chrono::duration<double>(to - from).count();
}

}  // namespace

SequencingMeter::SequencingMeter(Metrics& metrics)
    : delay_(metrics.histogram("daylight_sequencing_delay_seconds")) {}

void SequencingMeter::committing(const Digest& event, Moment now) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < most_waiting && waiting_.emplace(event, now).second) {
        moments_.insert(now);
    }
}

void SequencingMeter::not_committed(const Digest& event) {
    const std::lock_guard lock(mutex_);
    (void)taken(event);
}

void SequencingMeter::sequenced(std::span<const Digest> events, std::uint64_t leaves, Moment now) {
    const std::lock_guard lock(mutex_);
    for (const auto& event : events) {
        if (const auto since = taken(event)) {
            delay_.observe(seconds_between(*since, now));
        }
    }
    leaves_ = leaves;
}

std::optional<SequencingMeter::Moment> SequencingMeter::taken(const Digest& event) {
    const auto found = waiting_.find(event);
    if (found == waiting_.end()) {
        return std::nullopt;
    }
    const auto since = found->second;
    moments_.erase(moments_.find(since));
    waiting_.erase(found);
    return since;
}

std::vector<Reading> SequencingMeter::readings(Moment now) const {
    const std::lock_guard lock(mutex_);
    std::vector<Reading> list{
        {"daylight_unsequenced_age_seconds", moments_.empty() ? 0 : seconds_between(*moments_.begin(), now)}};
    if (leaves_) {
        list.push_back({"daylight_log_leaves", static_cast<double>(*leaves_)});
    }
    return list;
}

}  // namespace daylit::metrics
