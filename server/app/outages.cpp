#include "server/app/outages.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/tendering/tender_lots.hpp"

#include <algorithm>
#include <iterator>

namespace daylit::app {

namespace {

using schema::OutageRow;
using schema::PulseRow;

constexpr int most_servers = 1000;
constexpr int most_outages = 1000;
constexpr int most_shown = 50;
constexpr auto look_back = std::chrono::minutes(10);

std::vector<PulseRow> pulses(schema::UnitOfWork& tx) {
    return tx.select<PulseRow>({{}, {{"at", schema::Order::descending}}, most_servers});
}

OutageCause cause_of(const OutageRow& row) {
    OutageCause cause{};
    ensure(boost::describe::enum_from_string(row.cause.c_str(), cause), "a stored cause is a cause");
    return cause;
}

OutageView view_of(const OutageRow& row) {
    return {row.wall_from, row.wall_to, cause_of(row), row.lasted, row.found_at};
}

bool may_touch(const auction::LotState& state, const std::vector<OutageRow>& outages) {
    const auto from = auction::outages_matter_from(state);
    return from && std::any_of(outages.begin(), outages.end(),
                               [&](const auto& one) { return one.procedure_to > *from; });
}

bool is_due(const LotMoment& lot) {
    const auto due = auction::next_due(lot.state);
    return due && *due <= lot.now;
}

std::optional<Instant> asked_from(const LotMoment& lot) {
    const auto from = auction::outages_matter_from(lot.state);
    return from && *from < lot.now ? from : std::nullopt;
}

std::vector<OutageRow> outages_after(schema::UnitOfWork& tx, Instant from) {
    return tx.select<OutageRow>(
        {{{"procedure_to", schema::Compare::greater, schema::ColumnCodec<Instant>::write(from), {}}},
         {{"procedure_to", schema::Order::ascending}},
         most_outages});
}

template <class Facts>
void add_rows(const std::vector<OutageRow>& rows, Instant from, Facts& facts) {
    for (const auto& row : rows) {
        if (row.procedure_to > from) {
            facts.outages.push_back(
                {row.procedure_from, row.procedure_to, Milliseconds(row.lasted), cause_of(row)});
        }
    }
    if (rows.size() == static_cast<std::size_t>(most_outages)) {
        // There may be more than we read: until these are recorded, nothing later is settled.
        facts.settled =
            facts.settled ? std::optional(std::min(*facts.settled, rows.back().procedure_to)) : std::nullopt;
    }
}

}  // namespace

std::optional<Instant> settled_until(schema::UnitOfWork& tx) {
    std::optional<Instant> settled;
    for (const auto& pulse : pulses(tx)) {
        settled = std::min(settled.value_or(pulse.settled), pulse.settled);
    }
    return settled;
}

void add_outages(schema::UnitOfWork& tx, const std::vector<LotMoment>& lots,
                 std::vector<auction::Facts>& facts) {
    if (std::ranges::any_of(lots, is_due)) {
        const auto settled = settled_until(tx);
        for (std::size_t i = 0; i < lots.size(); ++i) {
            facts[i].settled = is_due(lots[i]) ? settled : std::nullopt;
        }
    }
    std::optional<Instant> earliest;
    for (const auto& lot : lots) {
        if (const auto from = asked_from(lot)) {
            earliest = std::min(earliest.value_or(*from), *from);
        }
    }
    if (!earliest) {
        return;
    }
    const auto rows = outages_after(tx, *earliest);
    for (std::size_t i = 0; i < lots.size(); ++i) {
        if (const auto from = asked_from(lots[i])) {
            add_rows(rows, *from, facts[i]);
        }
    }
}

OutageFacts outage_facts(schema::UnitOfWork& tx, bool is_due, std::optional<Instant> from, Instant now) {
    OutageFacts facts;
    if (is_due) {
        facts.settled = settled_until(tx);
    }
    if (from && *from < now) {
        add_rows(outages_after(tx, *from), *from, facts);
    }
    return facts;
}

OutageRow outage_row(const Services& services, OutageCause cause, const std::string& reporter) {
    OutageRow row;
    row.id = id_text(services.random.entropy());
    row.cause = boost::describe::enum_to_string(cause, "");
    row.reporter = reporter;
    row.found_at = services.wall_clock.now();
    return row;
}

void store_outages(schema::UnitOfWork& tx, const Services& services, std::vector<OutageRow> outages) {
    std::ranges::sort(outages, {}, &OutageRow::id);
    for (const auto& outage : outages) {
        auto head = tx.lock_stream("service-outage:" + outage.id);
        schema::NewEvent found{"OutageFound", 1, outage.found_at, to_json(outage).as_object()};
        tx.append({schema::seal_event(head, "program:pulse", std::move(found), services.random.entropy())});
        ensure(tx.insert(outage), "a fresh id is free");
    }
}

Result<StatusView> platform_status(Call& call, const Params&) {
    return call.read<StatusView>([&](Act& act) -> Result<StatusView> {
        StatusView view;
        view.wall_now = act.services().wall_clock.now();
        const auto beating = pulses(act.tx);
        view.servers = static_cast<std::int64_t>(beating.size());
        if (!beating.empty()) {
            view.last_beat = beating.front().at;
            view.working = view.wall_now - *view.last_beat < std::chrono::seconds(least_silence_seconds);
        }
        for (const auto& row :
             act.tx.select<OutageRow>({{}, {{"found_at", schema::Order::descending}}, most_shown})) {
            view.outages.push_back(view_of(row));
        }
        return view;
    });
}

std::vector<OutageRow> OutageWatch::new_ones() {
    std::vector<OutageRow> rows;
    const auto since = services_.wall_clock.now() - look_back;
    services_.store.read([&](schema::UnitOfWork& tx) {
        rows = tx.select<OutageRow>(
            {{{"found_at", schema::Compare::at_least, schema::ColumnCodec<Instant>::write(since), {}}},
             {{"found_at", schema::Order::descending}},
             most_outages});
    });
    std::set<std::string> recent;
    for (const auto& row : rows) {
        recent.insert(row.id);
    }
    std::erase_if(rows, [&](const auto& row) { return seen_.contains(row.id); });
    seen_ = std::move(recent);
    return rows;
}

int OutageWatch::look() {
    const auto before = seen_;
    const auto rows = new_ones();
    try {
        if (!rows.empty()) {
            advance_open_lots(services_, [&](const auto& state) { return may_touch(state, rows); });
            std::vector<Instant> ends;
            std::ranges::transform(rows, std::back_inserter(ends), &OutageRow::procedure_to);
            advance_touched_tenders(services_, ends);
        }
    } catch (...) {
        seen_ = before;  // looked at again
        throw;
    }
    for (const auto& row : rows) {
        services_.outlet.publish(outages_topic, "", "outage", to_json_text(view_of(row)));
        if (found) {
            found(row);
        }
    }
    return static_cast<int>(rows.size());
}

}  // namespace daylit::app
