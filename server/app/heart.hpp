// One server process's pulse: once a second a transaction, of the kind that commands use, says that it lives
// and commits. A database that stalls, a process that stands still or a clock that jumps all show as a gap,
// which the next pulse of any server stores as an outage in its own transaction: whoever sees a pulse sees
// every outage before it.
//
// It also knows which signed acts have reached this server and are not answered yet. A pulse says until when
// everything is decided, so that a lot never closes over the head of an act that is still waiting, and stores
// as outages the acts that took half a second or more from their arrival to their answer.
//
// Where commands are refused for want of room on the disk, the pulse is refused with them: nothing is settled
// meanwhile, and the first pulse afterwards stores the whole time as an outage, however short it was.
#pragma once

#include "server/app/outages.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace daylit::app {

class Heart {
public:
    // `server` names this process among those on the database, and is the same after a restart: a restart
    // within three seconds is no outage.
    Heart(const Services& services, std::string server);

    // A signed act has arrived whole; it is answered when the last copy of the ticket goes. From any thread.
    std::shared_ptr<void> act_arrived();

    // A command, or a pulse, was turned away for want of room on the disk. From any thread.
    void act_refused();

    // One pulse; throws what the store throws. By one thread at a time.
    void beat();
    // When the last one was committed, by the wall clock. From any thread.
    std::optional<Instant> last_beat() const;

    // The end of an orderly stop: where other servers go on, this one's silence means nothing.
    void rest();

private:
    using Steady = std::chrono::steady_clock;
    struct Moment {
        Instant procedure;
        Instant wall;
    };
    struct Arrival {
        Moment at;
        Steady::time_point mark;
    };
    struct Slow {
        Moment from;
        Moment to;
        Milliseconds longest{0};
    };
    struct Sight {
        Moment from;
        Moment to;
        Instant settled;
        std::optional<Slow> slow;
        std::optional<Moment> refused;
    };

    Moment beginning() const;
    Moment ending(Instant wall) const;
    static void keep_earlier(std::optional<Moment>& kept, const Moment& other);
    static void join(std::optional<Slow>& slow, const Slow& more);
    void answered(std::uint64_t ticket);
    Sight look();
    std::optional<Moment> last_pulse(schema::UnitOfWork& tx) const;
    std::vector<schema::OutageRow> outages(schema::UnitOfWork& tx, const Sight& sight) const;
    std::vector<schema::OutageRow> lost_servers(schema::UnitOfWork& tx, const Moment& to) const;
    schema::OutageRow outage(OutageCause cause, const std::string& whose, const Moment& from,
                             const Moment& to, Milliseconds lasted) const;

    const Services& services_;
    const std::string server_;
    mutable std::mutex mutex_;  // of what follows
    std::map<std::uint64_t, Arrival> waiting_;
    std::uint64_t tickets_ = 0;
    std::optional<Slow> slow_;                 // since the last look
    std::optional<Slow> reporting_;            // seen by a look, and not committed by its pulse yet
    std::optional<Moment> refused_;            // the first act that was turned away since the last look
    std::optional<Moment> reporting_refused_;  // as above
    std::optional<Moment> last_;
    std::set<Instant> tried_;  // pulses since then of which it is not known whether they were committed
};

}  // namespace daylit::app
