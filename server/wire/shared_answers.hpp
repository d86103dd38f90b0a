// Answers that are the same for everybody, kept for a moment: what the public reads most costs one look at
// the database, however many read it.
//
// A kept answer is given out while nothing was committed here since it was asked for, and for `life` at most:
// so long may what another server on the database has committed, or the clock alone has changed, go unseen.
// Whoever was told of an act sees it in the next answer of the same server.
#pragma once

#include "server/http/lru_map.hpp"
#include "server/http/message.hpp"

#include <chrono>
#include <cstdint>
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
    // `changes` and `asked` are from before the store was read.
    void keep(const std::string& target, std::uint64_t changes, Moment asked, const http::Response& response);

private:
    struct Kept {
        http::Response response;
        std::uint64_t changes = 0;
        Moment until{};
    };

    const SharedAnswersLimits limits_;
    std::mutex mutex_;
    http::LruMap<Kept> kept_;
};

}  // namespace daylit::wire
