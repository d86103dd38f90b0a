// A listing in the making as it is stored and shown, for the use cases that change or publish it.
#pragma once

#include "schema/rows_auction.hpp"
#include "server/app/listings.hpp"

namespace daylit::app {

std::string listing_stream(const ListingId& id);
schema::ListingRow listing_row(const ListingId& id, const Stream& stream, const auction::ListingState& state,
                               std::optional<Instant> published_at);
ListingView listing_view(Act& act, const schema::ListingRow& row);

// The parcels' terms in the draft's order; nullopt where one is missing.
std::optional<std::vector<auction::ParcelTerms>> parcels_of(Act& act, const auction::ListingDraft& draft);
// A draft names parcels that wait to be listed, all of one seller; the seller is what comes back. Refuses
// parcel_unknown, sellers_differ.
Result<OrganisationId> check_parcels(Act& act, const auction::ListingDraft& draft);

}  // namespace daylit::app
