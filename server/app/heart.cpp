#include "server/app/heart.hpp"

#include <algorithm>
#include <utility>

namespace daylit::app {

namespace {

using schema::OutageRow;
using schema::PulseRow;

constexpr auto silence = std::chrono::seconds(least_silence_seconds);
constexpr auto slow_act = Milliseconds(least_slow_milliseconds);
constexpr auto fresh = std::chrono::seconds(2);
constexpr int most_servers = 1000;

std::vector<PulseRow> others(schema::UnitOfWork& tx, const std::string& server) {
    auto rows = tx.select<PulseRow>({{}, {{"server", schema::Order::ascending}}, most_servers});
    std::erase_if(rows, [&](const auto& row) { return row.server == server; });
    return rows;
}

}  // namespace

Heart::Heart(const Services& services, std::string server)
    : services_(services), server_(std::move(server)) {}

// The process may stand still between any two readings of its clocks. Procedure time is read before the wall
// clock where something may begin, and after it where something ends: so the wall clock's gaps show each
// stall, nothing later than one is called settled before it is shown, and the outage covers it whole.
Heart::Moment Heart::beginning() const {
    const auto procedure = services_.procedure_clock.now();
    return {procedure, services_.wall_clock.now()};
}

Heart::Moment Heart::ending(Instant wall) const {
    return {services_.procedure_clock.now(), wall};
}

std::shared_ptr<void> Heart::act_arrived() {
    std::uint64_t ticket = 0;
    {
        // The clocks are read under the lock, as in look(): an act is seen by a pulse, or is later than it.
        const std::lock_guard lock(mutex_);
        ticket = ++tickets_;
        waiting_.emplace(ticket, Arrival{beginning(), Steady::now()});
    }
    return {nullptr, [this, ticket](void*) { answered(ticket); }};
}

void Heart::answered(std::uint64_t ticket) {
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(ticket);
    const auto arrival = found->second;
    waiting_.erase(found);
    const auto took = std::chrono::floor<Milliseconds>(Steady::now() - arrival.mark);
    if (took < slow_act) {
        return;
    }
    join(slow_, {arrival.at, ending(services_.wall_clock.now()), took});
}

// The act that is refused is among the waiting ones still; one of them may be decided all the same, which
// makes the outage begin earlier than it did by the time that it waited.
void Heart::act_refused() {
    const std::lock_guard lock(mutex_);
    keep_earlier(refused_, beginning());
    for (const auto& [ticket, arrival] : waiting_) {
        keep_earlier(refused_, arrival.at);
    }
}

void Heart::keep_earlier(std::optional<Moment>& kept, const Moment& other) {
    if (!kept || other.procedure < kept->procedure) {
        kept = other;
    }
}

void Heart::join(std::optional<Slow>& slow, const Slow& more) {
    if (!slow) {
        slow = more;
        return;
    }
    if (more.from.procedure < slow->from.procedure) {
        slow->from = more.from;
    }
    if (more.to.procedure > slow->to.procedure) {
        slow->to = more.to;
    }
    slow->longest = std::max(slow->longest, more.longest);
}

Heart::Sight Heart::look() {
    const std::lock_guard lock(mutex_);
    const auto from = beginning();
    const auto to = ending(from.wall);
    auto settled = from.procedure;
    for (const auto& [ticket, arrival] : waiting_) {
        settled = std::min(settled, arrival.at.procedure);
    }
    if (const auto slow = std::exchange(slow_, std::nullopt)) {
        join(reporting_, *slow);
    }
    if (const auto refused = std::exchange(refused_, std::nullopt)) {
        keep_earlier(reporting_refused_, *refused);
    }
    return {from, to, settled, reporting_, reporting_refused_};
}

OutageRow Heart::outage(OutageCause cause, const std::string& whose, const Moment& from, const Moment& to,
                        Milliseconds lasted) const {
    auto row = outage_row(services_, cause, whose);
    row.wall_from = from.wall;
    row.wall_to = to.wall;
    row.procedure_from = from.procedure;
    row.procedure_to = to.procedure;
    row.lasted = lasted.count();
    return row;
}

// A server that fell silent and did not take its leave: those who were connected to it could not act. The
// first that sees it takes it off the list.
std::vector<OutageRow> Heart::lost_servers(schema::UnitOfWork& tx, const Moment& to) const {
    std::vector<OutageRow> lost;
    for (const auto& row : others(tx, server_)) {
        const auto quiet = to.wall - row.at;
        if (quiet >= silence &&
            tx.erase<PulseRow>({schema::equals("server", row.server), schema::equals("at", row.at)}) > 0) {
            lost.push_back(
                outage(OutageCause::server_silent, row.server, {row.procedure_at, row.at}, to, quiet));
        }
    }
    return lost;
}

// By its own memory. The row counts after a restart, or when a pulse was committed and we were not told;
// whoever writes another moment there hides nothing.
std::optional<Heart::Moment> Heart::last_pulse(schema::UnitOfWork& tx) const {
    const auto row = tx.find<PulseRow>(schema::Lock::update, server_);
    const std::lock_guard lock(mutex_);
    return row && (!last_ || tried_.contains(row->at)) ? Moment{row->procedure_at, row->at} : last_;
}

std::vector<OutageRow> Heart::outages(schema::UnitOfWork& tx, const Sight& sight) const {
    auto found = lost_servers(tx, sight.to);
    const auto before = last_pulse(tx);
    if (auto from = sight.refused) {
        // Whoever did not try, since nothing worked, lost as much.
        keep_earlier(from, before.value_or(*from));
        found.push_back(outage(OutageCause::commands_refused, server_, *from, sight.to,
                               std::max(sight.to.wall - from->wall, Milliseconds(1))));
    } else if (before && sight.to.wall - before->wall >= silence) {
        found.push_back(
            outage(OutageCause::server_silent, server_, *before, sight.to, sight.to.wall - before->wall));
    }
    if (const auto& slow = sight.slow) {
        found.push_back(outage(OutageCause::slow_decisions, server_, slow->from, slow->to, slow->longest));
    }
    return found;
}

void Heart::beat() {
    std::optional<Sight> sight;
    services_.store.transact([&](schema::UnitOfWork& tx) {
        sight = look();
        store_outages(tx, services_, outages(tx, *sight));
        const PulseRow row{server_, sight->from.wall, sight->from.procedure, sight->settled};
        ensure(tx.update(row) || tx.insert(row), "a server process has a name of its own");
        const std::lock_guard lock(mutex_);
        tried_.insert(row.at);
    });
    const std::lock_guard lock(mutex_);
    last_ = sight->from;
    tried_.clear();
    reporting_.reset();
    reporting_refused_.reset();
}

std::optional<Instant> Heart::last_beat() const {
    const std::lock_guard lock(mutex_);
    return last_ ? std::optional(last_->wall) : std::nullopt;
}

void Heart::rest() {
    services_.store.transact([&](schema::UnitOfWork& tx) {
        const auto rows = others(tx, server_);
        const auto now = services_.wall_clock.now();
        if (std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return now - row.at < fresh; })) {
            (void)tx.erase<PulseRow>({schema::equals("server", server_)});
        }
    });
}

}  // namespace daylit::app
