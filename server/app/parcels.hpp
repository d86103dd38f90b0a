// The seller's desk: parcels with their price decision; the clerk returns what is not complete.
#pragma once

#include "auction/parcel.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/registration.hpp"

namespace daylit::app {

struct ParcelInput {
    auction::ParcelTerms terms;
};
BOOST_DESCRIBE_STRUCT(ParcelInput, (), (terms))

struct ParcelView {
    std::string id;
    auction::ParcelPhase state = auction::ParcelPhase::none;
    OrganisationId seller;
    std::string seller_name;
    auction::ParcelTerms terms;
    std::string area_mu;
    Instant submitted_at;
    std::string reason;        // of the last return
    std::optional<LotId> lot;  // that it was published as
};
BOOST_DESCRIBE_STRUCT(ParcelView, (),
                      (id, state, seller, seller_name, terms, area_mu, submitted_at, reason, lot))

Result<ParcelView> submit_parcel(Call& call, const Params& params, const ParcelInput& in);
Result<ParcelView> correct_parcel(Call& call, const Params& params, const ParcelInput& in);
Result<ParcelView> withdraw_parcel(Call& call, const Params& params, const Nothing& in);
Result<ParcelView> return_parcel(Call& call, const Params& params, const Reason& in);
// A seller's own, or every seller's for the staff; ?state=, ?cursor=, ?limit=.
Result<Page<ParcelView>> parcels(Call& call, const Params& params);
Result<ParcelView> parcel(Call& call, const Params& params);

}  // namespace daylit::app
