#include "server/wire/shared_answers.hpp"

namespace daylit::wire {

std::optional<http::Response> SharedAnswers::find(const std::string& target, std::uint64_t changes,
                                                  Moment now) {
    const std::lock_guard lock(mutex_);
    const auto* kept = kept_.find(target);
    if (kept == nullptr || kept->changes != changes || now >= kept->until) {
        return std::nullopt;
    }
    return kept->response;
}

bool SharedAnswers::is_first(const std::string& target, std::uint64_t changes, const Waiter& waiter) {
    const std::lock_guard lock(mutex_);
    const auto [at, first] = making_.try_emplace({target, changes});
    if (!first) {
        at->second.push_back(waiter);
    }
    return first;
}

void SharedAnswers::made(const std::string& target, std::uint64_t changes, Moment asked,
                         const Result<http::Response>& response) {
    std::vector<Waiter> waiters;
    {
        const std::lock_guard lock(mutex_);
        waiters = std::move(making_.extract({target, changes}).mapped());
        if (response) {
            keep(target, changes, asked, *response);
        }
    }
    for (const auto& waiter : waiters) {
        waiter(response);
    }
}

// Under the lock.
void SharedAnswers::keep(const std::string& target, std::uint64_t changes, Moment asked,
                         const http::Response& response) {
    if (limits_.life.count() == 0 || response.status != 200 || !response.body ||
        response.body->size() > limits_.most_bytes) {
        return;
    }
    kept_.at(target) = {response, changes, asked + limits_.life};
}

}  // namespace daylit::wire
