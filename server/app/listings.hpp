// The clerk's and the reviewer's desk: a listing announcement from its draft to its publication, which makes
// its lots.
#pragma once

#include "auction/listing.hpp"
#include "server/app/call.hpp"
#include "server/app/findings.hpp"
#include "server/app/params.hpp"
#include "server/app/registration.hpp"

namespace daylit::app {

struct ListingLotView {
    std::string parcel;
    auction::ParcelTerms terms;
    std::string area_mu;
    auction::LotTimes times;
};
BOOST_DESCRIBE_STRUCT(ListingLotView, (), (parcel, terms, area_mu, times))

struct ListingView {
    ListingId id;
    auction::ListingPhase state = auction::ListingPhase::none;
    OrganisationId seller;
    std::string seller_name;
    std::string title;
    std::string profile;
    std::string statement;
    std::vector<ListingLotView> lots;
    std::vector<LotId> published_lots;
    std::string author_name;
    bool may_review = false;  // the reader may publish or return it
    bool may_edit = false;
    std::string reason;  // of the last return
    Instant changed_at;
    std::optional<Instant> published_at;
    std::vector<Finding> findings;  // what would be refused, were it published now
};
BOOST_DESCRIBE_STRUCT(ListingView, (),
                      (id, state, seller, seller_name, title, profile, statement, lots, published_lots,
                       author_name, may_review, may_edit, reason, changed_at, published_at, findings))

Result<ListingView> draft_listing(Call& call, const Params& params, const auction::ListingDraft& in);
Result<ListingView> revise_listing(Call& call, const Params& params, const auction::ListingDraft& in);
Result<ListingView> send_listing_to_review(Call& call, const Params& params, const Nothing& in);
Result<ListingView> return_listing(Call& call, const Params& params, const Reason& in);
Result<ListingView> publish_listing(Call& call, const Params& params, const Nothing& in);
Result<Page<ListingView>> listings(Call& call, const Params& params);  // ?state=, ?cursor=, ?limit=
Result<ListingView> listing(Call& call, const Params& params);

struct ProfileList {
    std::vector<auction::Profile> items;
};
BOOST_DESCRIBE_STRUCT(ProfileList, (), (items))
Result<ProfileList> profiles(Call& call, const Params& params);

}  // namespace daylit::app
