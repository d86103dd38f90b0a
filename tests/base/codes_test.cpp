#include "base/codes.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using testing::data_file;
using testing::text_table;
using testing::word;

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

struct RefusedCode {
    std::string code;
    std::string refusal;
};
BOOST_DESCRIBE_STRUCT(RefusedCode, (), (code, refusal))

struct CreditCodes {
    std::vector<std::string> valid;
    std::vector<RefusedCode> refused;
};
BOOST_DESCRIBE_STRUCT(CreditCodes, (), (valid, refused))

TEST(CreditCode, AcceptsRealCodes) {
    const auto codes = data_file<CreditCodes>("uscc.json").valid;
    ASSERT_EQ(codes.size(), 8U);
    for (const auto& code : codes) {
        EXPECT_EQ(word(require_uscc(code, "uscc")), "ok") << code;
    }
}

TEST(CreditCode, RefusesWrongCodesEachByItsReason) {
    const auto codes = data_file<CreditCodes>("uscc.json").refused;
    ASSERT_EQ(codes.size(), 4U);
    for (const auto& [code, refusal] : codes) {
        EXPECT_EQ(require_uscc(code, "organisation.uscc").refusal(), refuse(refusal, "organisation.uscc"))
            << code;
    }
}

TEST(CreditCode, RefusesWhatIsNotOfItsStructure) {
    for (const auto& row : text_table(R"(
        91110000600037341      | one short
        91110000600037341L0    | one long
        91110000600037341l     | small letter
        9111000060003734IL     | I is not of the alphabet
        91110000600O37341L     | nor is O
        B1110000600037341L     | no such department
        9111A000600037341L     | a region is six digits
        91110000 00037341L     | a space
        91110000６00037341L    | a full-width digit
    )")) {
        EXPECT_EQ(word(require_uscc(row[0], "")), "malformed_uscc") << row[1];
    }
    EXPECT_EQ(word(require_uscc("", "")), "malformed_uscc");
    EXPECT_EQ(word(require_uscc(std::string("9111000060003734\0L", 18), "")), "malformed_uscc");
}

TEST(CreditCode, CatchesEverySingleWrongCharacter) {
    for (const auto& code : data_file<CreditCodes>("uscc.json").valid) {
        for (std::size_t i = 0; i < code.size(); ++i) {
            for (const char c : alphabet) {
                auto wrong = code;
                wrong[i] = c;
                ASSERT_EQ(require_uscc(wrong, "").ok(), wrong == code) << wrong;
            }
        }
    }
}

TEST(CreditCode, CatchesEveryPairOfNeighboursThatChangedPlaces) {
    for (const auto& code : data_file<CreditCodes>("uscc.json").valid) {
        for (std::size_t i = 0; i + 1 < code.size(); ++i) {
            auto wrong = code;
            std::swap(wrong[i], wrong[i + 1]);
            ASSERT_EQ(require_uscc(wrong, "").ok(), wrong == code) << wrong;
        }
    }
}

TEST(CreditCode, WritesTenAsXInTheOrganisationCode) {
    EXPECT_EQ(word(require_uscc("9111000060003735XC", "")), "ok");
}

TEST(CreditCode, ChecksTheOrganisationCodeInsideToo) {
    // The organisation's check character is wrong and the last one computed to fit it.
    EXPECT_EQ(word(require_uscc("91110000600037342P", "")), "uscc_wrong_check");
}

struct PublishedCode {
    std::string code;
    std::string kind;
    bool issuer_checks = false;
};
BOOST_DESCRIBE_STRUCT(PublishedCode, (), (code, kind, issuer_checks))

struct CheckedBody {
    std::string body;
    std::string check;
};
BOOST_DESCRIBE_STRUCT(CheckedBody, (), (body, check))

struct DealCodes {
    std::vector<PublishedCode> published;
    std::vector<CheckedBody> mod_37_2;
};
BOOST_DESCRIBE_STRUCT(DealCodes, (), (published, mod_37_2))

TEST(DealCodes, TakesPublishedCodesWhateverTheirCheckCharacter) {
    const auto codes = data_file<DealCodes>("deal-codes.json").published;
    ASSERT_EQ(codes.size(), 4U);
    for (const auto& published : codes) {
        const auto code = parse_deal_code(published.code, "deal_code");
        ASSERT_TRUE(code) << published.code;
        EXPECT_EQ(code->kind, published.kind);
        EXPECT_EQ(require_uscc(code->issuer, "").ok(), published.issuer_checks);
        EXPECT_EQ(to_text(*code), published.code);
    }
}

TEST(DealCodes, ComputesTheCheckCharactersOfIso7064) {
    const auto cases = data_file<DealCodes>("deal-codes.json").mod_37_2;
    ASSERT_EQ(cases.size(), 5U);
    for (const auto& [body, check] : cases) {
        EXPECT_EQ(std::string(1, mod_37_2(body)), check) << body;
    }
    EXPECT_THROW((void)mod_37_2("a"), BrokenPromise);
    EXPECT_THROW((void)mod_37_2("*"), BrokenPromise);
}

TEST(DealCodes, IssuesACodeThatReadsBack) {
    const Date day = parse_date("2016-12-31", "").value();
    const auto code = issue_deal_code("B01", "12350100MB02709751", day, 211'018);
    EXPECT_EQ(to_text(code), "B01-12350100MB02709751-20161231-211018-T");
    EXPECT_EQ(parse_deal_code(to_text(code), "").value(), code);
    EXPECT_EQ(to_text(issue_deal_code("B01", "12350100MB02709751", day, 7)).substr(32, 6), "000007");
}

TEST(DealCodes, IssuesNothingOverWrongParts) {
    const Date day = parse_date("2016-12-31", "").value();
    EXPECT_THROW((void)issue_deal_code("b01", "12350100MB02709751", day, 1), BrokenPromise);
    EXPECT_THROW((void)issue_deal_code("B01", "12350100MB02709752", day, 1), BrokenPromise);
    EXPECT_THROW((void)issue_deal_code("B01", "12350100MB02709751", day, 1'000'000), BrokenPromise);
    EXPECT_THROW((void)issue_deal_code("B01", "12350100MB02709751", day, -1), BrokenPromise);
}

TEST(DealCodes, RefusesWhatIsNotOfTheirStructure) {
    for (const auto& row : text_table(R"(
        B01-12350100MB02709751-20161231-211018-2  | ok
        B01-12350100MB02709751-20161231-211018-*  | ok
        B0112350100MB0270975120161231211018T      | malformed_deal_code
        b01-12350100MB02709751-20161231-211018-2  | malformed_deal_code
        BX1-12350100MB02709751-20161231-211018-2  | malformed_deal_code
        B01-12350100MB0270975I-20161231-211018-2  | malformed_deal_code
        B01-12350100MB02709751-20161331-211018-2  | malformed_deal_code
        B01-12350100MB02709751-20170229-211018-2  | malformed_deal_code
        B01-12350100MB02709751-2016-2-1-211018-2  | malformed_deal_code
        B01-12350100MB02709751-20161231-21101A-2  | malformed_deal_code
        B01-12350100MB02709751-20161231-211018-t  | malformed_deal_code
        B01-12350100MB02709751-20161231-211018-   | malformed_deal_code
        B01-12350100MB02709751-20161231-211018-22 | malformed_deal_code
        B01_12350100MB02709751_20161231_211018_2  | malformed_deal_code
    )")) {
        EXPECT_EQ(word(parse_deal_code(row[0], "")), row[1]) << row[0];
    }
}

}  // namespace
}  // namespace daylit
