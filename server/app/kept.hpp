// What was read from rows and is kept for a moment: good while nobody here has changed a row of the tables
// that it was read from, and never longer than `life`: so long may what another program changed in the
// database go unseen.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace daylit::app {

// When to believe what is kept. `changes` grows with each change of the tables, before whoever made it hears
// that it is done.
struct Freshness {
    using Moment = std::chrono::steady_clock::time_point;
    std::function<std::uint64_t()> changes;
    std::function<Moment()> now = std::chrono::steady_clock::now;
    std::chrono::milliseconds life{1000};
};

template <class Key, class Value>
class Kept {
public:
    using Values = std::map<Key, std::shared_ptr<const Value>>;
    // Finds these, as far as they are there.
    using Read = std::function<std::map<Key, Value>(const std::set<Key>&)>;

    explicit Kept(const Freshness& freshness) : freshness_(freshness) {}

    // Those that are there, kept or read now. What is not there is looked for each time. What `read` throws
    // comes through.
    Values find(const std::set<Key>& wanted, const Read& read) {
        const auto changes = freshness_.changes();
        const auto now = freshness_.now();
        Values found;
        auto missing = wanted;
        {
            const std::lock_guard lock(mutex_);
            if (changes > read_after_) {
                known_.clear();
                read_after_ = changes;
            }
            for (const auto& key : wanted) {
                const auto known = known_.find(key);
                if (known != known_.end() && changes == read_after_ && now < known->second.until) {
                    found.emplace(key, known->second.value);
                    missing.erase(key);
                }
            }
        }
        if (!missing.empty()) {
            keep(changes, now + freshness_.life, read(missing), found);
        }
        return found;
    }

private:
    static constexpr std::size_t most_known = 4096;  // some kilobytes each

    struct Known {
        std::shared_ptr<const Value> value;
        Freshness::Moment until;
    };

    void keep(std::uint64_t changes, Freshness::Moment until, std::map<Key, Value> read, Values& found) {
        const std::lock_guard lock(mutex_);
        if (known_.size() + read.size() > most_known) {
            known_.clear();
        }
        for (auto& [key, value] : read) {
            auto shared = std::make_shared<const Value>(std::move(value));
            // Read before a change that another has seen meanwhile: good for this one, and for no other.
            if (changes == read_after_) {
                known_.insert_or_assign(key, Known{shared, until});
            }
            found.emplace(key, std::move(shared));
        }
    }

    const Freshness freshness_;
    std::mutex mutex_;  // of what follows
    std::map<Key, Known> known_;
    std::uint64_t read_after_ = 0;  // the count of changes
};

}  // namespace daylit::app
