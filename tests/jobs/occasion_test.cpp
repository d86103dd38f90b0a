#include "server/jobs/occasion.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace daylit::jobs {
namespace {

class OccasionTest : public testing::Test {
protected:
    Occasion occasion() {
        return Occasion([this] { return changes; }, [this] { return now; });
    }

    std::uint64_t changes = 0;
    Occasion::Clock::time_point now = Occasion::Clock::time_point(std::chrono::hours(1));
    int looks = 0;
};

TEST_F(OccasionTest, LooksAtFirstAfterEachChangeAndOnceASecond) {
    auto one = occasion();
    const auto look = [&] { return one.seize([&] { return ++looks == 2; }); };
    EXPECT_FALSE(look());
    EXPECT_FALSE(look());
    EXPECT_EQ(looks, 1);

    ++changes;
    EXPECT_TRUE(look());
    EXPECT_FALSE(look());
    EXPECT_EQ(looks, 2);

    now += std::chrono::milliseconds(999);
    look();
    EXPECT_EQ(looks, 2);
    now += std::chrono::milliseconds(1);
    look();
    EXPECT_EQ(looks, 3);
}

TEST_F(OccasionTest, WhatChangesDuringALookIsLookedForAgain) {
    auto one = occasion();
    const auto look = [&] {
        (void)one.seize([&] {
            ++looks;
            changes += looks == 1 ? 1 : 0;
            return false;
        });
    };
    look();
    look();
    look();
    EXPECT_EQ(looks, 2);
}

TEST_F(OccasionTest, ALookThatFailsIsOwed) {
    auto one = occasion();
    const auto fail = [&] { (void)one.seize([]() -> bool { throw std::runtime_error("away"); }); };
    EXPECT_THROW(fail(), std::runtime_error);
    EXPECT_THROW(fail(), std::runtime_error);
    EXPECT_TRUE(one.seize([] { return true; }));
    EXPECT_FALSE(one.seize([] { return true; }));
}

TEST_F(OccasionTest, AGlanceReadsAgainOnOccasion) {
    Glance<int> glance(occasion(), [this] { return ++looks; });
    EXPECT_EQ(glance.value(), 1);
    EXPECT_EQ(glance.value(), 1);
    ++changes;
    EXPECT_EQ(glance.value(), 2);
}

}  // namespace
}  // namespace daylit::jobs
