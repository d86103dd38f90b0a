// Against the cases that the pages share (web/tests/vectors/letters.json).
#include "tendering/letter.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace daylit::tendering {
namespace {

using ::testing::ElementsAreArray;

const boost::json::object& shared_cases() {
    static const auto read = [] {
        std::ifstream in(std::string(DAYLIGHT_SOURCE_DIR) + "/web/tests/vectors/letters.json");
        std::ostringstream text;
        text << in.rdbuf();
        return boost::json::parse(text.str()).as_object();
    }();
    return read;
}

std::string text_at(const boost::json::object& object, const char* name) {
    return std::string(object.at(name).as_string());
}

TEST(BidSecurity, HasTheReferenceThatThePagesMake) {
    for (const auto& one : shared_cases().at("blind_references").as_array()) {
        const auto& said = one.as_object();
        const auto reference =
            blind_reference(text_at(said, "lot"), text_at(said, "bidder"), text_at(said, "secret"));
        EXPECT_EQ(reference, text_at(said, "reference"));
        EXPECT_TRUE(is_blind_reference(reference));
    }
}

TEST(BidSecurity, KnowsAReferenceByItsForm) {
    const std::string good = "BS00112233445566778899";
    EXPECT_TRUE(is_blind_reference(good));
    for (const auto& bad :
         {good.substr(1), good + "0", std::string("bs00112233445566778899"),
          std::string("BS0011223344556677889g"), std::string("BS0011223344556677889a"), std::string()}) {
        EXPECT_FALSE(is_blind_reference(bad)) << bad;
    }
}

TEST(BidSecurity, FindsInEachLetterWhatThePagesFind) {
    const auto fields = from_json<std::vector<LetterField>>(shared_cases().at("fields")).value();
    for (const auto& one : shared_cases().at("cases").as_array()) {
        const auto& said = one.as_object();
        LetterTerms terms{"LOT", "bids", 1, fields, {}};
        if (const auto* security = said.if_contains("security")) {
            terms.security = from_json<BidSecurity>(*security).value();
        }
        Letter letter{std::string(letter_format),    "LOT", "bids", "BIDDER", std::string(32, 'a'), 1,
                      said.at("letter").as_object(), {}};
        if (said.contains("secret")) {
            letter.security = text_at(said, "secret");
        }
        std::vector<std::string> found;
        for (const auto& refusal : check_letter(letter, terms, "BIDDER")) {
            found.push_back(refusal.code + " " + refusal.field);
        }
        EXPECT_THAT(found, ElementsAreArray(from_json<std::vector<std::string>>(said.at("found")).value()))
            << text_at(said, "why");
    }
}

TEST(BidSecurity, CountsWhatCameInTimeFromTheBiddersOwnAccount) {
    const auto deadline = parse_instant("2026-06-01T09:00:00+08:00", "").value();
    const auto before = deadline - Milliseconds(1);
    using Transfers = std::vector<ReceivedTransfer>;
    const auto finding = [&](const Transfers& transfers) {
        return security_finding(Fen::yuan(100), transfers, deadline);
    };
    EXPECT_EQ(finding({}), "security_not_received");
    EXPECT_EQ(finding({{Fen::yuan(100), before, true}}), "");
    EXPECT_EQ(finding({{Fen::yuan(40), before, true}, {Fen::yuan(60), before, true}}), "");
    EXPECT_EQ(finding({{Fen(99'99), before, true}}), "security_too_small");
    EXPECT_EQ(finding({{Fen::yuan(100), deadline, true}}), "security_late");
    EXPECT_EQ(finding({{Fen::yuan(40), before, true}, {Fen::yuan(60), deadline, true}}), "security_late");
    EXPECT_EQ(finding({{Fen::yuan(40), before, true}, {Fen::yuan(60), before, false}}),
              "security_of_another");
    EXPECT_EQ(
        counted({{Fen::yuan(1), before, true}, {Fen::yuan(2), before, false}, {Fen::yuan(4), deadline, true}},
                deadline),
        Fen::yuan(1));
}

}  // namespace
}  // namespace daylit::tendering
