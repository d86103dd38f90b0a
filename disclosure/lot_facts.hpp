// A lot's terms and a profile's rules as the facts and sentences of announcements.
#pragma once

#include "auction/lot.hpp"
#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

std::vector<Fact> parcel_facts(const auction::ParcelTerms& parcel, const auction::Profile& profile);
std::vector<Fact> time_facts(const auction::LotTimes& times);

// How the lot is bid for and who wins it, one sentence a rule.
std::vector<std::string> bidding_paragraphs(const auction::Profile& profile);
// Every number of the profile with its article.
std::vector<Fact> rule_facts(const auction::Profile& profile);

// The terms for machines: what is not built is left out.
boost::json::object terms_data(const auction::LotTerms& terms);

// What differs, as "原…，现…" under the fact's own name.
std::vector<Fact> changed_facts(const auction::LotTerms& before, const auction::LotTerms& after,
                                const auction::Profile& profile);

}  // namespace daylit::disclosure
