#include "server/app/lots.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/applications.hpp"
#include "server/app/keyset.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"

#include <algorithm>
#include <array>

namespace daylit::app {

namespace {

using auction::LotState;
using schema::Lock;
using schema::LotRow;

// What happened to a lot that everybody may know; quotes have a list of their own.
constexpr std::array public_events{
    EventTag<auction::LotPublished>::name,        EventTag<auction::QuestionOpened>::name,
    EventTag<auction::TimedBiddingOpened>::name,  EventTag<auction::LotSold>::name,
    EventTag<auction::LotFailed>::name,           EventTag<auction::LotSuspended>::name,
    EventTag<auction::LotResumed>::name,          EventTag<auction::LotTerminated>::name,
    EventTag<auction::TermsSupplemented>::name,   EventTag<auction::ConfirmationSigned>::name,
    EventTag<auction::ConfirmationRefused>::name, EventTag<auction::ContractSigned>::name,
    EventTag<auction::OutageRecorded>::name,
};
constexpr int most_timeline = 1000;
constexpr int rows_at_once = 200;
constexpr int most_rows = 1000;  // that one page looks through; a page may be short, its cursor goes on
const KeysetOrder newest_first{"published_at", schema::Order::descending, schema::ColumnKind::number};

// The lot as time and outages have made it by now, whatever the clock job did.
LotState by_now(Act& act, const LotRow& row, Instant now) {
    auto state = stored_state<LotState>(row.state);
    const auto facts = facts_of(act, row.id, state, now);
    return auction::advanced(std::move(state), now, facts);
}

LotSummary summary_of(Act& act, const LotRow& row, Instant now) {
    const auto state = by_now(act, row, now);
    const auto& parcel = state.terms.parcel;
    LotSummary view;
    view.id = row.id;
    view.number = parcel.number;
    view.title = parcel.title;
    view.location = parcel.location;
    view.region = parcel.region;
    view.use = parcel.use;
    view.area = parcel.area;
    view.area_mu = mu_text_rounded_half_up(parcel.area);
    view.start_price = parcel.start_price;
    view.leading_price = state.leader ? std::optional(state.leader->price) : std::nullopt;
    view.phase = auction::shown_phase(state, now);
    view.suspended = state.suspended_at.has_value();
    view.published_at = row.published_at;
    view.listing_start = state.terms.times.listing_start;
    view.listing_end = state.terms.times.listing_end;
    view.next_moment = auction::next_moment(state, now);
    return view;
}

// The reader's own plate on this lot, "" for everybody who has none.
std::string plate_of_reader(Act& act, const LotId& id) {
    const auto& caller = act.caller();
    if (!caller.organisation || !caller.has(registry::Role::bidder_agent)) {
        return {};
    }
    const auto standing = standing_of(act, id, *caller.organisation);
    return standing ? standing->plate : std::string();
}

std::optional<std::string> shown_plate(const LotState& state, const std::string& plate) {
    return auction::is_closed(state.phase) ? std::optional(plate) : std::nullopt;
}

// The winner's name, once a released announcement has said it.
std::optional<std::string> released_winner(Act& act, const LotId& id,
                                           const std::vector<AnnouncementView>& announcements) {
    const bool named = std::any_of(announcements.begin(), announcements.end(), [](const auto& one) {
        return one.kind == disclosure::AnnouncementKind::deal_publicity ||
               one.kind == disclosure::AnnouncementKind::result;
    });
    const auto deal = named ? act.tx.find<schema::DealRow>(Lock::none, id) : std::nullopt;
    return deal ? std::optional(deal->winner_name) : std::nullopt;
}

std::optional<ResultView> result_of(Act& act, const LotId& id, const LotState& state,
                                    const std::vector<AnnouncementView>& announcements) {
    if (state.phase != auction::LotPhase::sold && state.phase != auction::LotPhase::failed) {
        return std::nullopt;
    }
    ResultView view;
    view.closed_at = *state.closed_at;
    view.sold = state.phase == auction::LotPhase::sold;
    if (view.sold) {
        view.price = state.leader->price;
        view.premium = state.deal->premium;
        view.premium_rate = state.deal->premium_rate;
        view.plate = state.leader->plate;
        view.winner_name = released_winner(act, id, announcements);
    }
    return view;
}

std::optional<DealView> deal_of(Act& act, const LotState& state) {
    if (!state.deal) {
        return std::nullopt;
    }
    const auto& deal = *state.deal;
    const auto due = act.services().rules.calendar().add_working_days(
        china_date(*state.closed_at), state.profile.rules.contract_signing.value);
    return DealView{deal.seller_signed_at, deal.winner_signed_at,   deal.refused_at,
                    deal.contract_number,  deal.contract_signed_on, due.date};
}

std::vector<TimelineEntry> timeline_of(Act& act, const LotId& id) {
    std::vector<TimelineEntry> entries;
    for (const auto& event : act.tx.events_besides(
             lot_stream(id), std::string(EventTag<auction::QuotePlaced>::name), most_timeline)) {
        if (std::find(public_events.begin(), public_events.end(), event.type) != public_events.end()) {
            const bool outage = event.type == EventTag<auction::OutageRecorded>::name;
            entries.push_back({event.at, event.type, event.digest,
                               outage ? std::optional(outage_of(event)) : std::nullopt});
        }
    }
    return entries;
}

LotView view_of(Act& act, const LotRow& row) {
    const auto now = act.services().procedure_clock.now();
    const auto state = by_now(act, row, now);
    const auto plate = plate_of_reader(act, row.id);
    LotView view;
    view.id = row.id;
    view.listing = row.listing;
    view.seq = row.seq;
    view.seller_name = organisation_name(act, row.seller);
    view.phase = auction::shown_phase(state, now);
    view.suspended = state.suspended_at.has_value();
    view.reason = state.reason;
    view.terms = state.terms;
    view.area_mu = mu_text_rounded_half_up(state.terms.parcel.area);
    view.profile = state.profile;
    view.published_at = row.published_at;
    if (state.leader) {
        const auto& leader = *state.leader;
        view.leader = LeaderView{leader.number, leader.price, leader.at,
                                 !plate.empty() && leader.plate == plate, shown_plate(state, leader.plate)};
    }
    view.next_price = auction::next_price(state);
    view.until = state.until;
    view.next_moment = auction::next_moment(state, now);
    view.announcements = announcements_of(act, row.id);
    view.obligations = obligations_of(act, row.id, now);
    view.result = result_of(act, row.id, state, view.announcements);
    view.deal = deal_of(act, state);
    view.timeline = timeline_of(act, row.id);
    return view;
}

bool fits(const LotSummary& lot, const std::optional<std::string>& phase) {
    const bool closed = lot.phase == auction::ShownPhase::sold || lot.phase == auction::ShownPhase::failed ||
                        lot.phase == auction::ShownPhase::terminated;
    return !phase || (*phase == "closed") == closed;
}

bool says(const LotSummary& lot, const std::optional<std::string>& text) {
    return !text || lot.number.find(*text) != std::string::npos ||
           lot.title.find(*text) != std::string::npos || lot.location.find(*text) != std::string::npos;
}

}  // namespace

LotOutage outage_of(const schema::StoredEvent& event) {
    const auto outage = from_json<auction::OutageRecorded>(schema::event_data(event));
    ensure(outage.ok(), "a stored outage can be read");
    return {outage->from, outage->to, outage->cause, outage->until, outage->times.listing_end};
}

Result<Page<LotSummary>> lots(Call& call, const Params& params) {
    const auto limit = params.limit();
    if (!limit) {
        return limit.refusal();
    }
    const auto phase = params.text("phase");
    if (phase && *phase != "open" && *phase != "closed") {
        return refuse("out_of_range", "phase", {"open", "closed"});
    }
    const auto after = read_cursor(params.text("cursor"), newest_first);
    if (!after) {
        return after.refusal();
    }
    return call.read<Page<LotSummary>>([&](Act& act) {
        const auto now = act.services().procedure_clock.now();
        const auto text = params.text("q");
        Page<LotSummary> page;
        auto at = *after;
        // What a lot's phase is by now, only the lot knows: reads on until the page is full or the lots are
        // through. Whatever the row calls closed is closed.
        std::vector<schema::Condition> where;
        if (phase == "open") {
            where.push_back({"phase", schema::Compare::one_of, {}, {"listed", "question", "timed"}});
        }
        bool more = true;
        for (int looked_through = 0; more && looked_through < most_rows; looked_through += rows_at_once) {
            const auto rows = rows_after<LotRow>(act, where, newest_first, at, rows_at_once);
            more = rows.size() == static_cast<std::size_t>(rows_at_once);
            for (const auto& row : rows) {
                at = Keyset{schema::ColumnCodec<Instant>::write(row.published_at), row.id.text};
                auto lot = summary_of(act, row, now);
                if (!fits(lot, phase) || !says(lot, text)) {
                    continue;
                }
                if (page.items.size() == static_cast<std::size_t>(*limit)) {
                    const auto& last = page.items.back();
                    page.next_cursor =
                        cursor_text({schema::ColumnCodec<Instant>::write(last.published_at), last.id.text});
                    return Result<Page<LotSummary>>(std::move(page));
                }
                page.items.push_back(std::move(lot));
            }
        }
        if (more) {
            page.next_cursor = cursor_text(*at);
        }
        return Result<Page<LotSummary>>(std::move(page));
    });
}

Result<LotView> lot(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<LotView>([&](Act& act) -> Result<LotView> {
        const auto row = act.tx.find<LotRow>(Lock::none, *id);
        return row ? Result<LotView>(view_of(act, *row)) : refuse("not_found", "id");
    });
}

Result<Page<QuoteView>> lot_quotes(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto limit = params.limit();
    if (!limit) {
        return limit.refusal();
    }
    const auto after = params.number("after", 0);
    if (!after) {
        return after.refusal();
    }
    return call.read<Page<QuoteView>>([&](Act& act) -> Result<Page<QuoteView>> {
        const auto row = act.tx.find<LotRow>(Lock::none, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        const auto state = by_now(act, *row, act.services().procedure_clock.now());
        const auto plate = plate_of_reader(act, *id);
        Page<QuoteView> page;
        std::int64_t seq = *after;  // the nth quote stands at the nth event of the stream at the earliest
        for (bool more = true; more;) {
            const auto events = act.tx.events(lot_stream(*id), seq, 500);
            for (const auto& event : events) {
                seq = event.seq;
                if (event.type != EventTag<auction::QuotePlaced>::name) {
                    continue;
                }
                const auto quote = from_json<auction::QuotePlaced>(schema::event_data(event));
                ensure(quote.ok(), "a stored quote can be read");
                if (quote->number <= *after) {
                    continue;
                }
                if (page.items.size() == static_cast<std::size_t>(*limit)) {
                    page.next_cursor = std::to_string(page.items.back().number);
                    return page;
                }
                page.items.push_back({quote->number, quote->price, event.at, quote->stage,
                                      !plate.empty() && quote->plate == plate,
                                      shown_plate(state, quote->plate), event.digest});
            }
            more = events.size() == 500;
        }
        return page;
    });
}

}  // namespace daylit::app
