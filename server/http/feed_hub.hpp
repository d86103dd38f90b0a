// Who watches which topic. Frames are made once and shared; a watcher that cannot keep up is closed, never
// buffered without bound.
#pragma once

#include "server/http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

namespace daylit::http {

using Frame = std::shared_ptr<const std::string>;

// Server-sent events (WHATWG HTML, 9.2): "id: …\nevent: …\ndata: …\n\n".
Frame make_frame(const FeedMessage& message);

// One watcher's waiting frames. `wake` is called, from any thread, when the queue stops being empty or is
// closed.
class Watcher {
public:
    explicit Watcher(std::function<void()> wake) : wake_(std::move(wake)) {}
    static constexpr std::size_t most_waiting = 256;

    // Tells how many frames were dropped, this one among them: all, when it could not keep up.
    std::size_t push(Frame frame);
    void close();
    // Everything that waits; nullopt when closed and empty.
    std::optional<std::deque<Frame>> take();

private:
    std::mutex mutex_;
    std::deque<Frame> waiting_;
    bool closed_ = false;
    std::function<void()> wake_;
};

class FeedHub {
public:
    void publish(const std::string& topic, const FeedMessage& message);
    void publish_to_all(const FeedMessage& message);
    void subscribe(const std::shared_ptr<Watcher>& watcher, const std::vector<std::string>& topics);
    void unsubscribe(const std::shared_ptr<Watcher>& watcher);
    void close(const std::string& topic);  // of everybody who watches it
    void close_all();
    std::size_t watchers() const;

    // What it holds now, and what it has seen since it began.
    struct Counts {
        std::size_t watchers = 0;
        std::uint64_t opened = 0;
        std::uint64_t messages = 0;          // one for each watcher that was to hear it
        std::uint64_t dropped_messages = 0;  // of watchers that could not keep up
        std::uint64_t dropped_watchers = 0;
    };
    Counts counts() const;

private:
    void push(Watcher& watcher, const Frame& frame);

    mutable std::mutex mutex_;
    Counts seen_;  // what only grows of it
    std::map<std::string, std::set<std::shared_ptr<Watcher>>> by_topic_;
    std::set<std::shared_ptr<Watcher>> all_;
};

// Watches its topics for as long as it lives.
class Subscription {
public:
    Subscription(FeedHub& hub, std::shared_ptr<Watcher> watcher, const std::vector<std::string>& topics)
        : hub_(hub), watcher_(std::move(watcher)) {
        hub_.subscribe(watcher_, topics);
    }
    ~Subscription() { hub_.unsubscribe(watcher_); }
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    Watcher& watcher() const { return *watcher_; }

private:
    FeedHub& hub_;
    std::shared_ptr<Watcher> watcher_;
};

}  // namespace daylit::http
