// A lot under its lock: what every act upon it begins and ends with.
#pragma once

#include "auction/lot.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/call.hpp"
#include "server/app/outages.hpp"

#include <map>
#include <set>

namespace daylit::app {

struct LockedLot {
    schema::LotRow row;
    auction::LotState state;
    Stream stream;
};

std::string lot_stream(const LotId& id);

// Locks the stream and reads the row; nullopt for no such lot.
std::optional<LockedLot> lock_lot(Act& act, const LotId& id);
// Several at once, those that exist, by their ids.
std::map<std::string, LockedLot> lock_lots(Act& act, const std::set<std::string>& ids);

// The answers to the question who goes on, where the lot has come to its end by now; {} else.
auction::Answers answers_of(Act& act, const LotId& id, const auction::LotState& state, Instant now);

// What decide must know beyond the lot: the answers, the outages that can touch it, and what is settled.
auction::Facts facts_of(Act& act, const LotId& id, const auction::LotState& state, Instant now);
// Of several lots, in their order.
std::vector<auction::Facts> facts_of(Act& act, const std::vector<LotMoment>& lots);

// A lot that begins with its publication.
std::vector<schema::StoredEvent> begin_lot(Act& act, Stream& stream, schema::LotRow row,
                                           const std::vector<auction::LotEvent>& events);

// Stores what was decided, follows it with the row, and causes what a result causes: the obligations to
// announce, the settlement of deposits, the confirmation to draw up, the parcel's return. Watchers are told
// after the commit. Locks streams that sort after "lot:".
std::vector<schema::StoredEvent> store_events(Act& act, LockedLot& lot,
                                              const std::vector<auction::LotEvent>& events,
                                              const std::string& actor);

// The two halves of it, for several acts upon one lot in one transaction: each act's events are stored as
// they are decided, and the row follows them once, with one word to the watchers.
std::vector<schema::StoredEvent> record_events(Act& act, LockedLot& lot,
                                               const std::vector<auction::LotEvent>& events,
                                               const std::string& actor);
void save_lot(Act& act, LockedLot& lot, const std::vector<schema::StoredEvent>& since);

// Work for a job that this transaction causes, once for each kind and subject.
void put_in_outbox(Act& act, const std::string& kind, const std::string& subject);

// --- for the jobs ---

// Advances every lot whose next moment has come and is settled, each in a transaction of its own; tells how
// many changed. What one lot's failure throws comes out after the others had their turn.
int advance_due_lots(const Services& services);
// The same for every open lot whose state the question says yes to.
int advance_open_lots(const Services& services,
                      const std::function<bool(const auction::LotState& state)>& question);
// The soonest moment at which one of them may be due; nullopt when none has one.
std::optional<Instant> next_due_lot(const Services& services);
// Questions, timed windows and openings, for the demonstration's clock, which goes slower there. One that is
// suspended counts as running, since it starts again at the very moment of its resumption.
struct Windows {
    bool running = false;
    std::optional<Instant> next;  // the soonest that may open
};
Windows windows_ahead(const Services& services);
// The moment from which on one runs: that in which one already does, or the soonest at which one may open;
// nullopt when none is in sight.
std::optional<Instant> next_window(const Windows& windows, Instant now);
// When the first lot of all was published; nullopt before.
std::optional<Instant> first_publication(const Services& services);

}  // namespace daylit::app
