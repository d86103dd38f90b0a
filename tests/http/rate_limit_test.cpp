// Buckets, and under whom an address is counted; the budget of bodies.
#include "server/http/rate_limit.hpp"
#include "server/http/budget.hpp"
#include "server/http/network.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace daylit::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const RateLimit::Moment noon{std::chrono::hours(12)};

TEST(RateLimit, LetsABurstThroughAndThenSoManyASecond) {
    RateLimit limit({3, 2});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(limit.take("a", noon), std::nullopt);
    }
    EXPECT_EQ(limit.take("a", noon), seconds(1));
    EXPECT_EQ(limit.take("a", noon + milliseconds(499)), seconds(1));
    EXPECT_EQ(limit.take("a", noon + milliseconds(500)), std::nullopt);
    EXPECT_EQ(limit.take("a", noon + milliseconds(500)), seconds(1));
    EXPECT_EQ(limit.take("a", noon + seconds(1)), std::nullopt);
}

TEST(RateLimit, KeepsNobodyWaitingForWhatAnotherTook) {
    RateLimit limit({1, 1});
    EXPECT_EQ(limit.take("a", noon), std::nullopt);
    EXPECT_EQ(limit.take("b", noon), std::nullopt);
    EXPECT_EQ(limit.take("a", noon), seconds(1));
}

TEST(RateLimit, IsFullAgainAfterAWhileAndNeverFuller) {
    RateLimit limit({2, 1});
    EXPECT_EQ(limit.take("a", noon), std::nullopt);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(limit.take("a", noon + seconds(1000)), std::nullopt);
    }
    EXPECT_EQ(limit.take("a", noon + seconds(1000)), seconds(1));
}

TEST(RateLimit, TellsLongWaitsInWholeSecondsUpwards) {
    RateLimit limit({1, 1});
    EXPECT_EQ(limit.take("a", noon), std::nullopt);
    EXPECT_EQ(limit.take("a", noon - milliseconds(1500)),
              seconds(3));  // another thread read the clock earlier
}

TEST(RateLimit, TakesBackWhatWasSomebodyElses) {
    RateLimit limit({1, 1});
    EXPECT_EQ(limit.take("a", noon), std::nullopt);
    limit.give_back("a");
    limit.give_back("never seen");
    EXPECT_EQ(limit.take("a", noon), std::nullopt);
    EXPECT_EQ(limit.take("a", noon), seconds(1));
}

TEST(RateLimit, ForgetsWhoWasQuietLongestWhenTooManyCome) {
    RateLimit limit({1, 1}, 3);
    for (const char* key : {"a", "b", "c"}) {
        EXPECT_EQ(limit.take(key, noon), std::nullopt);
    }
    EXPECT_EQ(limit.take("a", noon), seconds(1));  // so b is the quietest
    EXPECT_EQ(limit.take("d", noon), std::nullopt);
    EXPECT_EQ(limit.keys(), 3U);
    EXPECT_EQ(limit.take("a", noon), seconds(1));
    EXPECT_EQ(limit.take("c", noon), seconds(1));
    EXPECT_EQ(limit.take("b", noon), std::nullopt);
}

TEST(RateLimit, StaysWithinItsMemoryWhoeverComes) {
    RateLimit limit({5, 5}, 100);
    for (int i = 0; i < 10'000; ++i) {
        EXPECT_EQ(limit.take(std::to_string(i), noon), std::nullopt);
    }
    EXPECT_EQ(limit.keys(), 100U);
}

TEST(NetworkOf, IsTheAddressOrItsFirst64Bits) {
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("2001:db8:0:1::1"), "2001:db8:0:1::/64");
    EXPECT_EQ(network_of("2001:db8:0:1:ffff:ffff:ffff:ffff"), "2001:db8:0:1::/64");
    EXPECT_NE(network_of("2001:db8:0:2::1"), network_of("2001:db8:0:1::1"));
    EXPECT_EQ(network_of("::1"), "::/64");
    EXPECT_EQ(network_of(""), "");
}

TEST(Budget, CoversLargeBodiesForAsLongAsTheyLive) {
    constexpr auto free = Budget::Share::free_bytes;
    Budget budget(100);
    Budget::Share small(budget);
    auto large = std::make_unique<Budget::Share>(budget);
    Budget::Share other(budget);
    EXPECT_TRUE(small.cover(free));
    EXPECT_TRUE(large->cover(free + 60));
    EXPECT_TRUE(large->cover(free + 50));  // it holds more already
    EXPECT_FALSE(other.cover(free + 41));
    EXPECT_TRUE(other.cover(free + 40));
    EXPECT_FALSE(large->cover(free + 61));
    EXPECT_TRUE(small.cover(free));
    large.reset();
    EXPECT_TRUE(other.cover(free + 100));
}

}  // namespace
}  // namespace daylit::http
