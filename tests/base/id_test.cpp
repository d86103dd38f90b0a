#include "base/id.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <type_traits>

namespace daylit {
namespace {

Entropy entropy_of(std::uint8_t first, std::uint8_t step) {
    Entropy entropy{};
    for (std::size_t i = 0; i < entropy.size(); ++i) {
        entropy[i] = static_cast<std::uint8_t>(first + step * i);
    }
    return entropy;
}

// Worked out apart, as a 130-bit number divided by 32.
TEST(Id, IsCrockfordsBase32OfItsEntropy) {
    EXPECT_EQ(id_text(entropy_of(0, 0)), "00000000000000000000000000");
    EXPECT_EQ(id_text(entropy_of(0, 1)), "00041061050R3GG28A1C60T3GF");
    EXPECT_EQ(id_text(entropy_of(255, 0)), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    EXPECT_EQ(id_text({0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54,
                       0x32, 0x10}),
              "014D2PF2DBSQQZXQ5TK1V58CGG");
}

TEST(Id, DiffersWhereverItsEntropyDiffers) {
    std::set<std::string> seen{id_text(Entropy{})};
    for (std::size_t byte = 0; byte < 16; ++byte) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            Entropy entropy{};
            entropy[byte] = static_cast<std::uint8_t>(1U << bit);
            EXPECT_TRUE(is_id_text(id_text(entropy)));
            EXPECT_TRUE(seen.insert(id_text(entropy)).second) << byte << " " << bit;
        }
    }
}

TEST(Id, IsRecognisedByItsTextAlone) {
    EXPECT_TRUE(is_id_text("014D2PF2DBSQQZXQ5TK1V58CGG"));
    for (const char* text :
         {"", "014D2PF2DBSQQZXQ5TK1V58CG", "014D2PF2DBSQQZXQ5TK1V58CGG0", "014d2pf2dbsqqzxq5tk1v58cgg",
          "814D2PF2DBSQQZXQ5TK1V58CGG", "O14D2PF2DBSQQZXQ5TK1V58CGG", "014D2PF2DBSQQZXQ5TK1V58CGI",
          "014D2PF2DBSQQZXQ5TK1V58CGL", "014D2PF2DBSQQZXQ5TK1V58CGU", "014D2PF2DBSQQ ZXQ5TK1V58CG",
          "014D2PF2DBSQQ'ZXQ5TK1V58CG", "../../../../../etc/passwd0"}) {
        EXPECT_FALSE(is_id_text(text)) << text;
    }
    EXPECT_FALSE(is_id_text(std::string_view("014D2PF2DBSQQZXQ5TK1V58CG\0", 26)));
}

TEST(Id, OfOneThingIsNotTheIdOfAnother) {
    static_assert(!std::is_convertible_v<LotId, PersonId>);
    static_assert(!std::is_convertible_v<std::string, LotId>);
    EXPECT_EQ(LotId{"a"}, LotId{"a"});
    EXPECT_LT(LotId{"a"}, LotId{"b"});
}

}  // namespace
}  // namespace daylit
