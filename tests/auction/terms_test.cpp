// The terms of a lot against the law, table by table.
#include "tests/auction/support.hpp"

#include <algorithm>

namespace daylit::auction {
namespace {

using namespace testing;

// The profile that a row of the table names.
Profile profile_of(const std::string& changes) {
    auto profile = shipped_profile(changes.starts_with("profile shantou") ? "shantou" : "jiangsu");
    if (changes.starts_with("profile without commercial")) {
        std::erase_if(profile.term_limits,
                      [](const auto& limit) { return limit.use == LandUse::commercial; });
    }
    return profile;
}

std::string judged(Instant at, const std::string& changes) {
    const auto profile = profile_of(changes);
    const auto terms = from_json<LotTerms>(changed(to_json(lawful_terms(profile)), changes));
    if (!terms) {
        return spoken(terms.refusal());
    }
    const auto findings = check_terms(*terms, profile, at, "");
    std::for_each(findings.begin(), findings.end(), expect_full_sentences);
    return findings.empty() ? "lawful" : spoken(findings.front());
}

TEST(Terms, AreRefusedByNameWhereTheTableSaysSo) {
    for (const auto& row : text_table(table("terms.txt"))) {
        EXPECT_EQ(judged(china_time(row.at(0)), row.at(1)), row.at(2)) << row.at(0) << " | " << row.at(1);
    }
}

TEST(Terms, NameTheFigureAndTheArticleThatTheyBreak) {
    auto terms = lawful_terms(shipped_profile("jiangsu"));
    terms.parcel.deposit = Fen(1);
    terms.parcel.term_years = 99;
    terms.times.listing_start = published_at;

    const auto findings = check_terms(terms, shipped_profile("jiangsu"), published_at, "lots[2]");

    const std::vector<Refusal> expected{
        refuse("term_too_long", "lots[2].parcel.term_years",
               {"70", "城镇国有土地使用权出让和转让暂行条例第十二条"}),
        refuse("deposit_too_low", "lots[2].parcel.deposit", {"20", "国土资发〔2010〕34号"}),
        refuse("notice_too_short", "lots[2].times.listing_start", {"20", "国土资源部39号令第八条"}),
    };
    EXPECT_EQ(findings, expected);
}

TEST(Terms, TakeFiftyAttachmentsAndNoMore) {
    auto terms = lawful_terms(shipped_profile("jiangsu"));
    terms.parcel.attachments.assign(50, Attachment{"图.pdf", {}});
    const auto fifty = check_terms(terms, shipped_profile("jiangsu"), published_at, "");

    terms.parcel.attachments.push_back(Attachment{"图.pdf", {}});
    const auto more = check_terms(terms, shipped_profile("jiangsu"), published_at, "");

    EXPECT_TRUE(fifty.empty());
    ASSERT_EQ(more.size(), 1U);
    EXPECT_EQ(more.front(), refuse("too_many", "parcel.attachments", {"50"}));
    expect_full_sentences(more.front());
}

TEST(Terms, KeepTheirBoundaryThroughJson) {
    const auto terms = lawful_terms(shipped_profile("jiangsu"));

    EXPECT_EQ(parse_as<LotTerms>(to_json_text(terms)).value(), terms);
}

TEST(Boundary, IsGoodOrRefusedAtTheElementThatTheTableNames) {
    for (const auto& row : text_table(table("boundary.txt"))) {
        const auto outcome = check_boundary(parse_json(row.at(0)).value().as_object(), "boundary");

        EXPECT_EQ(outcome ? "good" : outcome.refusal().field, row.at(1)) << row.at(0);
        if (!outcome) {
            EXPECT_EQ(outcome.refusal().code, "malformed_boundary");
            expect_full_sentences(outcome.refusal());
        }
    }
}

// A ring of so many positions along a parabola, closed.
boost::json::array long_ring(int positions) {
    boost::json::array ring;
    for (int i = 0; i + 1 < positions; ++i) {
        ring.push_back(boost::json::array{i % 180, i % 90});
    }
    ring.push_back(boost::json::array{0, 0});
    return ring;
}

TEST(Boundary, HasTenThousandPositionsInAllAndNoMore) {
    const auto in_two = [](int first, int second) {
        return boost::json::object{
            {"type", "MultiPolygon"},
            {"coordinates", boost::json::array{boost::json::array{long_ring(first)},
                                               boost::json::array{long_ring(second)}}}};
    };

    EXPECT_TRUE(check_boundary(in_two(5'000, 5'000), "boundary").ok());
    EXPECT_EQ(check_boundary(in_two(5'000, 5'001), "boundary").refusal(),
              refuse("malformed_boundary", "boundary.coordinates[1][0]", {"10000"}));
}

TEST(Boundary, NestedDeeperThanJsonMayBeIsRefusedBeforeItIsRead) {
    const auto text =
        R"({"type":"Polygon","coordinates":)" + std::string(40, '[') + std::string(40, ']') + "}";

    EXPECT_EQ(word(parse_json(text)), "malformed_json");
}

}  // namespace
}  // namespace daylit::auction
