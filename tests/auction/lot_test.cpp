// One lot's auction, scene by scene: tests/auction/tables/lot_*.txt.
#include "auction/refusals.hpp"
#include "tests/auction/script.hpp"

#include <set>

namespace daylit::auction {
namespace {

using namespace testing;

const std::vector<std::string> tables{"lot_listing.txt",    "lot_timed.txt",  "lot_question.txt",
                                      "lot_suspension.txt", "lot_outage.txt", "lot_supplement.txt",
                                      "lot_deal.txt"};

std::vector<Script> all_scripts() {
    std::vector<Script> all;
    for (const auto& name : tables) {
        const auto some = scripts_of(table(name));
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

class LotScene : public ::testing::TestWithParam<Script> {};

TEST_P(LotScene, GoesAsWritten) {
    Stage stage(GetParam().setting);
    for (const auto& line : GetParam().lines) {
        EXPECT_EQ(stage.answer(line), line.expected) << line.when << " | " << line.what;
    }
}

std::string scene_name(const ::testing::TestParamInfo<Script>& scene) {
    std::string name;
    bool begins = true;
    for (const char c : scene.param.name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter) {
            name += begins && c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
        }
        begins = !letter;
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Lot, LotScene, ::testing::ValuesIn(all_scripts()), scene_name);

// Every row of the refusal table is the expected word of some row of these tables.
TEST(Lot, RefusesInTheTablesWithEveryCodeThatItHas) {
    std::set<std::string> met;
    for (const auto& script : all_scripts()) {
        for (const auto& line : script.lines) {
            met.insert(line.expected);
        }
    }
    for (const auto* name : {"terms.txt", "profile.txt"}) {
        for (const auto& row : text_table(table(name))) {
            met.insert(row.at(2).substr(0, row.at(2).find(' ')));
        }
    }
    for (const auto* code : {"probe_not_known", "probe_was_answered", "probe_reports_too_often"}) {
        met.insert(code);  // probe_test.cpp
    }
    met.insert("too_many");  // Terms.TakeFiftyAttachmentsAndNoMore

    for (const auto& row : auction_refusals()) {
        EXPECT_TRUE(met.contains(std::string(row.code))) << row.code;
    }
}

}  // namespace
}  // namespace daylit::auction
