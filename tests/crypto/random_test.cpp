#include "crypto/random.hpp"

#include "crypto/certificate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace daylit {
namespace {

TEST(Random, GivesAsManyBytesAsAsked) {
    EXPECT_EQ(random_bytes(0).size(), 0U);
    EXPECT_EQ(random_bytes(33).size(), 33U);
    EXPECT_EQ(random_secret(32).reveal().size(), 32U);
    EXPECT_NE(random_bytes(16), random_bytes(16));
    EXPECT_NE(random_entropy(), random_entropy());
}

TEST(Random, MakesSerialsThatLookTheSameInEveryTool) {
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) {
        const auto serial = random_serial();
        EXPECT_EQ(serial.size(), 32U);
        EXPECT_TRUE(serial[0] >= '4' && serial[0] <= '7') << serial;
        EXPECT_TRUE(is_serial_text(serial));
        EXPECT_TRUE(seen.insert(serial).second);
    }
}

TEST(Random, DrawsEveryNumberBelowTheBoundAndNoOther) {
    std::array<int, 6> drawn{};
    for (int i = 0; i < 6000; ++i) {
        drawn.at(static_cast<std::size_t>(random_below(6)))++;
    }
    for (const int count : drawn) {
        EXPECT_GT(count, 700);  // 1000 expected; 10 standard deviations below
    }
    EXPECT_EQ(random_below(1), 0);
    EXPECT_THROW(random_below(0), BrokenPromise);
}

}  // namespace
}  // namespace daylit
