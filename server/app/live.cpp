#include "server/app/live.hpp"

#include "server/app/aggregate.hpp"

namespace daylit::app {

namespace {

constexpr int most_quotes = 500;

LiveLot live_of(const LotId& id, std::int64_t seq, const auction::LotState& state, Instant now) {
    return {id,
            seq,
            auction::shown_phase(state, now),
            state.suspended_at.has_value(),
            auction::next_price(state),
            state.until,
            auction::next_moment(state, now),
            state.closed_at,
            {},
            {}};
}

void add_event(LiveLot& live, const schema::StoredEvent& event) {
    if (event.type == EventTag<auction::OutageRecorded>::name) {
        live.outages.push_back(outage_of(event));
    }
    if (event.type != EventTag<auction::QuotePlaced>::name) {
        return;
    }
    const auto quote = from_json<auction::QuotePlaced>(schema::event_data(event));
    ensure(quote.ok(), "a stored quote can be read");
    live.quotes.push_back({quote->number, quote->price, event.at, quote->stage, event.digest});
}

}  // namespace

std::string feed_topic(const LotId& id) {
    return "lot:" + id.text;
}

void tell_watchers(Act& act, const LockedLot& lot, const std::vector<schema::StoredEvent>& events) {
    auto live = live_of(lot.row.id, lot.stream.head.seq, lot.state, lot.stream.now);
    for (const auto& event : events) {
        add_event(live, event);
    }
    auto& outlet = act.services().outlet;
    act.after_commit([&outlet, live = std::move(live)] {
        outlet.publish(feed_topic(live.id), live.id.text + "." + std::to_string(live.seq), "lot",
                       to_json_text(live));
    });
}

std::optional<LiveLot> live_lot(const Services& services, const LotId& id, std::int64_t after_seq) {
    std::optional<LiveLot> live;
    services.store.read([&](schema::UnitOfWork& tx) {
        live.reset();
        const auto row = tx.find<schema::LotRow>(schema::Lock::none, id);
        if (!row) {
            return;
        }
        live = live_of(id, row->seq, stored_state<auction::LotState>(row->state),
                       services.procedure_clock.now());
        const auto from = std::max(after_seq, row->seq - most_quotes);
        for (const auto& event : tx.events(lot_stream(id), from, most_quotes)) {
            add_event(*live, event);
        }
    });
    return live;
}

}  // namespace daylit::app
