// Looks that cost the database nothing while nothing happens: what only a change there can bring is looked
// for when something may have changed through us, and once a second for what other processes change. Each
// belongs to one job.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace daylit::jobs {

class Occasion {
public:
    using Clock = std::chrono::steady_clock;

    // `changes` counts what may have changed here (schema::CountedStore::changes).
    explicit Occasion(std::function<std::uint64_t()> changes,
                      std::function<Clock::time_point()> now = Clock::now)
        : changes_(std::move(changes)), now_(std::move(now)) {}

    // Looks where there is an occasion to, and tells what the look tells; false else. What it throws comes
    // through, and the occasion stays.
    template <class Look>
    bool seize(const Look& look) {
        const auto changes = changes_();
        const auto now = now_();
        if (changes == seen_ && now < again_) {
            return false;
        }
        const bool more = look();
        seen_ = changes;
        again_ = now + longest;
        return more;
    }

private:
    static constexpr std::chrono::seconds longest{1};

    std::function<std::uint64_t()> changes_;
    std::function<Clock::time_point()> now_;
    std::optional<std::uint64_t> seen_;
    Clock::time_point again_ = {};
};

// A value that is read again on each occasion.
template <class Value>
class Glance {
public:
    Glance(Occasion occasion, std::function<Value()> read)
        : occasion_(std::move(occasion)), read_(std::move(read)) {}

    const Value& value() {
        (void)occasion_.seize([this] {
            value_ = read_();
            return true;
        });
        return value_;
    }

private:
    Occasion occasion_;
    std::function<Value()> read_;
    Value value_ = {};
};

}  // namespace daylit::jobs
