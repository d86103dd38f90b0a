#include "server/jobs/worker.hpp"

#include "schema/write_gate.hpp"

#include <exception>

namespace daylit::jobs {

Worker::Worker(std::string name, std::chrono::milliseconds pause, std::function<bool()> run,
               std::function<void(const std::string&, const std::string&)> failed)
    : name_(std::move(name)),
      pause_(pause),
      run_(std::move(run)),
      failed_(std::move(failed)),
      thread_([this] { loop(); }) {}

Worker::~Worker() {
    stop();
}

void Worker::ring() {
    const std::lock_guard lock(mutex_);
    ringing_ = true;
    rung_.notify_one();
}

void Worker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        rung_.notify_one();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
}

std::chrono::steady_clock::time_point Worker::last_success() const {
    const std::lock_guard lock(mutex_);
    return last_success_;
}

bool Worker::once() {
    try {
        const bool more = run_();
        const std::lock_guard lock(mutex_);
        last_success_ = std::chrono::steady_clock::now();
        return more;
    } catch (const schema::StorageLow&) {
        return false;  // it goes on when there is room; whoever watches the disk says so
    } catch (const std::exception& error) {
        failed_(name_, error.what());
        return false;
    }
}

void Worker::loop() {
    for (;;) {
        const bool more = once();
        std::unique_lock lock(mutex_);
        if (!more) {
            rung_.wait_for(lock, pause_, [this] { return ringing_ || stopping_; });
        }
        if (stopping_) {
            return;
        }
        ringing_ = false;
    }
}

}  // namespace daylit::jobs
