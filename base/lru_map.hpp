// A map of bounded size: a new key beyond the bound takes the place of the one that was not asked for
// longest.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

namespace daylit {

template <class Value>
class LruMap {
public:
    explicit LruMap(std::size_t most) : most_(most) {}

    // The value under the key, a fresh one if there was none; good until the next call.
    Value& at(const std::string& key) {
        if (auto* found = find(key)) {
            return *found;
        }
        if (entries_.size() == most_) {
            by_key_.erase(entries_.back().first);
            entries_.pop_back();
        }
        entries_.emplace_front(key, Value());
        by_key_.emplace(key, entries_.begin());
        return entries_.front().second;
    }
    Value* find(const std::string& key) {
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) {
            return nullptr;
        }
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->second;
    }
    std::size_t size() const { return entries_.size(); }

private:
    using Entries = std::list<std::pair<std::string, Value>>;

    std::size_t most_;
    Entries entries_;  // the last asked for first
    std::unordered_map<std::string, typename Entries::iterator> by_key_;
};

}  // namespace daylit
