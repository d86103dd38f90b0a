// A tender's lot under its lock, and what its events cause.
#include "server/app/aggregate.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/outages.hpp"
#include "server/app/outbox.hpp"
#include "server/app/tendering/closing.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>
#include <exception>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::TenderLotRow;
using tendering::TenderLotEvent;
using tendering::TenderLotState;
constexpr const char* program = "program:tenders";
constexpr int most_at_once = 100;

void follow(TenderLotRow& row, const Stream& stream, const TenderLotState& state) {
    row.seq = stream.head.seq;
    row.phase = boost::describe::enum_to_string(state.phase, "");
    row.next_due = tendering::next_due(state);
    row.tender = state.tender;
    row.ceremony = state.key.ceremony;
    row.number = state.terms.number;
    row.title = state.terms.title;
    row.deadline = state.times.deadline;
    row.state = to_json_text(state);
}

std::vector<schema::StoredEvent> append_events(Act& act, Stream& stream, TenderLotState& state,
                                               const std::vector<TenderLotEvent>& events,
                                               const std::string& actor) {
    std::vector<schema::NewEvent> encoded;
    for (const auto& event : events) {
        auto data = encode_event(event);
        encoded.push_back({std::move(data.type), data.version, stream.now, std::move(data.data)});
        state = evolve(std::move(state), event, stream.now);
    }
    return act.append_as(actor, stream, std::move(encoded));
}

void tell_watchers(Act& act, const TenderLotRow& row) {
    const auto data = to_json_text(boost::json::object{{"id", row.id.text}, {"seq", row.seq}});
    act.after_commit([&outlet = act.services().outlet, topic = tender_lot_stream(row.id),
                      id = row.id.text + "." + std::to_string(row.seq),
                      data] { outlet.publish(topic, id, "tender_lot", data); });
}

void cause_what_follows(Act& act, const LockedTenderLot& lot, const schema::StoredEvent& event) {
    if (event.type == EventTag<tendering::SubmissionsClosed>::name) {
        const auto list =
            keep_text_here(act, sealing::closing_list_text(closing_list_of(act, lot.row.id, lot.state)));
        ensure(list == *lot.state.closing_list, "what is kept is what was closed");
    } else if (event.type == EventTag<tendering::PartReleased>::name && can_open(lot.state)) {
        put_in_outbox(act, "open_bids", lot.row.id.text);
    } else if (event.type == EventTag<tendering::BidsOpened>::name && files_wait(lot.state)) {
        put_in_outbox(act, "open_files", lot.row.id.text);
    } else if (event.type == EventTag<tendering::TenderLotFailed>::name) {
        // Obligations' streams sort before this one: a job makes it.
        put_in_outbox(act, "announce_failure", lot.row.id.text);
    } else if (event.type == EventTag<tendering::OpeningAdjourned>::name ||
               event.type == EventTag<tendering::OpeningReconvened>::name) {
        put_in_outbox(act, "announce_adjournment", lot.row.id.text + "." + std::to_string(event.seq));
    }
}

bool advance_one(const Services& services, const LotId& id) {
    bool changed = false;
    Call call(services, {});
    (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto lot = lock_tender_lot(act, id);
        ensure(lot.has_value(), "a lot stays");
        const auto now = lot->stream.now;
        const auto facts = tender_facts(act, id, lot->state, now);
        if (awaits_settling(lot->state, now, facts)) {
            services.ask_pulse();
        }
        const auto events = decide(lot->state, tendering::AdvanceTender{}, now, facts);
        ensure(events.ok(), "time alone is never refused");
        changed = !events->empty();
        store_tender_events(act, *lot, *events, program);
        return Nothing{};
    });
    return changed;
}

