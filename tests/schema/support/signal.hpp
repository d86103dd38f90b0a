// One thread tells another that it has come so far; told twice it is told all the same.
#pragma once

#include <condition_variable>
#include <mutex>

namespace daylit {

class Signal {
public:
    void set() {
        const std::lock_guard lock(mutex_);
        set_ = true;
        changed_.notify_all();
    }
    // False when it was not told in time.
    bool wait(std::chrono::milliseconds most = std::chrono::seconds(20)) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, most, [this] { return set_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool set_ = false;
};

}  // namespace daylit
