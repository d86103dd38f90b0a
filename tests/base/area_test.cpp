#include "base/area.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using testing::text_table;
using testing::word;

TEST(LandArea, IsReadInOneSpellingOnly) {
    for (const auto& row : text_table(R"(
        0.00              | ok
        0.01              | ok
        12345.67          | ok
        1000000000000.00  | ok
        1000000000000.01  | area_too_large
        9999999999999.99  | area_too_large
        10000000000000.00 | area_too_large
        12345             | malformed_area
        12345.6           | malformed_area
        12345.678         | malformed_area
        012345.67         | malformed_area
        00.67             | malformed_area
        .67               | malformed_area
        67.               | malformed_area
        +1.00             | malformed_area
        -1.00             | malformed_area
        1,234.00          | malformed_area
        1.2.00            | malformed_area
        1e5.00            | malformed_area
        １.00             | malformed_area
        NaN               | malformed_area
        0x0000000000000000000000000000.00 | malformed_area
    )")) {
        EXPECT_EQ(word(parse_area(row[0], "area")), row[1]) << row[0];
    }
    EXPECT_EQ(word(parse_area("", "area")), "malformed_area");
    EXPECT_EQ(word(parse_area(" 1.00", "area")), "malformed_area");
}

TEST(LandArea, IsWrittenAsItIsRead) {
    for (const char* text : {"0.00", "0.07", "1.00", "66666.67", "1000000000000.00"}) {
        EXPECT_EQ(to_text(*parse_area(text, "")), text);
    }
    EXPECT_EQ(*parse_area("33333.33", ""), Area(3'333'333));
    EXPECT_EQ(Area::square_metres(20) + Area(5), Area(2'005));
}

TEST(LandArea, IsShownInMuRoundedHalfUp) {
    for (const auto& row : text_table(R"(
        # m²            | mu
        0.00            | 0.00
        666.67          | 1.00
        2000.00         | 3.00
        10000.00        | 15.00
        12345.67        | 18.52
        # 0.01 mu is 6.666 m²; its half 3.333 m²
        3.33            | 0.00
        3.34            | 0.01
        # exactly halves of 1/100 mu
        10.00           | 0.02
        30.00           | 0.05
        1128360.00      | 1692.54
        1000000000000.00 | 1500000000.00
    )")) {
        EXPECT_EQ(mu_text_rounded_half_up(*parse_area(row[0], "")), row[1]) << row[0];
    }
}

struct Parcel {
    Area area;
};
BOOST_DESCRIBE_STRUCT(Parcel, (), (area))

TEST(LandArea, TravelsInJsonAsText) {
    EXPECT_EQ(to_json_text(Parcel{Area(1'234'567)}), R"({"area":"12345.67"})");
    EXPECT_EQ(parse_as<Parcel>(R"({"area":"12345.67"})")->area, Area(1'234'567));
}

TEST(LandArea, IsRefusedInJsonByItsPath) {
    EXPECT_EQ(parse_as<Parcel>(R"({"area":12345.67})").refusal(),
              refuse("wrong_type", "area", {"square metres as \"12345.67\""}));
    EXPECT_EQ(parse_as<Parcel>(R"({"area":"12345"})").refusal(), refuse("malformed_area", "area"));
}

TEST(LandArea, DescribesItselfInTheSchema) {
    EXPECT_EQ(boost::json::serialize(json_schema<Area>()),
              R"({"type":"string","pattern":"^(0|[1-9][0-9]{0,12})\\.[0-9]{2}$",)"
              R"("description":"square metres with two decimals"})");
}

}  // namespace
}  // namespace daylit
