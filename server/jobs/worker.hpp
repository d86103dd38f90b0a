// A job is a function run again and again on a thread of its own: at once when somebody rings, else after its
// pause. A job that fails (database away, lost lock) says so and is run again after the pause; it never ends
// the process, and nothing that a deadline depends on waits for it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace daylit::jobs {

class Worker {
public:
    // `run` answers whether there is more to do right away.
    Worker(std::string name, std::chrono::milliseconds pause, std::function<bool()> run,
           std::function<void(const std::string& name, const std::string& error)> failed);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void ring();
    void stop();  // waits for the run under way

    // When the last run ended well; the epoch before the first.
    std::chrono::steady_clock::time_point last_success() const;

private:
    void loop();
    bool once();

    std::string name_;
    std::chrono::milliseconds pause_;
    std::function<bool()> run_;
    std::function<void(const std::string&, const std::string&)> failed_;
    mutable std::mutex mutex_;
    std::condition_variable rung_;
    bool ringing_ = false;
    bool stopping_ = false;
    std::chrono::steady_clock::time_point last_success_;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace daylit::jobs