// One lot's failure does not hold up the others.
int advance_all(const Services& services, const std::vector<TenderLotRow>& rows) {
    int changed = 0;
    std::exception_ptr failure;
    for (const auto& row : rows) {
        try {
            changed += advance_one(services, row.id) ? 1 : 0;
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

std::string tender_lot_stream(const LotId& id) {
    return "tender_lot:" + id.text;
}

std::optional<LockedTenderLot> lock_tender_lot(Act& act, const LotId& id) {
    // A lock on a stream that never began would leave its name behind.
    if (act.tx.stream_head(tender_lot_stream(id)).seq == 0) {
        return std::nullopt;
    }
    auto stream = act.lock(tender_lot_stream(id));
    auto row = act.tx.find<TenderLotRow>(Lock::update, id);
    ensure(row.has_value(), "a lot begins with its row");
    auto state = stored_state<TenderLotState>(row->state);
    return LockedTenderLot{std::move(*row), std::move(state), std::move(stream)};
}

tendering::TenderFacts tender_facts(Act& act, const LotId& id, const TenderLotState& state, Instant now) {
    const auto due = tendering::next_due(state);
    auto known = outage_facts(act.tx, due && *due <= now, tendering::outages_matter_from(state), now);
    tendering::TenderFacts facts{known.settled, std::move(known.outages), std::nullopt};
    if (closes(state, now, facts)) {
        facts.closing = closing_facts(act, id, with_outages(state, facts));
    }
    return facts;
}

void begin_tender_lot(Act& act, const LotId& id, Stream& stream, const OrganisationId& tenderer,
                      const std::vector<TenderLotEvent>& events) {
    TenderLotState state;
    (void)append_events(act, stream, state, events, act.caller().actor());
    TenderLotRow row;
    row.id = id;
    row.tenderer = tenderer;
    row.published_at = stream.now;
    follow(row, stream, state);
    act.insert(row);
}

std::vector<schema::StoredEvent> store_tender_events(Act& act, LockedTenderLot& lot,
                                                     const std::vector<TenderLotEvent>& events,
                                                     const std::string& actor) {
    auto stored = append_events(act, lot.stream, lot.state, events, actor);
    if (stored.empty()) {
        return stored;
    }
    for (const auto& event : stored) {
        cause_what_follows(act, lot, event);
    }
    follow(lot.row, lot.stream, lot.state);
    act.set(lot.row);
    tell_watchers(act, lot.row);
    return stored;
}

bool tender_number_is_free(Act& act, const std::string& number) {
    const auto rows = act.tx.select<TenderLotRow>({{schema::equals("number", number)}, {}, 1000});
    return std::ranges::all_of(
        rows, [](const auto& row) { return row.phase == "failed" || row.phase == "terminated"; });
}

int advance_due_tenders(const Services& services) {
    std::vector<TenderLotRow> due;
    const auto now = services.procedure_clock.now();
    services.store.read([&](schema::UnitOfWork& tx) {
        due = tx.select<TenderLotRow>(
            {{{"next_due", schema::Compare::at_most, schema::ColumnCodec<Instant>::write(now), {}}},
             {{"next_due", schema::Order::ascending}},
             most_at_once});
    });
    return advance_all(services, due);
}

int advance_touched_tenders(const Services& services, const std::vector<Instant>& outage_ends) {
    std::vector<TenderLotRow> open;
    services.store.read([&](schema::UnitOfWork& tx) {
        open = tx.select<TenderLotRow>(
            {{schema::equals("phase", "open")}, {{"deadline", schema::Order::ascending}}, 10000});
    });
    std::erase_if(open, [&](const auto& row) {
        const auto from = tendering::outages_matter_from(stored_state<TenderLotState>(row.state));
        return !from || std::ranges::none_of(outage_ends, [&](Instant end) { return end > *from; });
    });
    return advance_all(services, open);
}

int oblige_tender_announcements(const Services& services) {
    return work_off_outbox(services, "announce_failure", [&](const std::string& subject) {
        Call call(services, {});
        (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
            const auto row = act.tx.find<TenderLotRow>(Lock::none, LotId{subject});
            ensure(row.has_value(), "a lot stays");
            const auto state = stored_state<TenderLotState>(row->state);
            const auto& rule = state.method.rules.failure_announcement;
            cause_obligations(
                act,
                {{tender_lot_stream(row->id) + "#failed", disclosure::AnnouncementKind::tender_failed,
                  row->id, row->number + " " + row->title + "招标失败公告", china_date(state.times.deadline),
                  rule.value, rule.unit == RuleUnit::working_days, rule.article}});
            return Nothing{};
        });
    });
}

std::optional<Instant> next_due_tender(const Services& services) {
    std::optional<Instant> due;
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<TenderLotRow>(
            {{{"next_due", schema::Compare::not_null, {}, {}}}, {{"next_due", schema::Order::ascending}}, 1});
        due = rows.empty() ? std::nullopt : rows.front().next_due;
    });
    return due;
}

}  // namespace daylit::app
