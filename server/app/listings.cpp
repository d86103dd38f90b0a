#include "server/app/listings.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/keyset.hpp"
#include "server/app/listing_rows.hpp"
#include "server/app/rule_book.hpp"

namespace daylit::app {

namespace {

using auction::ListingDraft;
using auction::ListingState;
using schema::ListingRow;
using schema::Lock;

Outcome no_more_to_check(Act&, const ListingState&) {
    return Done{};
}

// Changes a listing by one command that `make` builds from its state; `check` then looks at what the listing
// alone cannot know.
template <class Make, class Check>
Result<ListingView> change(Call& call, const Params& params, Make make, Check check) {
    const auto id = params.id<ListingTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<ListingView>([&](Act& act) -> Result<ListingView> {
        auto stream = act.lock(listing_stream(*id));
        const auto row = act.tx.find<ListingRow>(Lock::update, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<ListingState>(row->state);
        const auto events = decide(state, make(act, state), stream.now);
        if (!events) {
            return events.refusal();
        }
        if (auto fits = check(act, state); !fits) {
            return fits.refusal();
        }
        apply(act, stream, state, *events);
        const auto changed = listing_row(*id, stream, state, row->published_at);
        act.update(changed);
        return listing_view(act, changed);
    });
}

}  // namespace

Result<ListingView> draft_listing(Call& call, const Params&, const ListingDraft& in) {
    if (auto known = call.services.rules.profile(in.profile, "profile"); !known) {
        return known.refusal();
    }
    const ListingId id{id_text(call.services.random.entropy())};
    return call.transact<ListingView>([&](Act& act) -> Result<ListingView> {
        auto stream = act.lock(listing_stream(id));
        ListingState state;
        const auto seller = check_parcels(act, in);
        // The form comes first: what the draft itself has wrong is said before what its parcels have.
        const auto events =
            decide(state, auction::DraftListing{seller ? *seller : OrganisationId{}, in, call.caller.actor()},
                   stream.now);
        if (!events) {
            return events.refusal();
        }
        if (!seller) {
            return seller.refusal();
        }
        apply(act, stream, state, *events);
        const auto row = listing_row(id, stream, state, std::nullopt);
        act.insert(row);
        return listing_view(act, row);
    });
}

Result<ListingView> revise_listing(Call& call, const Params& params, const ListingDraft& in) {
    if (auto known = call.services.rules.profile(in.profile, "profile"); !known) {
        return known.refusal();
    }
    const auto make = [&](Act&, const ListingState&) -> auction::ListingCommand {
        return auction::ReviseListing{in, call.caller.actor()};
    };
    const auto check = [&](Act& act, const ListingState& state) -> Outcome {
        const auto seller = check_parcels(act, in);
        if (!seller) {
            return seller.refusal();
        }
        return *seller == state.seller ? Outcome(Done{}) : Outcome(refuse("sellers_differ", "lots"));
    };
    return change(call, params, make, check);
}

Result<ListingView> send_listing_to_review(Call& call, const Params& params, const Nothing&) {
    const auto make = [&](Act& act, const ListingState& state) -> auction::ListingCommand {
        auto terms = parcels_of(act, state.draft);
        auto profile = call.services.rules.profile(state.draft.profile, "profile");
        ensure(terms.has_value() && profile.ok(),
               "a stored draft names parcels and a profile that are there");
        return auction::SendListingToReview{std::move(*terms), std::move(*profile), call.caller.actor()};
    };
    const auto check = [](Act& act, const ListingState& state) -> Outcome {
        const auto waiting = check_parcels(act, state.draft);
        return waiting ? Outcome(Done{}) : Outcome(waiting.refusal());
    };
    return change(call, params, make, check);
}

Result<ListingView> return_listing(Call& call, const Params& params, const Reason& in) {
    const auto make = [&](Act&, const ListingState&) -> auction::ListingCommand {
        return auction::ReturnListing{in.reason, call.caller.actor()};
    };
    return change(call, params, make, no_more_to_check);
}

Result<Page<ListingView>> listings(Call& call, const Params& params) {
    return call.read<Page<ListingView>>([&](Act& act) {
        return ordered_page<ListingView, ListingRow>(
            act, params, {}, "changed_at", schema::Order::descending,
            [&](const ListingRow& row) { return listing_view(act, row); });
    });
}

Result<ListingView> listing(Call& call, const Params& params) {
    const auto id = params.id<ListingTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<ListingView>([&](Act& act) -> Result<ListingView> {
        const auto row = act.tx.find<ListingRow>(Lock::none, *id);
        return row ? Result<ListingView>(listing_view(act, *row)) : refuse("not_found", "id");
    });
}

Result<ProfileList> profiles(Call& call, const Params&) {
    return ProfileList{call.services.rules.profiles()};
}

}  // namespace daylit::app
