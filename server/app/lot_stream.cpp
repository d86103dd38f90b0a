#include "server/app/lot_stream.hpp"

#include "auction/parcel.hpp"
#include "schema/rows_tendering.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/live.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using auction::LotEvent;
using auction::LotState;
using schema::Lock;
using schema::LotRow;

constexpr const char* program = "program:clock";

// What the row's searched columns say of the state.
void follow(LotRow& row, const Stream& stream, const LotState& state) {
    row.seq = stream.head.seq;
    row.phase = boost::describe::enum_to_string(state.phase, "");
    row.next_due = auction::next_due(state);
    row.closed_at = state.closed_at;
    row.title = state.terms.parcel.title;
    row.location = state.terms.parcel.location;
    row.state = to_json_text(state);
}

std::vector<schema::StoredEvent> append_events(Act& act, Stream& stream, LotState& state,
                                               const std::vector<LotEvent>& events,
                                               const std::string& actor) {
    std::vector<schema::StoredEvent> stored;
    std::vector<schema::NewEvent> waiting;
    const auto store_waiting = [&](const std::string& whose) {
        auto some = act.append_as(whose, stream, std::exchange(waiting, {}));
        std::move(some.begin(), some.end(), std::back_inserter(stored));
    };
    for (const auto& event : events) {
        const bool outage = std::holds_alternative<auction::OutageRecorded>(event);
        if (outage) {
            store_waiting(actor);
        }
        auto data = encode_event(event);
        waiting.push_back({std::move(data.type), data.version, stream.now, std::move(data.data)});
        state = evolve(std::move(state), event, stream.now);
        if (outage) {
            store_waiting(program);  // whoever acts next finds the outage; nobody but a program records it
        }
    }
    store_waiting(actor);
    return stored;
}

NewObligation obligation_of(const LockedLot& lot, const std::string& cause, const Rule& rule,
                            disclosure::AnnouncementKind kind, const std::string& what) {
    return {cause,
            kind,
            lot.row.id,
            lot.row.number + " " + lot.row.title + what,
            china_date(*lot.state.closed_at),
            rule.value,
            rule.unit == RuleUnit::working_days,
            rule.article};
}

void cause_announcements(Act& act, const LockedLot& lot, const std::string& cause) {
    using Kind = disclosure::AnnouncementKind;
    const auto& rules = lot.state.profile.rules;
    if (lot.state.phase == auction::LotPhase::sold) {
        cause_obligations(
            act, {obligation_of(lot, cause, rules.deal_publicity, Kind::deal_publicity, "成交公示"),
                  obligation_of(lot, cause, rules.result_publication, Kind::result, "成交结果公告")});
    } else {
        cause_obligations(
            act, {obligation_of(lot, cause, rules.result_publication, Kind::result, "未成交结果公告")});
    }
}

// A parcel whose lot came to nothing may be listed again.
void free_parcel(Act& act, const LockedLot& lot) {
    auto stream = act.lock("parcel:" + lot.row.parcel);
    auto row = act.tx.find<schema::ParcelRow>(Lock::update, lot.row.parcel);
    ensure(row.has_value(), "a lot's parcel is there");
    auto state = stored_state<auction::ParcelState>(row->state);
    const auto events = decide(state, auction::ParcelCommand(auction::FreeParcel{lot.row.id}));
    ensure(events.ok(), "a lot's parcel is taken by it");
    apply(act, stream, state, *events, program);
    row->seq = stream.head.seq;
    row->phase = boost::describe::enum_to_string(state.phase, "");
    row->state = to_json_text(state);
    act.update(*row);
}

void cause_what_follows(Act& act, const LockedLot& lot, const schema::StoredEvent& event) {
    const auto cause = event.stream + "#" + std::to_string(event.seq);
    if (event.type == EventTag<auction::LotSold>::name) {
        put_in_outbox(act, "settle_deposits", lot.row.id.text);
        put_in_outbox(act, "draw_up_confirmation", lot.row.id.text);
        cause_announcements(act, lot, cause);
    } else if (event.type == EventTag<auction::LotFailed>::name) {
        put_in_outbox(act, "settle_deposits", lot.row.id.text);
        cause_announcements(act, lot, cause);
        free_parcel(act, lot);
    } else if (event.type == EventTag<auction::LotTerminated>::name) {
        put_in_outbox(act, "settle_deposits", lot.row.id.text);
        free_parcel(act, lot);
    } else if (event.type == EventTag<auction::ConfirmationRefused>::name) {
        put_in_outbox(act, "forfeit_deposit", lot.row.id.text);
        free_parcel(act, lot);
    }
}

}  // namespace

