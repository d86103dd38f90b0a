#include "server/app/outbox.hpp"

#include "schema/rows_auction.hpp"

namespace daylit::app {

namespace {

using schema::OutboxRow;

void mark(const Services& services, const OutboxRow& row, std::optional<Instant> done_at) {
    services.store.transact([&](schema::UnitOfWork& tx) {
        auto now = tx.find<OutboxRow>(schema::Lock::update, row.id);
        if (now && !now->done_at) {
            now->done_at = done_at;
            ++now->attempts;
            ensure(tx.update(*now), "a locked row is as we read it");
        }
    });
}

}  // namespace

int work_off_outbox(const Services& services, const std::string& kind,
                    const std::function<void(const std::string& subject)>& work) {
    std::vector<OutboxRow> open;
    services.store.read([&](schema::UnitOfWork& tx) {
        open = tx.select<OutboxRow>(
            {{schema::equals("kind", kind), {"done_at", schema::Compare::is_null, {}, {}}},
             {{"created_at", schema::Order::ascending}},
             100});
    });
    std::exception_ptr failure;
    int done = 0;
    for (const auto& row : open) {
        try {
            work(row.subject);
            mark(services, row, services.wall_clock.now());
            ++done;
        } catch (const schema::StoreUnavailable&) {
            throw;
        } catch (const std::exception&) {
            failure = std::current_exception();
            mark(services, row, std::nullopt);
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    return done;
}

OutboxStanding outbox_standing(schema::Store& store) {
    OutboxStanding standing;
    store.read([&](schema::UnitOfWork& tx) {
        const auto open = tx.select<OutboxRow>({{{"done_at", schema::Compare::is_null, {}, {}}},
                                                {{"created_at", schema::Order::ascending}},
                                                OutboxStanding::most_counted});
        standing = {static_cast<int>(open.size()),
                    open.empty() ? std::nullopt : std::optional(open.front().created_at)};
    });
    return standing;
}

}  // namespace daylit::app
