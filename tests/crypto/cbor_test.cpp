#include "crypto/cbor.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using Kind = CborValue::Kind;

std::optional<CborValue> read(const std::string& hex) {
    const auto bytes = from_hex(hex).value();
    std::string_view rest = bytes;
    auto value = take_cbor(rest);
    return rest.empty() ? value : std::nullopt;
}

TEST(Cbor, ReadsTheRfcsNumbers) {  // RFC 8949, appendix A
    const std::pair<const char*, std::int64_t> vectors[] = {
        {"00", 0},
        {"01", 1},
        {"0a", 10},
        {"17", 23},
        {"1818", 24},
        {"1864", 100},
        {"1903e8", 1000},
        {"1a000f4240", 1000000},
        {"20", -1},
        {"29", -10},
        {"3863", -100},
        {"3903e7", -1000},
        {"1b000000e8d4a51000", 1000000000000},
    };
    for (const auto& [hex, number] : vectors) {
        const auto value = read(hex);
        ASSERT_TRUE(value.has_value()) << hex;
        EXPECT_EQ(value->kind, Kind::number);
        EXPECT_EQ(value->number, number) << hex;
    }
}

TEST(Cbor, ReadsTheRfcsStringsAndCollections) {
    EXPECT_EQ(read("4401020304")->bytes, std::string("\1\2\3\4"));
    EXPECT_EQ(read("6449455446")->bytes, "IETF");
    EXPECT_EQ(read("6449455446")->kind, Kind::text);
    EXPECT_EQ(read("8301820203820405")->items.at(2).items.at(1).number, 5);
    const auto map = read("a26161016162820203");
    ASSERT_TRUE(map.has_value());
    EXPECT_EQ(map->find("a")->number, 1);
    EXPECT_EQ(map->find("b")->items.size(), 2U);
    EXPECT_EQ(map->find("c"), nullptr);
    EXPECT_EQ(map->find(1), nullptr);
    EXPECT_EQ(read("a201020304")->find(3)->number, 4);
    EXPECT_EQ(read("f5")->number, 1);
    EXPECT_EQ(read("f4")->kind, Kind::truth);
    EXPECT_EQ(read("f6")->kind, Kind::null);
}

TEST(Cbor, LeavesWhatFollows) {
    const auto bytes = from_hex("a1010243ffffff").value();
    std::string_view rest = bytes;
    ASSERT_TRUE(take_cbor(rest).has_value());
    EXPECT_EQ(rest.size(), 4U);
}

TEST(Cbor, RefusesEveryOtherSpelling) {
    for (const char* hex : {"1817", "190018", "1a00000018", "1b0000000000000018",  // not the shortest
                            "5801ff", "580100", "b80101 02", "98010 1"}) {
        std::string plain(hex);
        std::erase(plain, ' ');
        EXPECT_FALSE(read(plain).has_value()) << hex;
    }
    for (const char* hex : {"9f01ff", "bf6161 01ff", "5f4101ff", "7f6161ff", "ff",  // of unknown length
                            "f93c00", "fb3ff199999999999a", "c11a514b67b0", "f7", "f0", "f8ff",
                            "1bffffffffffffffff", "3bffffffffffffffff", "1c", "1f"}) {
        std::string plain(hex);
        std::erase(plain, ' ');
        EXPECT_FALSE(read(plain).has_value()) << hex;
    }
}

TEST(Cbor, RefusesWhatBreaksOff) {
    const auto whole = from_hex("a401020326200121581f").value() + std::string(31, 'x');
    for (std::size_t size = 0; size < whole.size(); ++size) {
        std::string_view part = std::string_view(whole).substr(0, size);
        EXPECT_FALSE(take_cbor(part).has_value()) << size;
    }
}

TEST(Cbor, RefusesRepeatedKeysDepthAndClaimsOfSize) {
    EXPECT_FALSE(read("a201020103").has_value());
    EXPECT_FALSE(read("a2616101616102").has_value());
    EXPECT_TRUE(read("81818100").has_value());
    EXPECT_FALSE(read("8181818100").has_value());
    EXPECT_FALSE(read("9affffffff").has_value());
    EXPECT_FALSE(read("9bffffffffffffffff").has_value());
    EXPECT_FALSE(read("bb7fffffffffffffff").has_value());
    EXPECT_FALSE(read("5b7fffffffffffffff00").has_value());
    EXPECT_FALSE(read("9901f4" + to_hex(std::string(500, '\0'))).has_value());
}

}  // namespace
}  // namespace daylit
