// Outages in the database: what a lot's decision must know of them, and what everybody may.
#pragma once

#include "auction/lot.hpp"
#include "schema/rows_outages.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

// Until when the platform is settled, by the pulses of all its servers; nullopt where none has one yet. Read
// before the outages: whoever sees this moment sees every outage until then.
std::optional<Instant> settled_until(schema::UnitOfWork& tx);

struct LotMoment {
    const LotId& id;
    const auction::LotState& state;
    Instant now;
};
// For each of these lots the outages that can touch it, and, where time would end something by now, until
// when it is settled that there are no others. Asks the database once for all.
void add_outages(schema::UnitOfWork& tx, const std::vector<LotMoment>& lots,
                 std::vector<auction::Facts>& facts);

// The same for one procedure of another kind, of which something is due by now or not, and which only outages
// can touch that ended after `from`.
struct OutageFacts {
    std::optional<Instant> settled;
    std::vector<Outage> outages;
};
OutageFacts outage_facts(schema::UnitOfWork& tx, bool is_due, std::optional<Instant> from, Instant now);

// The feed topic that everybody watches: one message "outage" (OutageView) for each outage that was found.
constexpr const char* outages_topic = "outages";

// What an outage is, everywhere alike; `found_at` is now.
schema::OutageRow outage_row(const Services& services, OutageCause cause, const std::string& reporter);
// Stores them, each as the one event of a stream "service-outage:<id>" too: nobody takes an outage away
// unseen. Locks these streams, and sorts after "probe:".
void store_outages(schema::UnitOfWork& tx, const Services& services, std::vector<schema::OutageRow> outages);

// --- what everybody may know ---

struct OutageView {
    Instant from;  // by the wall clock, as all times here
    Instant to;
    OutageCause cause = OutageCause::server_silent;
    std::int64_t lasted_milliseconds = 0;  // of slow decisions, the slowest one's
    Instant found_at;
};
BOOST_DESCRIBE_STRUCT(OutageView, (), (from, to, cause, lasted_milliseconds, found_at))

struct StatusView {
    Instant wall_now;
    bool working = false;              // a pulse was committed within the last three seconds
    std::optional<Instant> last_beat;  // of the server that was heard last
    std::int64_t servers = 0;          // that have a pulse
    std::vector<OutageView> outages;   // newest first, at most 50
};
BOOST_DESCRIBE_STRUCT(StatusView, (), (wall_now, working, last_beat, servers, outages))

Result<StatusView> platform_status(Call& call, const Params& params);

// --- for the jobs ---

// Tells what outages were found since the last look, to everybody who watches ("outage" on the topic
// "outages"), and lets every lot that they touch record them at once, not only when its next act comes.
class OutageWatch {
public:
    explicit OutageWatch(const Services& services) : services_(services) {}
    // How many new ones there were.
    int look();

    // Told each new one, once, after everybody who watches.
    std::function<void(const schema::OutageRow&)> found;

private:
    std::vector<schema::OutageRow> new_ones();
    const Services& services_;
    std::set<std::string> seen_;
};

}  // namespace daylit::app
