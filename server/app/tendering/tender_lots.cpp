#include "server/app/tendering/tender_lots.hpp"

#include "crypto/certificate.hpp"
#include "crypto/sealing/ceremony.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keyset.hpp"
#include "server/app/names.hpp"
#include "server/app/signed_act.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/submissions.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::TenderLotRow;
using tendering::TenderLotState;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);
constexpr int most_timeline = 1000;

TenderSummary summary_of(Act& act, const TenderLotRow& row) {
    const auto state = stored_state<TenderLotState>(row.state);
    return {row.id,
            row.number,
            row.title,
            organisation_name(act, row.tenderer),
            state.terms.region,
            state.terms.location,
            state.phase,
            state.suspended_at.has_value(),
            state.terms.estimate,
            row.published_at,
            state.times.deadline};
}

std::vector<HolderView> holders_of(Act& act, const TenderLotState& state) {
    const auto row = act.tx.find<schema::CeremonyRow>(Lock::none, state.key.ceremony);
    ensure(row.has_value(), "a lot's key comes of a ceremony");
    const auto ceremony = stored_state<tendering::CeremonyState>(row->state);
    const auto released = [&](std::int64_t holder) {
        return std::ranges::find(state.released, holder, &tendering::ReleasedPart::holder) !=
               state.released.end();
    };
    std::vector<HolderView> holders;
    for (std::size_t i = 0; i < ceremony.officers.size(); ++i) {
        const auto holder = static_cast<std::int64_t>(i) + 1;
        holders.push_back({holder, ceremony.officers[i].name, ceremony.officers[i].body_name,
                           std::ranges::binary_search(state.cosigned, holder), released(holder)});
    }
    holders.push_back({gate, "", "", true, released(gate)});
    return holders;
}

// Terms and documents stand in the view itself, and are long.
bool is_long(const std::string& type) {
    return type == EventTag<tendering::TenderLotPublished>::name ||
           type == EventTag<tendering::DocumentsChanged>::name ||
           type == EventTag<tendering::BidsOpened>::name || type == EventTag<tendering::FilesOpened>::name;
}

std::vector<TenderEntry> timeline_of(Act& act, const LotId& id) {
    std::vector<TenderEntry> entries;
    for (const auto& event : act.tx.events(tender_lot_stream(id), 0, most_timeline)) {
        entries.push_back({event.at, event.type, event.digest,
                           is_long(event.type) ? boost::json::object() : schema::event_data(event)});
    }
    return entries;
}

bool is_officer(Act& act, const TenderLotState& state) {
    const auto row = act.tx.find<schema::CeremonyRow>(Lock::none, state.key.ceremony);
    ensure(row.has_value(), "a lot's key comes of a ceremony");
    return holder_of(act.caller(), stored_state<tendering::CeremonyState>(row->state)) != 0;
}

}  // namespace

bool may_watch(Act& act, const TenderLotRow& row, const TenderLotState& state) {
    using registry::Role;
    if (state.terms.opening_is_public || state.record) {
        return true;
    }
    const auto& caller = act.caller();
    const bool is_staff =
        caller.has(Role::clerk) || caller.has(Role::reviewer) || caller.has(Role::supervisor);
    const bool is_host = caller.organisation == row.tenderer;
    return is_staff || is_host || (caller.organisation && has_bid(act, row.id)) || is_officer(act, state);
}

TenderLotView tender_lot_view(Act& act, const TenderLotRow& row) {
    const auto now = act.services().procedure_clock.now();
    auto state = stored_state<TenderLotState>(row.state);
    TenderLotView view;
    view.id = row.id;
    view.tender = row.tender;
    view.seq = row.seq;
    view.tenderer_name = organisation_name(act, row.tenderer);
    view.state = state.phase;
    view.suspended = state.suspended_at.has_value();
    view.takes_bids = state.takes_bids() && !state.suspended_at && now < state.times.deadline;
    view.reason = state.reason;
    view.documents_version = state.documents_version;
    view.key = state.key;
    view.holders = holders_of(act, state);
    view.published_at = row.published_at;
    view.closed_at = state.closed_at;
    view.closing_list = state.closing_list;
    view.submissions = state.submissions;
    view.waiting_since = state.waiting_since;
    if (state.waiting_since && state.phase == tendering::TenderPhase::closed) {
        view.adjourned_at = *state.waiting_since + state.method.waits();
    }
    view.files_wait = files_wait(state);
    view.opening_hidden = state.phase == tendering::TenderPhase::opened && !may_watch(act, row, state);
    view.record = state.record;
    view.times = state.times;
    if (!view.opening_hidden) {
        view.files = std::move(state.files);
        view.bids = std::move(state.bids);
        view.objections = std::move(state.objections);
    }
    view.terms = std::move(state.terms);
    view.method = std::move(state.method);
    view.announcements = announcements_of(act, row.id);
    view.timeline = timeline_of(act, row.id);
    view.now = now;
    return view;
}

Result<Page<TenderSummary>> tender_lots(Call& call, const Params& params) {
    return call.read<Page<TenderSummary>>([&](Act& act) {
        std::vector<schema::Condition> where;
        if (const auto words = params.text("q")) {
            where.push_back({"title", schema::Compare::contains, *words, {}});
        }
        if (const auto ceremony = params.text("ceremony")) {
            where.push_back(schema::equals("ceremony", *ceremony));
        }
        return ordered_page<TenderSummary, TenderLotRow>(
            act, params, std::move(where), "published_at", schema::Order::descending,
            [&](const TenderLotRow& row) { return summary_of(act, row); });
    });
}

Result<TenderLotView> tender_lot(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<TenderLotView>([&](Act& act) -> Result<TenderLotView> {
        const auto row = act.tx.find<TenderLotRow>(Lock::none, *id);
        return row ? Result<TenderLotView>(tender_lot_view(act, *row)) : refuse("not_found", "id");
    });
}

Result<std::string> tender_lot_certificate(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<std::string>([&](Act& act) -> Result<std::string> {
        const auto row = act.tx.find<TenderLotRow>(Lock::none, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        const auto der = kept_text(act.tx, stored_state<TenderLotState>(row->state).key.certificate);
        const auto certificate = Certificate::from_der(der);
        ensure(certificate.ok(), "a certificate that we issued can be read");
        return certificate->pem();
    });
}

}  // namespace daylit::app
