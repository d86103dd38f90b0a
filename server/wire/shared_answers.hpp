// Answers that are the same for everybody, kept for a moment: what the public reads most costs one look at
// the database, however many read it.
//
// A kept answer is given out while nothing was committed here since it was asked for, and for `life` at most:
// so long may what another server on the database has committed, or the clock alone has changed, go unseen.
// Whoever was told of an act sees it in the next answer of the same server.
#pragma once

#include "base/result.hpp"
#include "server/http/lru_map.hpp"
#include "server/http/message.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

namespace daylit::wire {

struct SharedAnswersLimits {
    std::chrono::milliseconds life{250};  // 0 keeps nothing
    std::size_t most = 512;               // answers, of
    std::size_t most_bytes = 64 * 1024;   // each
};

class SharedAnswers {
public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit SharedAnswers(const SharedAnswersLimits& limits) : limits_(limits), kept_(limits.most) {}

    // `changes`: the store's count now (schema::CountedStore).
    std::optional<http::Response> find(const std::string& target, std::uint64_t changes, Moment now);

    // Hears of the answer, or the refusal, that came of another request.
    using Waiter = std::function<void(const Result<http::Response>&)>;
    // Nothing is kept: true for the one who shall make the answer and then calls `made`; whoever asks the
    // same meanwhile, with the store as it was, waits for that.
    [[nodiscard]] bool is_first(const std::string& target, std::uint64_t changes, const Waiter& waiter);
    // `changes` and `asked` are from before the store was read. Throws nothing that a waiter does not.
    void made(const std::string& target, std::uint64_t changes, Moment asked,
              const Result<http::Response>& response);

private:
    void keep(const std::string& target, std::uint64_t changes, Moment asked, const http::Response& response);

    struct Kept {
        http::Response response;
        std::uint64_t changes = 0;
        Moment until{};
    };

    const SharedAnswersLimits limits_;
    std::mutex mutex_;
    http::LruMap<Kept> kept_;
    std::map<std::pair<std::string, std::uint64_t>, std::vector<Waiter>> making_;
};

}  // namespace daylit::wire
