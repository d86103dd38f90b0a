// Work done by several threads on items 0, 1, 2 … and taken in order: at most `window` results wait, so that
// memory stays bounded however long the list is.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace daylit::tools {

template <class Item>
class OrderedFetch {
public:
    // `work(thread, item)` runs on the threads 0 … threads - 1; it may throw.
    OrderedFetch(std::uint64_t count, std::size_t threads, std::uint64_t window,
                 std::function<Item(std::size_t, std::uint64_t)> work)
        : count_(count), window_(window), work_(std::move(work)) {
        for (std::size_t i = 0; i < threads; ++i) {
            threads_.emplace_back([this, i] { run(i); });
        }
    }
    ~OrderedFetch() {
        {
            const std::lock_guard lock(mutex_);
            next_ = count_;
            stopped_ = true;
        }
        room_.notify_all();
        for (auto& thread : threads_) {
            thread.join();
        }
    }
    OrderedFetch(const OrderedFetch&) = delete;
    OrderedFetch& operator=(const OrderedFetch&) = delete;

    // The next item in order; throws what the work threw. Asked for at most `count` times.
    Item take() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return done_.contains(taken_); });
        auto found = done_.extract(taken_++);
        lock.unlock();
        room_.notify_all();
        if (found.mapped().error) {
            std::rethrow_exception(found.mapped().error);
        }
        return std::move(*found.mapped().item);
    }

private:
    struct Done {
        std::optional<Item> item;
        std::exception_ptr error;
    };

    std::optional<std::uint64_t> next() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || next_ >= count_ || next_ < taken_ + window_; });
        return stopped_ || next_ >= count_ ? std::nullopt : std::optional(next_++);
    }

    void run(std::size_t thread) {
        while (const auto item = next()) {
            Done done;
            try {
                done.item = work_(thread, *item);
            } catch (...) {
                done.error = std::current_exception();
            }
            const std::lock_guard lock(mutex_);
            done_.emplace(*item, std::move(done));
            ready_.notify_one();
        }
    }

    std::uint64_t count_;
    std::uint64_t window_;
    std::function<Item(std::size_t, std::uint64_t)> work_;
    std::mutex mutex_;  // of what follows
    std::condition_variable ready_;
    std::condition_variable room_;
    std::map<std::uint64_t, Done> done_;
    std::uint64_t next_ = 0;
    std::uint64_t taken_ = 0;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace daylit::tools