std::string lot_stream(const LotId& id) {
    return "lot:" + id.text;
}

std::optional<LockedLot> lock_lot(Act& act, const LotId& id) {
    // A lock on a stream that never began would leave its name behind.
    if (act.tx.stream_head(lot_stream(id)).seq == 0) {
        return std::nullopt;
    }
    auto stream = act.lock(lot_stream(id));
    auto row = act.tx.find<LotRow>(Lock::update, id);
    ensure(row.has_value(), "a lot begins with its row");
    auto state = stored_state<LotState>(row->state);
    return LockedLot{std::move(*row), std::move(state), std::move(stream)};
}

std::map<std::string, LockedLot> lock_lots(Act& act, const std::set<std::string>& ids) {
    std::vector<std::string> streams;
    for (const auto& id : ids) {
        streams.push_back(lot_stream(LotId{id}));
    }
    schema::Condition among{"id", schema::Compare::one_of, {}, {}};
    std::map<std::string, LockedLot> lots;
    for (auto& stream : act.lock_all(streams)) {
        auto id = stream.head.stream.substr(lot_stream({}).size());
        among.values.emplace_back(id);
        lots[std::move(id)].stream = std::move(stream);
    }
    if (lots.empty()) {
        return lots;
    }
    const schema::Query query{{std::move(among)}, {}, static_cast<int>(lots.size())};
    // What the rows say is read under the lock.
    for (auto& row : act.tx.select<LotRow>(query)) {
        auto& lot = lots.at(row.id.text);
        lot.state = stored_state<LotState>(row.state);
        lot.row = std::move(row);
    }
    return lots;
}

auction::Answers answers_of(Act& act, const LotId& id, const LotState& state, Instant now) {
    const auto due = auction::next_due(state);
    const bool may_end =
        state.profile.question && due && *due <= now &&
        (state.phase == auction::LotPhase::listed || state.phase == auction::LotPhase::question);
    auction::Answers answers;
    if (may_end) {
        for (const auto& row : act.tx.select<schema::AnswerRow>(
                 {{schema::equals("lot", id)}, {{"plate", schema::Order::ascending}}, 10000})) {
            answers.push_back({row.plate, row.go_on, row.evidence});
        }
    }
    return answers;
}

auction::Facts facts_of(Act& act, const LotId& id, const auction::LotState& state, Instant now) {
    return std::move(facts_of(act, {{id, state, now}}).front());
}

std::vector<auction::Facts> facts_of(Act& act, const std::vector<LotMoment>& lots) {
    std::vector<auction::Facts> facts;
    for (const auto& lot : lots) {
        facts.push_back({answers_of(act, lot.id, lot.state, lot.now), std::nullopt, {}});
    }
    add_outages(act.tx, lots, facts);
    return facts;
}

std::vector<schema::StoredEvent> begin_lot(Act& act, Stream& stream, LotRow row,
                                           const std::vector<LotEvent>& events) {
    LotState state;
    auto stored = append_events(act, stream, state, events, act.caller().actor());
    follow(row, stream, state);
    row.number = state.terms.parcel.number;
    act.insert(row);
    return stored;
}

std::vector<schema::StoredEvent> store_events(Act& act, LockedLot& lot, const std::vector<LotEvent>& events,
                                              const std::string& actor) {
    auto stored = record_events(act, lot, events, actor);
    save_lot(act, lot, stored);
    return stored;
}

std::vector<schema::StoredEvent> record_events(Act& act, LockedLot& lot, const std::vector<LotEvent>& events,
                                               const std::string& actor) {
    auto stored = append_events(act, lot.stream, lot.state, events, actor);
    for (const auto& event : stored) {
        cause_what_follows(act, lot, event);
    }
    return stored;
}

void save_lot(Act& act, LockedLot& lot, const std::vector<schema::StoredEvent>& since) {
    if (since.empty()) {
        return;
    }
    follow(lot.row, lot.stream, lot.state);
    act.set(lot.row);
    tell_watchers(act, lot, since);
}

void put_in_outbox(Act& act, const std::string& kind, const std::string& subject) {
    (void)act.try_insert(schema::OutboxRow{id_text(act.services().random.entropy()), kind, subject,
                                           act.services().wall_clock.now(), std::nullopt, 0});
}

