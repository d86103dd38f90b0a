// What is kept of sessions, and when it is not good any more.
#include "server/app/known_sessions.hpp"
#include "schema/counted_store.hpp"
#include "server/app/sessions.hpp"
#include "tests/app/registry_fixture.hpp"

namespace daylit::app::testing {
namespace {

using std::chrono::milliseconds;

class KnownSessionsTest : public RegistryTest {
protected:
    KnownSessionsTest() {
        EXPECT_TRUE(enter(registration()).ok());
        const auto opening = open("wang.er", password);
        EXPECT_TRUE(opening.ok());
        token = opening->token;
        services->sessions = &known;
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
    KnownSessions known{[this] { return changes; }, [this] { return KnownSessions::Moment(passed); }};
};

TEST_F(KnownSessionsTest, ASessionIsLookedForOnceAMoment) {
    ASSERT_TRUE(is_signed_in());
    lose_session();
    EXPECT_TRUE(is_signed_in());
    passed = KnownSessions::life - milliseconds(1);
    EXPECT_TRUE(is_signed_in());
    passed = KnownSessions::life;
    EXPECT_FALSE(is_signed_in());
}

TEST_F(KnownSessionsTest, AChangeHereCountsAtOnce) {
    ASSERT_TRUE(is_signed_in());
    lose_session();
    ++changes;
    EXPECT_FALSE(is_signed_in());
    EXPECT_FALSE(is_open(*services, sha256(token).hex()));
}

TEST_F(KnownSessionsTest, WhatWasReadBeforeAChangeIsGoodForItsReaderAlone) {
    const auto read = [&]() -> std::optional<PresentSession> {
        ++changes;  // while it was read
        std::optional<PresentSession> found;
        store.read([&](schema::UnitOfWork& tx) { found = find_session(tx, sha256(token), wall.now()); });
        return found;
    };
    EXPECT_NE(known.find(sha256(token), read), nullptr);
    lose_session();
    EXPECT_EQ(known.find(sha256(token), [] { return std::nullopt; }), nullptr);
}

TEST_F(KnownSessionsTest, AKeptSessionEndsWithItsTime) {
    ASSERT_TRUE(is_signed_in());
    wall.move(std::chrono::minutes(60));
    EXPECT_FALSE(is_signed_in());
}

TEST_F(KnownSessionsTest, WhoIsUnknownIsLookedForAgain) {
    token = "a token that nobody was given";
    EXPECT_FALSE(is_signed_in());
    int looks = 0;
    for (int i = 0; i < 2; ++i) {
        (void)known.find(sha256(token), [&]() -> std::optional<PresentSession> {
            ++looks;
            return std::nullopt;
        });
    }
    EXPECT_EQ(looks, 2);
}

// With the count that the server has: signing out is seen by the very next request.
TEST_F(KnownSessionsTest, ASessionThatIsEndedIsEndedForTheNextRequest) {
    schema::CountedStore counted(store, session_tables());
    KnownSessions real([&] { return counted.watched_changes(); });
    Services around{counted,   log,    procedure,         wall, random, outlet, keys, rules,
                    passwords, quotes, services->settings};
    around.sessions = &real;
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(authenticate(around, token, here).person.has_value());
    }
    Call leaving(around, authenticate(around, token, here));
    ASSERT_TRUE(sign_out(leaving));
    EXPECT_FALSE(authenticate(around, token, here).person.has_value());
}

}  // namespace
}  // namespace daylit::app::testing
