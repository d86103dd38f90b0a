#include "server/app/kept_answers.hpp"

namespace daylit::app {

namespace {

constexpr int at_once = 1000;

}  // namespace

int prune_kept_answers(const Services& services) {
    const auto before = services.wall_clock.now() - kept_answers_life;
    std::int64_t gone = 0;
    services.store.transact([&](schema::UnitOfWork& tx) { gone = tx.prune_keys(before, at_once); });
    return static_cast<int>(gone);
}

}  // namespace daylit::app
