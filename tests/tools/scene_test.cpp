#include "tools/demo/scene.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace daylit::tools {
namespace {

constexpr int many = 60;  // five rounds of the table

auction::Profile profile(std::string_view id) {
    std::ifstream in(std::string(DAYLIGHT_SOURCE_DIR "/auction/profiles/") + std::string(id) + ".json");
    std::ostringstream text;
    text << in.rdbuf();
    return auction::parse_profile(text.str()).value();
}

Instant morning() {
    return parse_instant("2026-02-14T10:00:00+08:00", "").value();
}

std::string findings_text(const std::vector<Refusal>& findings) {
    std::string text;
    for (const auto& one : findings) {
        text += one.code + " at " + one.field + "; ";
    }
    return text;
}

TEST(Scene, EveryListingIsLawfulNowAndUntilItsMarginIsUsedUp) {
    const auto now = morning();
    for (int number = 1; number <= many;) {
        const auto scenes = scenes_with(number);
        const auto times = lot_times(scenes.front(), now, 3);
        for (const auto& scene : scenes) {
            const auction::LotTerms terms{parcel_terms(scene, china_date(now)), times};
            for (const auto late : {std::chrono::hours(0), std::chrono::hours(24 * 2)}) {
                const auto found = auction::check_terms(terms, profile(scene.turn.profile), now + late, "");
                EXPECT_TRUE(found.empty()) << scene.number << ": " << findings_text(found);
            }
        }
        number = scenes.back().number + 1;
    }
}

TEST(Scene, StartPricesLieBetweenTwentyMillionAndNineHundredMillionYuan) {
    for (int number = 1; number <= many; ++number) {
        const auto terms = parcel_terms(scene_of(number), china_date(morning()));
        EXPECT_GE(terms.start_price, Fen::yuan(20'000'000)) << terms.title;
        EXPECT_LE(terms.start_price, Fen::yuan(900'000'000)) << terms.title;
        EXPECT_LT(terms.step, terms.start_price);
    }
}

TEST(Scene, NumbersAndTitlesAreUnlike) {
    std::set<std::string> numbers;
    std::set<std::string> titles;
    std::set<std::string> boundaries;
    for (int number = 1; number <= many; ++number) {
        const auto terms = parcel_terms(scene_of(number), china_date(morning()));
        EXPECT_TRUE(numbers.insert(terms.number).second) << terms.number;
        EXPECT_TRUE(titles.insert(terms.title).second) << terms.title;
        EXPECT_TRUE(boundaries.insert(boost::json::serialize(terms.boundary)).second) << terms.title;
    }
}

TEST(Scene, ALotsNumberLeadsBackToItsScene) {
    EXPECT_EQ(lot_number(scene_of(7), china_date(morning())), "岱挂2026-07");
    EXPECT_EQ(number_in("岱挂2026-07"), 7);
    EXPECT_EQ(number_in("岱挂2026-112"), 112);
    for (const auto* other : {"", "岱挂", "岱挂2026-", "岱挂2026-7a", "汕挂2026-07", "岱挂2026-0"}) {
        EXPECT_EQ(number_in(other), 0) << other;
    }
    EXPECT_EQ(scene_of(std::string("岱挂2026-07")).number, 7);
}

TEST(Scene, SomebodyElsesLotIsALivelyOne) {
    const auto scene = scene_of(std::string("汕挂2026-07"));
    EXPECT_EQ(scene.turn.takers, Takers::several);
    EXPECT_EQ(scene.turn.happening, Happening::nothing);
    EXPECT_FALSE(scene.turn.winner_refuses);
}

TEST(Scene, ScenesOfOneListingShareItsProfile) {
    for (int number = 1; number <= many; ++number) {
        const auto scenes = scenes_with(number);
        EXPECT_LE(scenes.size(), number == 1 ? 4U : 2U);
        for (const auto& scene : scenes) {
            EXPECT_EQ(scene.turn.profile, scenes.front().turn.profile) << scene.number;
        }
    }
}

TEST(Scene, EveryLotKnowsHowManyStandBesideIt) {
    for (int number = 1; number <= many;) {
        const auto scenes = scenes_with(number);
        for (const auto& scene : scenes) {
            EXPECT_EQ(lots_beside(scene.number), scenes.size()) << scene.number;
        }
        number = scenes.back().number + 1;
    }
}

TEST(Scene, EveryEndingAndHappeningComesWithinARound) {
    std::set<Takers> takers;
    std::set<Happening> happenings;
    std::set<Release> releases;
    std::set<std::string_view> profiles;
    bool refuses = false;
    for (int number = 1; number <= 12; ++number) {
        const auto turn = scene_of(number).turn;
        takers.insert(turn.takers);
        happenings.insert(turn.happening);
        releases.insert(turn.release);
        profiles.insert(turn.profile);
        refuses = refuses || turn.winner_refuses;
    }
    EXPECT_EQ(takers.size(), 3U);
    EXPECT_EQ(happenings.size(), 5U);
    EXPECT_EQ(releases.size(), 3U);
    EXPECT_EQ(profiles.size(), 2U);
    EXPECT_TRUE(refuses);
}

}  // namespace
}  // namespace daylit::tools
