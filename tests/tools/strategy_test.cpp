#include "tools/demo/strategy.hpp"

#include "tools/demo/chance.hpp"

#include <gtest/gtest.h>

#include <set>

namespace daylit::tools {
namespace {

constexpr int bidders = 8;

auction::ParcelTerms terms_of(int number) {
    return parcel_terms(scene_of(number), parse_date("2026-02-14", "").value());
}

int takers(int number) {
    int count = 0;
    for (int bidder = 0; bidder < bidders; ++bidder) {
        count += strategy_of(scene_of(number), terms_of(number), bidder, bidders).takes_part ? 1 : 0;
    }
    return count;
}

Strategy limited(Fen limit) {
    Strategy strategy;
    strategy.takes_part = true;
    strategy.limit = limit;
    strategy.listing_quotes = 2;
    strategy.timed_quotes = 3;
    return strategy;
}

Sight sight(Fen next_price) {
    Sight seen;
    seen.next_price = next_price;
    seen.step = Fen::yuan(1);
    return seen;
}

TEST(Strategy, AsManyTakePartAsTheSceneWants) {
    std::set<int> lively;
    for (int number = 1; number <= 60; ++number) {
        switch (scene_of(number).turn.takers) {
            case Takers::none:
                EXPECT_EQ(takers(number), 0) << number;
                break;
            case Takers::one:
                EXPECT_EQ(takers(number), 1) << number;
                break;
            case Takers::several:
                EXPECT_GE(takers(number), 2) << number;
                EXPECT_LE(takers(number), 4) << number;
                lively.insert(takers(number));
        }
    }
    EXPECT_EQ(lively.size(), 3U) << "lots differ in how many want them";
}

TEST(Strategy, EveryBidderTakesPartNowAndThen) {
    std::set<int> seen;
    for (int number = 1; number <= 60; ++number) {
        for (int bidder = 0; bidder < bidders; ++bidder) {
            if (strategy_of(scene_of(number), terms_of(number), bidder, bidders).takes_part) {
                seen.insert(bidder);
            }
        }
    }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(bidders));
}

TEST(Strategy, IsTheSameAgainAfterARestart) {
    const auto once = strategy_of(scene_of(5), terms_of(5), 3, bidders);
    const auto again = strategy_of(scene_of(5), terms_of(5), 3, bidders);
    EXPECT_EQ(once.limit, again.limit);
    EXPECT_EQ(once.apply_at, again.apply_at);
    EXPECT_EQ(once.takes_part, again.takes_part);
}

TEST(Strategy, OneBidderPaysTooLittleFirstWhereTheSceneSaysSo) {
    for (int number = 1; number <= 24; ++number) {
        int short_payers = 0;
        for (int bidder = 0; bidder < bidders; ++bidder) {
            const auto strategy = strategy_of(scene_of(number), terms_of(number), bidder, bidders);
            short_payers += strategy.pays_short_first && strategy.takes_part ? 1 : 0;
        }
        EXPECT_EQ(short_payers, scene_of(number).turn.short_deposit ? 1 : 0) << number;
    }
}

TEST(Strategy, NeverQuotesAboveItsLimitNorBelowTheNextPrice) {
    const auto strategy = limited(Fen::yuan(110));
    for (int i = 0; i < 300; ++i) {
        auto seen = sight(Fen::yuan(109));
        seen.words = std::to_string(i);
        const auto price = next_quote(strategy, seen);
        ASSERT_TRUE(price.has_value());
        EXPECT_GE(*price, Fen::yuan(109));
        EXPECT_LE(*price, Fen::yuan(110));
    }
}

TEST(Strategy, QuotesInWholeSteps) {
    const auto strategy = limited(Fen::yuan(1000));
    std::set<std::int64_t> raises;
    for (int i = 0; i < 300; ++i) {
        auto seen = sight(Fen::yuan(100));
        seen.step = Fen::yuan(7);
        seen.words = std::to_string(i);
        const auto above = next_quote(strategy, seen)->count() - Fen::yuan(100).count();
        EXPECT_EQ(above % Fen::yuan(7).count(), 0);
        raises.insert(above);
    }
    EXPECT_GT(raises.size(), 1U) << "some quotes are bold";
}

TEST(Strategy, WaitsWhileItLeadsAndGivesUpAboveItsLimit) {
    auto leading = sight(Fen::yuan(100));
    leading.leads = true;
    EXPECT_FALSE(next_quote(limited(Fen::yuan(110)), leading).has_value());
    EXPECT_FALSE(next_quote(limited(Fen::yuan(99)), sight(Fen::yuan(100))).has_value());
}

TEST(Strategy, ItsPatienceEnds) {
    const auto strategy = limited(Fen::yuan(110));
    auto listing = sight(Fen::yuan(100));
    listing.listing_quotes = 2;
    EXPECT_FALSE(next_quote(strategy, listing).has_value());
    auto timed = sight(Fen::yuan(100));
    timed.stage = Stage::timed;
    timed.listing_quotes = 2;
    EXPECT_TRUE(next_quote(strategy, timed).has_value());
    timed.timed_quotes = 3;
    EXPECT_FALSE(next_quote(strategy, timed).has_value());
}

TEST(Strategy, SaysNoToTheQuestionOnlyWhenItWouldNotQuoteOrLeads) {
    EXPECT_TRUE(goes_on(limited(Fen::yuan(100)), sight(Fen::yuan(100))));
    EXPECT_FALSE(goes_on(limited(Fen::yuan(99)), sight(Fen::yuan(100))));
}

TEST(Strategy, LooksAgainWithinEveryWindow) {
    for (int i = 0; i < 500; ++i) {
        const auto words = std::to_string(i);
        EXPECT_LT(pause_before_look(Stage::timed, words), std::chrono::minutes(3));
        EXPECT_LT(pause_before_look(Stage::question, words), std::chrono::minutes(4));
        EXPECT_LT(pause_before_look(Stage::listing, words), std::chrono::hours(24 * 4));
        EXPECT_GT(pause_before_look(Stage::timed, words), std::chrono::seconds(10));
    }
}

TEST(Chance, IsEvenEnough) {
    std::array<int, 4> counts{};
    for (int i = 0; i < 4000; ++i) {
        ++counts.at(static_cast<std::size_t>(chance("even " + std::to_string(i), 4)));
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, 1000, 120);
    }
}

}  // namespace
}  // namespace daylit::tools
