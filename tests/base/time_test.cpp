#include "base/time.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using testing::text_table;
using testing::word;

TEST(Instant, IsReadFromRfc3339) {
    for (const auto& row : text_table(R"(
        2026-11-23T12:00:00Z                | 2026-11-23T12:00:00.000Z
        2026-11-23T12:00:00.5Z              | 2026-11-23T12:00:00.500Z
        2026-11-23T12:00:00.123Z            | 2026-11-23T12:00:00.123Z
        2026-11-23T12:00:00.123000000Z      | 2026-11-23T12:00:00.123Z
        2026-11-23T20:00:00+08:00           | 2026-11-23T12:00:00.000Z
        2026-11-24T00:30:00.007+08:00       | 2026-11-23T16:30:00.007Z
        2026-11-23T06:30:00-05:30           | 2026-11-23T12:00:00.000Z
        2026-11-23T12:00:00-00:00           | 2026-11-23T12:00:00.000Z
        2028-02-29T23:59:59.999Z            | 2028-02-29T23:59:59.999Z
        1970-01-01T00:00:00Z                | 1970-01-01T00:00:00.000Z
        9999-12-30T23:59:59.999Z            | 9999-12-30T23:59:59.999Z
    )")) {
        const auto at = parse_instant(row[0], "at");
        ASSERT_TRUE(at) << row[0];
        EXPECT_EQ(to_rfc3339(*at), row[1]);
        EXPECT_EQ(parse_instant(to_rfc3339(*at), "").value(), *at);
        EXPECT_EQ(parse_instant(to_china_rfc3339(*at), "").value(), *at);
    }
}

TEST(Instant, IsRefusedInAnyOtherForm) {
    for (const auto& row : text_table(R"(
        2026-11-23                       | no time
        2026-11-23T12:00:00              | no zone
        2026-11-23T12:00Z                | no seconds
        2026-11-23 12:00:00Z             | no T
        2026-11-23t12:00:00z             | small letters
        2026-11-23T12:00:00.Z            | an empty fraction
        2026-11-23T12:00:00.1234Z        | finer than a millisecond
        2026-11-23T12:00:00.0000000001Z  | finer and longer than nine digits
        2026-11-23T12:00:00.1230000000Z  | longer than nine digits
        2026-11-23T12:00:00,5Z           | a comma
        2026-11-23T24:00:00Z             | hour 24
        2026-11-23T12:60:00Z             | minute 60
        2016-12-31T23:59:60Z             | a leap second
        2026-02-29T12:00:00Z             | no leap year
        2026-04-31T12:00:00Z             | 31 April
        2026-13-01T12:00:00Z             | month 13
        2026-00-01T12:00:00Z             | month 0
        2026-01-00T12:00:00Z             | day 0
        2026-1-1T12:00:00Z               | one digit
        02026-11-23T12:00:00Z            | five digits of year
        +2026-11-23T12:00:00Z            | a signed year
        -026-11-23T12:00:00Z             | a negative year
        1969-12-31T23:59:59Z             | before 1970
        1970-01-01T00:00:00+00:01        | before 1970 once in UTC
        9999-12-31T23:59:59-12:00        | after 9999 once in UTC
        2026-11-23T12:00:00+08           | half a zone
        2026-11-23T12:00:00+0800         | a zone without colon
        2026-11-23T12:00:00+24:00        | zone of 24 hours
        2026-11-23T12:00:00+08:60        | zone of 60 minutes
        2026-11-23T12:00:00ZZ            | something behind it
        2026-11-23T12:00:00Z+08:00       | two zones
        2026-11-23T12:00:00Z[Asia/Shanghai] | a suffix of RFC 9557
        ２０２６-11-23T12:00:00Z         | full-width digits
        1795435200                       | a number
    )")) {
        EXPECT_EQ(word(parse_instant(row[0], "at")), "malformed_time") << row[1];
    }
    EXPECT_EQ(parse_instant("", "lots[0].listing_end").refusal(),
              refuse("malformed_time", "lots[0].listing_end"));
    EXPECT_EQ(word(parse_instant(std::string("2026-11-23T12:00:00Z\0", 21), "")), "malformed_time");
    EXPECT_EQ(word(parse_instant(" 2026-11-23T12:00:00Z", "")), "malformed_time");
    EXPECT_EQ(word(parse_instant("2026-11-23T12:00:00Z\n", "")), "malformed_time");
    EXPECT_EQ(word(parse_instant("2026-11-23T12:00:00." + std::string(100'000, '0') + "Z", "")),
              "malformed_time");
}

TEST(Instant, IsWrittenInChinaTimeWithItsOffset) {
    const auto at = parse_instant("2026-12-31T16:00:00.001Z", "").value();
    EXPECT_EQ(to_china_rfc3339(at), "2027-01-01T00:00:00.001+08:00");
}

TEST(Date, IsReadAndWritten) {
    for (const char* text : {"2026-11-23", "2028-02-29", "1970-01-01", "9999-12-31"}) {
        EXPECT_EQ(to_text(parse_date(text, "").value()), text);
    }
}

TEST(Date, IsRefusedInAnyOtherForm) {
    for (const char* text :
         {"", "2026", "2026-11", "2026-11-23Z", "2026-11-23T00:00:00Z", "2026/11/23", "20261123",
          "2026-02-29", "2100-02-29", "1969-12-31", "2026-11-3", "23-11-2026", " 2026-11-23"}) {
        EXPECT_EQ(parse_date(text, "decision.date").refusal(), refuse("malformed_date", "decision.date"))
            << text;
    }
}

TEST(Date, OfAnInstantIsChinas) {
    EXPECT_EQ(to_text(china_date(parse_instant("2026-11-23T15:59:59.999Z", "").value())), "2026-11-23");
    EXPECT_EQ(to_text(china_date(parse_instant("2026-11-23T16:00:00Z", "").value())), "2026-11-24");
    EXPECT_EQ(to_rfc3339(china_midnight(parse_date("2026-11-24", "").value())), "2026-11-23T16:00:00.000Z");
}

TEST(Date, MovesByDaysAcrossMonthsAndYears) {
    const auto moved = [](const char* from, int days) {
        return to_text(days_later(parse_date(from, "").value(), days));
    };
    EXPECT_EQ(moved("2026-11-23", 20), "2026-12-13");
    EXPECT_EQ(moved("2026-12-31", 1), "2027-01-01");
    EXPECT_EQ(moved("2028-02-28", 1), "2028-02-29");
    EXPECT_EQ(moved("2026-03-01", -1), "2026-02-28");
}

}  // namespace
}  // namespace daylit
