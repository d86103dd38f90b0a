// What the tests of tenders share: the shipped method, one sound lot, and moments of one calendar.
#pragma once

#include "tendering/lot.hpp"

#include <gtest/gtest.h>

namespace daylit::tendering::testing {

inline Instant moment(const std::string& text) {
    return parse_instant(text, "").value();
}

// In China; nine in the morning where no hour is said.
inline Instant china(const std::string& day, const std::string& hour = "09:00:00") {
    return moment(day + "T" + hour + "+08:00");
}

// A well-formed id out of a short name of Crockford's letters and digits.
template <class Tag>
Id<Tag> some(const std::string& name) {
    return {std::string(26 - name.size(), '0') + name};
}
inline const auto some_tender = some<TenderTag>("TENDER");
inline const auto some_lot = some<LotTag>("A");
inline const auto some_tenderer = some<OrganisationTag>("TENDERER");

Method shipped_method();
TenderTerms some_terms();
// A notice of 2 March 2027 whose deadline is the 22nd.
inline const Instant published_at = china("2027-03-02");
inline const Instant deadline = china("2027-03-22", "09:30:00");
TenderTimes some_times();
LotKey some_key(std::int64_t officers = 5, std::int64_t threshold = 3);

// A lot's life: commands at moments, by what was decided.
struct LotLife {
    TenderLotState state;
    TenderFacts facts;
    Instant now = published_at;
    std::vector<TenderLotEvent> last;

    // The refusal's code, or "ok".
    std::string act(const TenderLotCommand& command);
    // Settles everything until now, and says how many are complete.
    void settle(std::int64_t submissions = 3);
    void publish(std::int64_t officers = 5, std::int64_t threshold = 3);
    void cosign_all();
};

std::string codes(const std::vector<Refusal>& findings);

}  // namespace daylit::tendering::testing
