#include "server/app/listing_rows.hpp"

#include "auction/parcel.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using auction::ListingDraft;
using auction::ListingPhase;
using auction::ListingState;
using auction::ParcelState;
using schema::ListingRow;
using schema::Lock;
using schema::ParcelRow;

bool is_open(const ListingState& state) {
    return state.phase == ListingPhase::draft || state.phase == ListingPhase::returned ||
           state.phase == ListingPhase::in_review;
}

void show_rights(const Caller& caller, const ListingState& state, ListingView& view) {
    const bool wrote =
        std::find(state.authors.begin(), state.authors.end(), caller.actor()) != state.authors.end();
    view.may_review =
        state.phase == ListingPhase::in_review && caller.has(registry::Role::reviewer) && !wrote;
    view.may_edit = (state.phase == ListingPhase::draft || state.phase == ListingPhase::returned) &&
                    caller.has(registry::Role::clerk);
}

}  // namespace

std::string listing_stream(const ListingId& id) {
    return "listing:" + id.text;
}

ListingRow listing_row(const ListingId& id, const Stream& stream, const ListingState& state,
                       std::optional<Instant> published_at) {
    return {id,           stream.head.seq,   boost::describe::enum_to_string(state.phase, ""),
            state.seller, state.draft.title, state.authors.front(),
            stream.now,   published_at,      to_json_text(state)};
}

std::optional<std::vector<auction::ParcelTerms>> parcels_of(Act& act, const ListingDraft& draft) {
    std::vector<auction::ParcelTerms> terms;
    for (const auto& listed : draft.lots) {
        const auto row = act.tx.find<ParcelRow>(Lock::none, listed.parcel);
        if (!row) {
            return std::nullopt;
        }
        terms.push_back(stored_state<ParcelState>(row->state).terms);
    }
    return terms;
}

Result<OrganisationId> check_parcels(Act& act, const ListingDraft& draft) {
    OrganisationId seller;
    for (std::size_t i = 0; i < draft.lots.size(); ++i) {
        const auto field = "lots[" + std::to_string(i) + "].parcel";
        const auto row = act.tx.find<ParcelRow>(Lock::none, draft.lots[i].parcel);
        if (!row || row->phase != "submitted") {
            return refuse("parcel_unknown", field);
        }
        if (i > 0 && row->seller != seller) {
            return refuse("sellers_differ", field);
        }
        seller = row->seller;
    }
    return seller;
}

ListingView listing_view(Act& act, const ListingRow& row) {
    const auto state = stored_state<ListingState>(row.state);
    ListingView view;
    view.id = row.id;
    view.state = state.phase;
    view.seller = state.seller;
    view.seller_name = organisation_name(act, state.seller);
    view.title = state.draft.title;
    view.profile = state.draft.profile;
    view.statement = state.draft.statement;
    view.published_lots = state.lots;
    view.author_name = actor_name(act, row.author);
    view.reason = state.reason;
    view.changed_at = row.changed_at;
    view.published_at = row.published_at;
    show_rights(act.caller(), state, view);
    const auto terms = parcels_of(act, state.draft);
    const auto profile = act.services().rules.profile(state.draft.profile, "profile");
    ensure(terms.has_value() && profile.ok(), "a stored draft names parcels and a profile that are there");
    for (std::size_t i = 0; i < terms->size(); ++i) {
        view.lots.push_back({state.draft.lots[i].parcel, (*terms)[i],
                             mu_text_rounded_half_up((*terms)[i].area), state.draft.lots[i].times});
    }
    if (is_open(state)) {
        view.findings = findings_of(
            auction::check_draft(state.draft, *terms, *profile, act.services().procedure_clock.now()));
    }
    return view;
}

}  // namespace daylit::app
