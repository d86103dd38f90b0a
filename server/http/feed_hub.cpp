#include "server/http/feed_hub.hpp"

namespace daylit::http {

Frame make_frame(const FeedMessage& message) {
    std::string text;
    if (!message.id.empty()) {
        text += "id: " + message.id + "\n";
    }
    text += "event: " + message.event + "\ndata: " + message.data + "\n\n";
    return std::make_shared<const std::string>(std::move(text));
}

std::size_t Watcher::push(Frame frame) {
    std::size_t dropped = 0;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) {
            return 0;
        }
        if (waiting_.size() == most_waiting) {
            dropped = waiting_.size() + 1;
            waiting_.clear();
            closed_ = true;  // too slow: it will connect again and resume
        } else {
            waiting_.push_back(std::move(frame));
        }
    }
    wake_();
    return dropped;
}

void Watcher::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    wake_();
}

std::optional<std::deque<Frame>> Watcher::take() {
    const std::lock_guard lock(mutex_);
    if (closed_ && waiting_.empty()) {
        return std::nullopt;
    }
    return std::exchange(waiting_, {});
}

void FeedHub::push(Watcher& watcher, const Frame& frame) {
    const auto dropped = watcher.push(frame);
    ++seen_.messages;
    seen_.dropped_messages += dropped;
    if (dropped > 0) {
        ++seen_.dropped_watchers;
    }
}

void FeedHub::publish(const std::string& topic, const FeedMessage& message) {
    const auto frame = make_frame(message);
    const std::lock_guard lock(mutex_);
    const auto found = by_topic_.find(topic);
    if (found == by_topic_.end()) {
        return;
    }
    for (const auto& watcher : found->second) {
        push(*watcher, frame);
    }
}

void FeedHub::publish_to_all(const FeedMessage& message) {
    const auto frame = make_frame(message);
    const std::lock_guard lock(mutex_);
    for (const auto& watcher : all_) {
        push(*watcher, frame);
    }
}

void FeedHub::subscribe(const std::shared_ptr<Watcher>& watcher, const std::vector<std::string>& topics) {
    const std::lock_guard lock(mutex_);
    if (all_.insert(watcher).second) {
        ++seen_.opened;
    }
    for (const auto& topic : topics) {
        by_topic_[topic].insert(watcher);
    }
}

void FeedHub::unsubscribe(const std::shared_ptr<Watcher>& watcher) {
    const std::lock_guard lock(mutex_);
    all_.erase(watcher);
    for (auto topic = by_topic_.begin(); topic != by_topic_.end();) {
        topic->second.erase(watcher);
        topic = topic->second.empty() ? by_topic_.erase(topic) : std::next(topic);
    }
}

void FeedHub::close(const std::string& topic) {
    const std::lock_guard lock(mutex_);
    const auto found = by_topic_.find(topic);
    if (found == by_topic_.end()) {
        return;
    }
    for (const auto& watcher : found->second) {
        watcher->close();
    }
}

void FeedHub::close_all() {
    const std::lock_guard lock(mutex_);
    for (const auto& watcher : all_) {
        watcher->close();
    }
}

FeedHub::Counts FeedHub::counts() const {
    const std::lock_guard lock(mutex_);
    auto now = seen_;
    now.watchers = all_.size();
    return now;
}

std::size_t FeedHub::watchers() const {
    const std::lock_guard lock(mutex_);
    return all_.size();
}

}  // namespace daylit::http
