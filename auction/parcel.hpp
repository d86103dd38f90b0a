// A parcel as the seller submits it with its price decision, until it stands in a published listing. decide
// and evolve are pure.
#pragma once

#include "auction/terms.hpp"
#include "base/event.hpp"

namespace daylit::auction {

// A parcel that was taken comes back to `submitted` when its lot failed or was terminated.
enum class ParcelPhase { none, submitted, returned, withdrawn, taken };
BOOST_DESCRIBE_ENUM(ParcelPhase, none, submitted, returned, withdrawn, taken)

// --- events ---

struct ParcelSubmitted {
    OrganisationId seller;
    ParcelTerms terms;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(ParcelSubmitted, (), (seller, terms, author))

struct ParcelCorrected {
    ParcelTerms terms;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(ParcelCorrected, (), (terms, author))

struct ParcelReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ParcelReturned, (), (reason))

struct ParcelWithdrawn {};
BOOST_DESCRIBE_STRUCT(ParcelWithdrawn, (), ())

struct ParcelTaken {
    ListingId listing;
    LotId lot;
};
BOOST_DESCRIBE_STRUCT(ParcelTaken, (), (listing, lot))

struct ParcelFreed {
    LotId lot;
};
BOOST_DESCRIBE_STRUCT(ParcelFreed, (), (lot))

using ParcelEvent =
    std::variant<ParcelSubmitted, ParcelCorrected, ParcelReturned, ParcelWithdrawn, ParcelTaken, ParcelFreed>;

// --- state ---

struct ParcelState {
    ParcelPhase phase = ParcelPhase::none;
    OrganisationId seller;
    ParcelTerms terms;
    std::string author;
    std::string reason;  // of the last return
    std::optional<LotId> lot;
    bool operator==(const ParcelState&) const = default;
};
BOOST_DESCRIBE_STRUCT(ParcelState, (), (phase, seller, terms, author, reason, lot))

// --- commands ---

// The profile is the one that the terms are first judged by; the listing's own judges again at publication.
struct SubmitParcel {
    OrganisationId seller;
    ParcelTerms terms;
    Profile profile;
    std::string actor;
};
struct CorrectParcel {
    ParcelTerms terms;
    Profile profile;
    std::string actor;
};
struct ReturnParcel {
    std::string reason;
};
struct WithdrawParcel {};
struct TakeParcel {
    ListingId listing;
    LotId lot;
};
struct FreeParcel {
    LotId lot;
};
using ParcelCommand =
    std::variant<SubmitParcel, CorrectParcel, ReturnParcel, WithdrawParcel, TakeParcel, FreeParcel>;

Result<std::vector<ParcelEvent>> decide(const ParcelState& state, const ParcelCommand& command);
ParcelState evolve(ParcelState state, const ParcelEvent& event);

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::ParcelSubmitted> : NamedEvent<"parcel_submitted", 1> {};
template <>
struct EventTag<auction::ParcelCorrected> : NamedEvent<"parcel_corrected", 1> {};
template <>
struct EventTag<auction::ParcelReturned> : NamedEvent<"parcel_returned", 1> {};
template <>
struct EventTag<auction::ParcelWithdrawn> : NamedEvent<"parcel_withdrawn", 1> {};
template <>
struct EventTag<auction::ParcelTaken> : NamedEvent<"parcel_taken", 1> {};
template <>
struct EventTag<auction::ParcelFreed> : NamedEvent<"parcel_freed", 1> {};
}  // namespace daylit
