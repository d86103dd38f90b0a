#include "disclosure/index_number.hpp"

#include <gtest/gtest.h>

namespace daylit::disclosure {
namespace {

TEST(IndexNumber, IsWrittenWithFiveDigitsAtLeast) {
    EXPECT_EQ(to_text(IndexNumber{"123456789", 2026, 17}), "123456789/2026-00017");
    EXPECT_EQ(to_text(IndexNumber{"12345678X", 2026, 123'456}), "12345678X/2026-123456");
}

TEST(IndexNumber, ReadsThoseOfOtherCatalogs) {
    EXPECT_EQ(parse_index_number("014416330/2018-04736"), (IndexNumber{"014416330", 2018, 4736}));
    EXPECT_EQ(parse_index_number("000014349/2023-00012"), (IndexNumber{"000014349", 2023, 12}));
}

TEST(IndexNumber, ReadsNoOtherSpelling) {
    for (const char* text :
         {"", "014416330/2018-0473", "014416330/2018-00000", "014416330/2018-004736", "01441633/2018-04736",
          "014416330-2018/04736", "01441633x/2018-04736", "014416330/2018-04736 ", "014416330/2018-0473a",
          "014416330/2018-99999999999999999999"}) {
        EXPECT_FALSE(parse_index_number(text)) << text;
    }
}

TEST(IndexNumber, RunsWithinAYear) {
    EXPECT_EQ(serial_name(2026), "index_number/2026");
}

}  // namespace
}  // namespace daylit::disclosure