namespace {

// Whether anything happened to it.
bool advance_lot(const Services& services, const LotId& id) {
    bool changed = false;
    Call call(services, {});
    (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto lot = lock_lot(act, id);
        ensure(lot.has_value(), "a lot stays");
        const auto facts = facts_of(act, lot->row.id, lot->state, lot->stream.now);
        if (auction::awaits_settling(lot->state, lot->stream.now, facts)) {
            services.ask_pulse();
        }
        const auto events = decide(lot->state, auction::Advance{}, lot->stream.now, facts);
        ensure(events.ok(), "time alone is never refused");
        changed = !events->empty();
        store_events(act, *lot, *events, program);
        return Nothing{};
    });
    return changed;
}

int advance_all(const Services& services, const std::vector<LotRow>& rows) {
    int changed = 0;
    std::exception_ptr failure;
    for (const auto& row : rows) {
        try {
            changed += advance_lot(services, row.id) ? 1 : 0;
        } catch (const schema::StoreUnavailable&) {
            throw;
        } catch (const std::exception&) {
            failure = std::current_exception();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    return changed;
}

}  // namespace

int advance_due_lots(const Services& services) {
    std::vector<LotRow> due;
    const auto now = services.procedure_clock.now();
    services.store.read([&](schema::UnitOfWork& tx) {
        due = tx.select<LotRow>(
            {{{"next_due", schema::Compare::at_most, schema::ColumnCodec<Instant>::write(now), {}}},
             {{"next_due", schema::Order::ascending}},
             100});
    });
    return advance_all(services, due);
}

int advance_open_lots(const Services& services, const std::function<bool(const LotState& state)>& question) {
    constexpr int at_once = 200;
    int changed = 0;
    std::string after;
    for (bool more = true; more;) {
        std::vector<LotRow> rows;
        services.store.read([&](schema::UnitOfWork& tx) {
            rows =
                tx.select<LotRow>({{{"phase", schema::Compare::one_of, {}, {"listed", "question", "timed"}},
                                    {"id", schema::Compare::greater, after, {}}},
                                   {{"id", schema::Order::ascending}},
                                   at_once});
        });
        more = rows.size() == static_cast<std::size_t>(at_once);
        after = rows.empty() ? after : rows.back().id.text;
        std::erase_if(rows, [&](const auto& row) { return !question(stored_state<LotState>(row.state)); });
        changed += advance_all(services, rows);
    }
    return changed;
}

std::optional<Instant> next_due_lot(const Services& services) {
    std::optional<Instant> due;
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<LotRow>(
            {{{"next_due", schema::Compare::not_null, {}, {}}}, {{"next_due", schema::Order::ascending}}, 1});
        due = rows.empty() ? std::nullopt : rows.front().next_due;
    });
    return due;
}

namespace {

// An opening begins at its tender's deadline and waits for its officers: people again.
void add_openings(schema::UnitOfWork& tx, Windows& windows) {
    const auto waiting = tx.select<schema::TenderLotRow>({{schema::equals("phase", "closed")}, {}, 1});
    const auto open = tx.select<schema::TenderLotRow>(
        {{schema::equals("phase", "open"), {"next_due", schema::Compare::not_null, {}, {}}},
         {{"next_due", schema::Order::ascending}},
         1});
    windows.running = windows.running || !waiting.empty();
    if (!open.empty()) {
        windows.next = std::min(windows.next.value_or(*open.front().next_due), *open.front().next_due);
    }
}

}  // namespace

Windows windows_ahead(const Services& services) {
    Windows windows;
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto running =
            tx.select<LotRow>({{{"phase", schema::Compare::one_of, {}, {"question", "timed"}}}, {}, 1});
        const auto listed = tx.select<LotRow>(
            {{schema::equals("phase", "listed"), {"next_due", schema::Compare::not_null, {}, {}}},
             {{"next_due", schema::Order::ascending}},
             1});
        windows = {!running.empty(), listed.empty() ? std::nullopt : listed.front().next_due};
        add_openings(tx, windows);
    });
    return windows;
}

std::optional<Instant> next_window(const Windows& windows, Instant now) {
    return windows.running ? std::optional(std::min(windows.next.value_or(now), now)) : windows.next;
}

std::optional<Instant> first_publication(const Services& services) {
    std::optional<Instant> moment;
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<LotRow>({{}, {{"published_at", schema::Order::ascending}}, 1});
        moment = rows.empty() ? std::nullopt : std::optional(rows.front().published_at);
    });
    return moment;
}

}  // namespace daylit::app
