// A listing announcement in the making: one or more parcels with their times, drafted by a clerk, reviewed
// and published by somebody who never wrote in it. decide and evolve are pure.
#pragma once

#include "auction/terms.hpp"
#include "base/event.hpp"

namespace daylit::auction {

enum class ListingPhase { none, draft, in_review, returned, published };
BOOST_DESCRIBE_ENUM(ListingPhase, none, draft, in_review, returned, published)

struct ListedParcel {
    std::string parcel;  // the parcel's id
    LotTimes times;
    bool operator==(const ListedParcel&) const = default;
};
BOOST_DESCRIBE_STRUCT(ListedParcel, (), (parcel, times))

struct ListingDraft {
    std::string title;
    std::string profile;    // "jiangsu"
    std::string statement;  // qualification, how to get the files, contacts and whatever else is to be said
    std::vector<ListedParcel> lots;
    bool operator==(const ListingDraft&) const = default;
};
BOOST_DESCRIBE_STRUCT(ListingDraft, (), (title, profile, statement, lots))

// --- events ---

struct ListingDrafted {
    OrganisationId seller;
    ListingDraft draft;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(ListingDrafted, (), (seller, draft, author))

struct ListingRevised {
    ListingDraft draft;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(ListingRevised, (), (draft, author))

struct ListingSentToReview {
    std::string author;
    Digest parcels;  // of the parcels' terms as they stood: what is published must be what was reviewed
};
BOOST_DESCRIBE_STRUCT(ListingSentToReview, (), (author, parcels))

struct ListingReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ListingReturned, (), (reason))

struct ListingPublished {
    std::vector<LotId> lots;  // in the draft's order
};
BOOST_DESCRIBE_STRUCT(ListingPublished, (), (lots))

using ListingEvent =
    std::variant<ListingDrafted, ListingRevised, ListingSentToReview, ListingReturned, ListingPublished>;

// --- state ---

struct ListingState {
    ListingPhase phase = ListingPhase::none;
    OrganisationId seller;
    ListingDraft draft;
    std::vector<std::string> authors;  // everybody who wrote in it or sent it to review
    std::string reason;                // of the last return
    std::optional<Digest> in_review;   // of the parcels' terms under review
    std::vector<LotId> lots;
    bool operator==(const ListingState&) const = default;
};
BOOST_DESCRIBE_STRUCT(ListingState, (), (phase, seller, draft, authors, reason, in_review, lots))

// --- commands ---

struct DraftListing {
    OrganisationId seller;
    ListingDraft draft;
    std::string actor;
};
struct ReviseListing {
    ListingDraft draft;
    std::string actor;
};
// `parcels` are the parcels' terms in the draft's order: what is sent to review must be lawful were it
// published now.
struct SendListingToReview {
    std::vector<ParcelTerms> parcels;
    Profile profile;
    std::string actor;
};
struct ReturnListing {
    std::string reason;
    std::string actor;
};
struct PublishListing {
    std::vector<ParcelTerms> parcels;
    Profile profile;
    std::vector<LotId> lots;  // fresh ids, in the draft's order
    std::string actor;
};
using ListingCommand =
    std::variant<DraftListing, ReviseListing, SendListingToReview, ReturnListing, PublishListing>;

Result<std::vector<ListingEvent>> decide(const ListingState& state, const ListingCommand& command,
                                         Instant now);
ListingState evolve(ListingState state, const ListingEvent& event);

// Everything that stands against publishing the draft now, for the desk that shows it.
std::vector<Refusal> check_draft(const ListingDraft& draft, const std::vector<ParcelTerms>& parcels,
                                 const Profile& profile, Instant now);

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::ListingDrafted> : NamedEvent<"listing_drafted", 1> {};
template <>
struct EventTag<auction::ListingRevised> : NamedEvent<"listing_revised", 1> {};
template <>
struct EventTag<auction::ListingSentToReview> : NamedEvent<"listing_sent_to_review", 1> {};
template <>
struct EventTag<auction::ListingReturned> : NamedEvent<"listing_returned", 1> {};
template <>
struct EventTag<auction::ListingPublished> : NamedEvent<"listing_published", 1> {};
}  // namespace daylit
