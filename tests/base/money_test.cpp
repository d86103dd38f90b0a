#include "base/money.hpp"

#include "base/result.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace daylit {
namespace {

using testing::text_table;

TEST(Money, GroupsYuanByThousandsWithTwoDecimals) {
    const std::vector<std::pair<std::int64_t, std::string>> table{
        {0, "0.00"},
        {5, "0.05"},
        {99'999, "999.99"},
        {100'000, "1,000.00"},
        {123'456'789, "1,234,567.89"},
        {Fen::most, "90,071,992,547,409.91"},
        {-123'450, "-1,234.50"},
        {std::numeric_limits<std::int64_t>::min(), "-92,233,720,368,547,758.08"},
    };
    for (const auto& [fen, text] : table) {
        EXPECT_EQ(grouped_yuan(Fen(fen)), text);
    }
}

// The examples that annex 1 of 支付结算办法 prints; where it allows two forms, the one that we write.
TEST(Money, WritesTheAnnexsExamplesInCapitals) {
    for (const auto& row : text_table(R"(
        140950   | 人民币壹仟肆佰零玖元伍角整
        600714   | 人民币陆仟零柒元壹角肆分
        168032   | 人民币壹仟陆佰捌拾元零叁角贰分
        10700053 | 人民币壹拾万柒仟元零伍角叁分
        1640902  | 人民币壹万陆仟肆佰零玖元零贰分
        32504    | 人民币叁佰贰拾伍元零肆分
    )")) {
        EXPECT_EQ(in_capitals(Fen(std::stoll(row[0]))), row[1]) << row[0];
    }
}

TEST(Money, WritesEveryKindOfZeroInCapitals) {
    for (const auto& row : text_table(R"(
        # fen            | capitals
        0                | 人民币零元整
        1                | 人民币壹分
        10               | 人民币壹角整
        32               | 人民币叁角贰分
        100              | 人民币壹元整
        101              | 人民币壹元零壹分
        110              | 人民币壹元壹角整
        1000             | 人民币壹拾元整
        1005             | 人民币壹拾元零伍分
        1050             | 人民币壹拾元零伍角整
        10100            | 人民币壹佰零壹元整
        100100           | 人民币壹仟零壹元整
        1000000          | 人民币壹万元整
        1000100          | 人民币壹万零壹元整
        1010000          | 人民币壹万零壹佰元整
        168003200        | 人民币壹佰陆拾捌万零叁拾贰元整
        100700000        | 人民币壹佰万柒仟元整
        100000000        | 人民币壹佰万元整
        10000000000      | 人民币壹亿元整
        10000000100      | 人民币壹亿零壹元整
        10000500000      | 人民币壹亿零伍仟元整
        10050000000      | 人民币壹亿零伍拾万元整
        11350000000      | 人民币壹亿壹仟叁佰伍拾万元整
        1000000000000    | 人民币壹佰亿元整
        100000000000000  | 人民币壹万亿元整
        100000000010000  | 人民币壹万亿零壹佰元整
        9000000010000000 | 人民币玖拾万亿零壹拾万元整
        9007199254740991 | 人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分
    )")) {
        EXPECT_EQ(in_capitals(Fen(std::stoll(row[0]))), row[1]) << row[0];
    }
}

TEST(Money, HasNoCapitalsForAmountsOutsideItsRange) {
    EXPECT_THROW(in_capitals(Fen(-1)), BrokenPromise);
    EXPECT_THROW(in_capitals(Fen(Fen::most + 1)), BrokenPromise);
}

bool take_word(std::string_view& text, std::string_view word) {
    const bool there = text.starts_with(word);
    text.remove_prefix(there ? word.size() : 0);
    return there;
}

// Reads capitals as a person would: figure, unit, figure, unit. 零 and 整 carry no value.
std::int64_t read_capitals(std::string_view text) {
    const std::vector<std::string> figures{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    std::int64_t whole = 0;    // closed by 亿
    std::int64_t myriads = 0;  // closed by 万
    std::int64_t group = 0;
    std::int64_t figure = 0;
    std::int64_t fen = 0;
    const auto close = [&](std::int64_t times) { group += std::exchange(figure, 0) * times; };
    EXPECT_TRUE(take_word(text, "人民币"));
    while (!text.empty()) {
        if (take_word(text, "拾")) {
            close(10);
        } else if (take_word(text, "佰")) {
            close(100);
        } else if (take_word(text, "仟")) {
            close(1000);
        } else if (take_word(text, "万")) {
            close(1);
            myriads += std::exchange(group, 0) * 10'000;
        } else if (take_word(text, "亿")) {
            close(1);
            whole += (std::exchange(myriads, 0) + std::exchange(group, 0)) * 100'000'000;
        } else if (take_word(text, "元")) {
            close(1);
            fen = (whole + myriads + std::exchange(group, 0)) * 100;
        } else if (take_word(text, "角")) {
            fen += std::exchange(figure, 0) * 10;
        } else if (take_word(text, "分")) {
            fen += std::exchange(figure, 0);
        } else if (!take_word(text, "整")) {
            std::size_t next = 0;
            while (next < figures.size() && !take_word(text, figures[next])) {
                ++next;
            }
            if (next == figures.size()) {
                ADD_FAILURE() << "unreadable: " << text;
                return -1;
            }
            figure = static_cast<std::int64_t>(next);
        }
    }
    return fen;
}

TEST(Money, WritesCapitalsThatReadBackAsTheSameAmount) {
    std::mt19937_64 random(20260101);
    for (int round = 0; round < 20'000; ++round) {
        // Amounts of every length, many of their figures zero.
        std::int64_t fen = 0;
        for (auto length = random() % 16; length > 0; --length) {
            fen = fen * 10 + static_cast<std::int64_t>(random() % 2 * (random() % 10));
        }
        const auto text = in_capitals(Fen(fen));
        ASSERT_EQ(read_capitals(text), fen) << text;
        ASSERT_EQ(text.find("零零"), std::string::npos) << text;
        ASSERT_EQ(text.ends_with("整"), fen % 10 == 0) << text;
    }
}

TEST(Money, TruncatesThePremiumRateExactly) {
    for (const auto& row : text_table(R"(
        # start          | price            | rate in 1/10,000 %
        10000            | 10000            | 0
        10000            | 11235            | 123500
        3                | 4                | 333333
        3                | 5                | 666666
        7000000000       | 7000000001       | 0
        100000000        | 212345678        | 1123456
        9007199254740990 | 9007199254740991 | 0
        1000             | 9007199254740991 | 9007199254739991000
        10000            | 9999             | -100
        3                | 0                | -1000000
    )")) {
        EXPECT_EQ(premium_rate_ten_thousandths(Fen(std::stoll(row[0])), Fen(std::stoll(row[1]))),
                  std::stoll(row[2]))
            << row[0] << " to " << row[1];
    }
}

TEST(Money, HasNoPremiumRateOverAStartPriceOfNothing) {
    EXPECT_THROW((void)premium_rate_ten_thousandths(Fen(0), Fen(1)), BrokenPromise);
    EXPECT_THROW((void)premium_rate_ten_thousandths(Fen(-1), Fen(1)), BrokenPromise);
}

TEST(Money, RefusesToReportAPremiumRateBeyond64Bits) {
    EXPECT_THROW((void)premium_rate_ten_thousandths(Fen(1), Fen(Fen::most)), BrokenPromise);
}

}  // namespace
}  // namespace daylit
