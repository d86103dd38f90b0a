// Ids are distinct types over 128 random bits written as 26 characters of Crockford's base 32, so that they
// reveal neither order nor count. The randomness enters as a value: the pure core never draws any.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace daylit {

template <class Tag>
struct Id {
    std::string text;
    bool operator==(const Id&) const = default;
    auto operator<=>(const Id&) const = default;
};

using LotId = Id<struct LotTag>;
using ListingId = Id<struct ListingTag>;  // a listing announcement with its lots
using TenderId = Id<struct TenderTag>;    // a tender notice with its lots
using SubmissionId = Id<struct SubmissionTag>;
using CeremonyId = Id<struct CeremonyTag>;
using ApplicationId = Id<struct ApplicationTag>;
using OrganisationId = Id<struct OrganisationTag>;
using PersonId = Id<struct PersonTag>;
using DocumentId = Id<struct DocumentTag>;
using ObligationId = Id<struct ObligationTag>;

using Entropy = std::array<std::uint8_t, 16>;

std::string id_text(const Entropy& entropy);
bool is_id_text(std::string_view text);  // 26 characters of the alphabet

}  // namespace daylit
