// What the tests of auctions share: the profiles as shipped, a lawful lot, and tables of text beside them.
#pragma once

#include "auction/lot.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace daylit::auction::testing {

using daylit::testing::source_file;
using daylit::testing::text_table;
using daylit::testing::trimmed;
using daylit::testing::word;

// "2026-11-23 09:00", with ":SS" and ".mmm" where wanted, in China.
Instant china_time(std::string text);

// A profile as it is compiled in.
Profile shipped_profile(std::string_view id);

// Published on 2026-11-02 09:00, listed from 2026-11-23 09:00 to 2026-12-03 10:00, timed bidding at 11:00
// where the profile fixes the hour. Start price 1,000 yuan, step 10 yuan, deposit 200 yuan.
extern const Instant published_at;
LotTerms lawful_terms(const Profile& profile);

// tests/auction/tables/<name>
std::string table(const std::string& name);

// "times.listing_end = \"…\"; parcel.step = 5; parcel.planning.other = -": sets what is named by its path to
// the JSON behind the sign; a minus takes it away.
boost::json::value changed(boost::json::value value, const std::string& changes);

// "code field", "code" where no field is named.
std::string spoken(const Refusal& refusal);

// Fails the test when a sentence of the refusal has a placeholder that no value fills, or no row at all.
void expect_full_sentences(const Refusal& refusal);

// Evolves through what is stored: every event as JSON text under its name and version, and back.
LotState replayed(const std::vector<std::pair<LotEvent, Instant>>& stream);

}  // namespace daylit::auction::testing
