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

void SharedAnswers::keep(const std::string& target, std::uint64_t changes, Moment asked,
                         const http::Response& response) {
    if (limits_.life.count() == 0 || response.status != 200 || !response.body ||
        response.body->size() > limits_.most_bytes) {
        return;
    }
    const std::lock_guard lock(mutex_);
    kept_.at(target) = {response, changes, asked + limits_.life};
}

}  // namespace daylit::wire
