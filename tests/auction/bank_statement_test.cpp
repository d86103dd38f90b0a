#include "auction/bank_statement.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit::auction {

namespace {

using daylit::testing::text_table;

const std::string header = "reference,payer,amount,received_at,bank_reference\n";
const std::string good = "7K3M,岱阳置业有限公司,20000000.00,2026-03-02T09:30:00+08:00,BOC1\n";

std::string told(const std::string& csv) {
    const auto read = parse_statement(csv);
    return read ? std::to_string(read->size()) + " lines" : read.refusal().code + " " + read.refusal().field;
}

}  // namespace

TEST(BankStatement, ReadsItsLines) {
    const auto lines = parse_statement(header + good + ",甲,0.05,2026-03-02T01:30:00Z,BOC2");
    ASSERT_TRUE(lines.ok());
    EXPECT_EQ(*lines, (std::vector<StatementLine>{{"BOC1", "7K3M", "岱阳置业有限公司", Fen::yuan(20'000'000),
                                                   parse_instant("2026-03-02T09:30:00+08:00", "").value()},
                                                  {"BOC2", "", "甲", Fen(5),
                                                   parse_instant("2026-03-02T09:30:00+08:00", "").value()}}));
}

TEST(BankStatement, TakesAMarkAtTheBeginningAndCarriageReturns) {
    EXPECT_EQ(told("\xEF\xBB\xBFreference,payer,amount,received_at,bank_reference\r\n"
                   "7K3M,甲,1.00,2026-03-02T09:30:00+08:00,BOC1\r\n"),
              "1 lines");
}

TEST(BankStatement, NamesTheLineThatIsWrong) {
    EXPECT_EQ(told(""), "statement_header line 1");
    EXPECT_EQ(told("payer,reference,amount,received_at,bank_reference\n" + good), "statement_header line 1");
    EXPECT_EQ(told(header), "import_empty lines");
    EXPECT_EQ(told(header + good + "\n" + good), "statement_columns line 3");
    EXPECT_EQ(told(header + "a,b,1.00,2026-03-02T09:30:00+08:00\n"), "statement_columns line 2");
    EXPECT_EQ(told(header + "a,b,1.00,2026-03-02T09:30:00+08:00,c,d\n"), "statement_columns line 2");
    EXPECT_EQ(told(header + "a,b,1.00,2026-03-02T09:30:00+08:00,c\r\r\n"), "forbidden_character line 2");
    EXPECT_EQ(told(header + good + "a,b\tc,1.00,2026-03-02T09:30:00+08:00,c\n"),
              "forbidden_character line 3");
    EXPECT_EQ(told(header + "a,\xff,1.00,2026-03-02T09:30:00+08:00,c\n"), "malformed_text line 2");
    EXPECT_EQ(told(header + "a,\"b\",1.00,2026-03-02T09:30:00+08:00,c\n"), "statement_quoted line 2");
    EXPECT_EQ(told(header + good + "a,b,1.0,2026-03-02T09:30:00+08:00,c\n"), "statement_amount line 3");
    EXPECT_EQ(told(header + good + good + "a,b,1.00,2026-03-02 09:30,c\n"), "statement_time line 4");
}

TEST(BankStatement, EndsAtFiveHundredLines) {
    std::string csv = header;
    for (int i = 0; i < 500; ++i) {
        csv += good;
    }
    EXPECT_EQ(told(csv), "500 lines");
    EXPECT_EQ(told(csv + good), "import_too_large lines");
}

TEST(Yuan, IsReadWithExactlyTwoDecimals) {
    const auto table = text_table(R"(
        0.00              | 0
        0.05              | 5
        1.00              | 100
        20000000.00       | 2000000000
        90071992547409.91 | 9007199254740991
        90071992547409.92 | no
        99999999999999999999.00 | no
        1                 | no
        1.0               | no
        1.000             | no
        .50               | no
        01.00             | no
        -1.00             | no
        +1.00             | no
        1,000.00          | no
        1.00 元           | no
    )");
    for (const auto& row : table) {
        const auto amount = parse_yuan(row[0]);
        EXPECT_EQ(amount ? std::to_string(amount->count()) : "no", row[1]) << row[0];
    }
}

}  // namespace daylit::auction
