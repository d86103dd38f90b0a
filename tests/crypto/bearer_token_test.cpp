#include "crypto/bearer_token.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace daylit {
namespace {

Entropy filled(std::uint8_t byte) {
    Entropy entropy;
    entropy.fill(byte);
    return entropy;
}

// The checksums are Python's zlib.crc32.
TEST(BearerToken, IsABeginningTheSecretAndACrc32) {
    EXPECT_EQ(bearer_token_text(filled(0), filled(0)), "daylight_" + std::string(64, '0') + "6a8c126e");
    EXPECT_EQ(bearer_token_text(filled(0x12), filled(0xfe)),
              "daylight_12121212121212121212121212121212fefefefefefefefefefefefefefefefeabbb4a1d");
}

TEST(BearerToken, IsKnownByItsChecksum) {
    const auto good = bearer_token_text(filled(0x12), filled(0xfe));
    EXPECT_TRUE(is_bearer_token(good));
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] = bad[at] == '7' ? '8' : '7';
        EXPECT_FALSE(is_bearer_token(bad)) << at;
    }
    EXPECT_FALSE(is_bearer_token(""));
    EXPECT_FALSE(is_bearer_token(good + "0"));
    EXPECT_FALSE(is_bearer_token(good.substr(0, good.size() - 1)));
    EXPECT_FALSE(is_bearer_token("Daylight_" + good.substr(9)));
}

TEST(BearerToken, HasOneSpelling) {
    auto upper = bearer_token_text(filled(0xfe), filled(0xfe));
    std::transform(upper.begin() + 9, upper.end(), upper.begin() + 9,
                   [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    EXPECT_FALSE(is_bearer_token(upper));
}

}  // namespace
}  // namespace daylit
