// Sessions that were found already, so that a bidder's thousandth request need not look for its session,
// person, organisation and factors again. What is kept counts while nobody here has changed a row of these,
// and never longer than a moment: so long may what another program changed in the database go unseen.
#pragma once

#include "crypto/digest.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace daylit::schema {
struct TableSpec;
}

namespace daylit::app {

struct PresentSession;

// The tables that a session is read from.
std::vector<const schema::TableSpec*> session_tables();

class KnownSessions {
public:
    using Moment = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds life{1000};

    // `changes` grows with each change of the session's tables, before whoever made it hears that it is done.
    explicit KnownSessions(std::function<std::uint64_t()> changes,
                           std::function<Moment()> now = std::chrono::steady_clock::now)
        : changes_(std::move(changes)), now_(std::move(now)) {}

    // The kept one, or what `read` finds, which is then kept; nullptr when that finds none. What `read`
    // throws comes through.
    std::shared_ptr<const PresentSession> find(const Digest& token,
                                               const std::function<std::optional<PresentSession>()>& read);

private:
    struct Known {
        std::shared_ptr<const PresentSession> session;
        Moment until{};
    };
    std::shared_ptr<const PresentSession> kept(const Digest& token, std::uint64_t changes);

    const std::function<std::uint64_t()> changes_;
    const std::function<Moment()> now_;
    std::mutex mutex_;  // of what follows
    std::map<Digest, Known> known_;
    std::uint64_t read_at_ = 0;  // the count of changes that they were read after
};

}  // namespace daylit::app
