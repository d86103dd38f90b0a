// Commands that wait for the same locks anyway are taken together: each stream has its queue in front of the
// connections, and whoever brings a command while few are at work runs what waits, batch after batch.
#pragma once

#include <algorithm>
#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace daylit::app {

struct CombinerLimits {
    std::size_t batch = 64;      // commands in one transaction
    int runners = 2;             // batches under way at once, always of different streams
    std::size_t waiting = 1024;  // more are not taken
};

// Who came first is asked first, also where it was longer under way to here: a Command tells when it
// `arrived`. It names its `stream` and, as `once`, whom and what it must not meet twice in one batch: the
// same command sent again waits for the first one's answer to be kept.
template <class Command>
class Combiner {
public:
    // Answers each command of the batch; never throws.
    using Run = std::function<void(std::vector<Command>)>;

    Combiner(CombinerLimits limits, Run run) : limits_(limits), run_(std::move(run)) {}

    // False when too many wait already. Comes back once the command was taken over by whoever is at work, or
    // when nothing is left to do.
    [[nodiscard]] bool submit(Command command) {
        std::unique_lock lock(mutex_);
        if (waiting_.size() >= limits_.waiting) {
            return false;
        }
        queue(std::move(command));
        if (runners_ == limits_.runners) {
            return true;
        }
        ++runners_;
        for (auto batch = take(); !batch.empty(); batch = take()) {
            std::set<std::string> streams;
            for (const auto& taken : batch) {
                streams.insert(taken.stream);
            }
            busy_.insert(streams.begin(), streams.end());
            lock.unlock();
            run_(std::move(batch));
            lock.lock();
            for (const auto& stream : streams) {
                busy_.erase(stream);
            }
        }
        --runners_;
        return true;
    }

    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

private:
    // Behind whatever arrived before it, or with it and was brought sooner.
    void queue(Command command) {
        const auto later = std::find_if(waiting_.rbegin(), waiting_.rend(), [&](const Command& other) {
            return other.arrived <= command.arrived;
        });
        waiting_.insert(later.base(), std::move(command));
    }

    // In order of arrival. A stream of which one command must wait, waits whole: its order is kept.
    std::vector<Command> take() {
        std::vector<Command> batch;
        std::set<std::string> once;
        auto held = busy_;
        for (auto at = waiting_.begin(); at != waiting_.end() && batch.size() < limits_.batch;) {
            if (held.contains(at->stream) || !once.insert(at->once).second) {
                held.insert(at->stream);
                ++at;
                continue;
            }
            batch.push_back(std::move(*at));
            at = waiting_.erase(at);
        }
        return batch;
    }

    const CombinerLimits limits_;
    const Run run_;
    mutable std::mutex mutex_;  // of what follows
    std::list<Command> waiting_;
    std::set<std::string> busy_;  // streams of which a batch is under way
    int runners_ = 0;
};

}  // namespace daylit::app
