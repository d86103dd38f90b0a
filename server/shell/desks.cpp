#include "server/shell/desks.hpp"

#include "server/app/bank_lines.hpp"
#include "server/app/confirmation.hpp"
#include "server/app/documents.hpp"
#include "server/app/kept_answers.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/people.hpp"
#include "server/app/refunds.hpp"
#include "server/app/sign_in_guard.hpp"
#include "server/app/tendering/openings.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "server/app/tendering/tender_lots.hpp"

namespace daylit::shell {

namespace {

constexpr auto clock_pause = std::chrono::milliseconds(50);
constexpr auto pace_pause = std::chrono::milliseconds(50);
constexpr auto outage_pause = std::chrono::milliseconds(250);
constexpr auto desk_pause = std::chrono::milliseconds(300);
constexpr auto pruning_pause = std::chrono::minutes(1);

using Job = int (*)(const app::Services& services);

// Each says how much it did: then there may be more to do at once.
constexpr std::pair<const char*, Job> on_occasion[] = {
    {"deposits", app::match_bank_lines},
    {"settlement", app::settle_deposits},
    {"confirmations", app::draw_up_confirmations},
    {"announcements", app::draft_announcements},
    {"openings", app::open_due_bids},
    {"files of bids", app::open_due_files},
    {"failed tenders", app::oblige_tender_announcements},
    {"adjournments", app::announce_adjournments},
};
constexpr std::pair<const char*, Job> now_and_then[] = {
    {"accounts", app::prune_accounts},
    {"answers", app::prune_kept_answers},
    {"sealed files", app::erase_stale_uploads},
};

}  // namespace

Desks::Desks(const app::Services& services, app::OutageWatch& outages, std::function<std::uint64_t()> changes,
             Failed failed)
    : services_(services), changes_(std::move(changes)), failed_(std::move(failed)) {
    begin("outages", outage_pause, [&outages, occasion = occasion()]() mutable {
        return occasion.seize([&] {
            (void)outages.look();
            return false;
        });
    });
    // The next moment stays what it is until something changes; then time alone makes it due.
    jobs::Glance<std::optional<Instant>> next_due(occasion(),
                                                  [this] { return app::next_due_lot(services_); });
    begin("clock", clock_pause, [this, next_due]() mutable {
        const auto& due = next_due.value();
        return due && *due <= services_.procedure_clock.now() && app::advance_due_lots(services_) > 0;
    });
    jobs::Glance<std::optional<Instant>> next_deadline(occasion(),
                                                       [this] { return app::next_due_tender(services_); });
    begin("deadlines", clock_pause, [this, next_deadline]() mutable {
        const auto& due = next_deadline.value();
        return due && *due <= services_.procedure_clock.now() && app::advance_due_tenders(services_) > 0;
    });
    for (const auto& [name, job] : on_occasion) {
        begin(name, desk_pause, [this, run = job, occasion = occasion()]() mutable {
            return occasion.seize([&] { return run(services_) > 0; });
        });
    }
    for (const auto& [name, job] : now_and_then) {
        begin(name, pruning_pause, [this, run = job] { return run(services_) > 0; });
    }
}

void Desks::keep_pace(AcceleratedClock& clock, const DemoPace& pace) {
    jobs::Glance<app::Windows> windows(occasion(), [this] { return app::windows_ahead(services_); });
    pacer_ = std::make_unique<Pacer>(
        clock, pace, [this] { return app::first_publication(services_); },
        [windows](Instant now) mutable { return app::next_window(windows.value(), now); });
    begin("pace", pace_pause, [this] {
        pacer_->run();
        return false;
    });
}

void Desks::begin(const std::string& name, std::chrono::milliseconds pause, std::function<bool()> run) {
    workers_.push_back(std::make_unique<jobs::Worker>(name, pause, std::move(run), failed_));
}

void Desks::stop() {
    for (const auto& worker : workers_) {
        worker->stop();
    }
}

}  // namespace daylit::shell
