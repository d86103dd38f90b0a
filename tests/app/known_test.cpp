// What is kept of what was read, and when it is not good any more.
#include "server/app/known.hpp"

#include "schema/counted_store.hpp"
#include "tests/app/registry_fixture.hpp"

namespace daylit::app::testing {
namespace {

using std::chrono::milliseconds;

class KnownTest : public RegistryTest {
protected:
    KnownTest() {
        EXPECT_TRUE(enter(registration()).ok());
        const auto opening = open("wang.er", password);
        EXPECT_TRUE(opening.ok());
        token = opening->token;
        services->known = &known;
    }
    bool is_signed_in() { return authenticate(*services, token, here).person.has_value(); }
    // As another hand would: nobody here counts it.
    void lose_session() {
        store.transact([&](schema::UnitOfWork& tx) {
            EXPECT_EQ(tx.erase<schema::SessionRow>({schema::equals("token_digest", sha256(token))}), 1);
        });
    }

    std::string token;
    std::uint64_t changes = 0;
    milliseconds passed{0};
    Freshness freshness{[this] { return changes; }, [this] { return Freshness::Moment(passed); }};
    Known known{freshness};
};

TEST_F(KnownTest, ASessionIsLookedForOnceAMoment) {
    ASSERT_TRUE(is_signed_in());
    lose_session();
    EXPECT_TRUE(is_signed_in());
    passed = freshness.life - milliseconds(1);
    EXPECT_TRUE(is_signed_in());
    passed = freshness.life;
    EXPECT_FALSE(is_signed_in());
}

TEST_F(KnownTest, AChangeHereCountsAtOnce) {
    ASSERT_TRUE(is_signed_in());
    lose_session();
    ++changes;
    EXPECT_FALSE(is_signed_in());
    EXPECT_FALSE(is_open(*services, sha256(token).hex()));
}

using Words = Kept<std::string, std::string>;

TEST_F(KnownTest, WhatWasReadBeforeAChangeIsGoodForItsReaderAlone) {
    Words words(freshness);
    const auto during_a_change = [&](const auto&) {
        ++changes;
        return std::map<std::string, std::string>{{"a", "old"}};
    };
    EXPECT_EQ(*words.find({"a"}, during_a_change).at("a"), "old");
    const auto after = [](const auto&) { return std::map<std::string, std::string>{{"a", "new"}}; };
    EXPECT_EQ(*words.find({"a"}, after).at("a"), "new");
}

TEST_F(KnownTest, OnlyWhatIsMissingIsReadAndWhatIsNotThereIsLookedForAgain) {
    Words words(freshness);
    std::vector<std::set<std::string>> asked;
    const auto read = [&](const std::set<std::string>& words_wanted) {
        asked.push_back(words_wanted);
        std::map<std::string, std::string> found;
        for (const auto& key : words_wanted) {
            if (key != "nowhere") {
                found.emplace(key, "read");
            }
        }
        return found;
    };
    EXPECT_EQ(words.find({"a", "nowhere"}, read).size(), 1U);
    EXPECT_EQ(words.find({"a", "b", "nowhere"}, read).size(), 2U);
    EXPECT_EQ(words.find({"a", "b"}, read).size(), 2U);
    EXPECT_EQ(asked, (std::vector<std::set<std::string>>{{"a", "nowhere"}, {"b", "nowhere"}}));
}

TEST_F(KnownTest, AKeptSessionEndsWithItsTime) {
    ASSERT_TRUE(is_signed_in());
    wall.move(std::chrono::minutes(60));
    EXPECT_FALSE(is_signed_in());
}

// With the count that the server has: signing out is seen by the very next request.
TEST_F(KnownTest, ASessionThatIsEndedIsEndedForTheNextRequest) {
    schema::CountedStore counted(store, known_tables());
    Known real({[&] { return counted.watched_changes(); }});
    Services around{counted,   log,    procedure,         wall, random, outlet, keys, rules,
                    passwords, quotes, services->settings};
    around.known = &real;
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(authenticate(around, token, here).person.has_value());
    }
    Call leaving(around, authenticate(around, token, here));
    ASSERT_TRUE(sign_out(leaving));
    EXPECT_FALSE(authenticate(around, token, here).person.has_value());
}

}  // namespace
}  // namespace daylit::app::testing
