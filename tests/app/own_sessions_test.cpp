// What the holders of sessions see of them and can end, which browsers are known, and that whatever ends a
// session ends its feeds.
#include "tests/app/accounts_fixture.hpp"

namespace daylit::app::testing {
namespace {

TEST_F(AccountsTest, SessionsAreListedByDeviceAndNetwork) {
    auto visitor = signed_in_agent();
    Visitor other;
    other.address = "2001:db8:1:2::3";
    wall.move(std::chrono::minutes(3));
    ASSERT_EQ(enter_password(other, "wang.er"), "ok");

    auto looking = by(other);
    const auto sessions = my_sessions(looking, {}).value().items;
    ASSERT_EQ(sessions.size(), 3U);  // the fixture's own is one of them
    EXPECT_TRUE(sessions[0].current);
    EXPECT_EQ(sessions[0].network, "2001:db8:1::/48");
    EXPECT_EQ(sessions[0].device, "Mozilla/5.0 (a browser)");
    EXPECT_EQ(sessions[1].network, "192.0.2.0/24");
    EXPECT_FALSE(sessions[1].current);
    EXPECT_EQ(sessions[0].seen_at, wall.now());
}

TEST_F(AccountsTest, OneEndsOneSessionOrAllOthers) {
    auto visitor = signed_in_agent();
    Visitor two;
    Visitor three;
    ASSERT_EQ(enter_password(two, "wang.er"), "ok");
    ASSERT_EQ(enter_password(three, "wang.er"), "ok");
    const auto feed_of_two = session_topic(by(two).caller.session);

    auto looking = by(two);
    const auto listed = my_sessions(looking, {}).value();
    const auto own = std::find_if(listed.items.begin(), listed.items.end(),
                                  [](const OwnSession& session) { return session.current; });
    ASSERT_NE(own, listed.items.end());
    const auto id = own->id;
    auto ending = by(visitor);
    EXPECT_EQ(word(end_session(ending, path({{"id", id}}), {})), "ok");
    EXPECT_FALSE(view(two).signed_in);
    EXPECT_EQ(outlet.closed, std::vector{feed_of_two});
    auto again = by(visitor);
    EXPECT_EQ(word(end_session(again, path({{"id", id}}), {})), "not_found id");

    auto others = by(visitor);
    EXPECT_EQ(word(end_other_sessions(others, {}, {})), "ok");
    EXPECT_FALSE(view(three).signed_in);
    EXPECT_TRUE(view(visitor).signed_in);
}

TEST_F(AccountsTest, NobodyEndsAnothersSession) {
    auto visitor = signed_in_agent();
    auto looking = by(visitor);
    const auto id = my_sessions(looking, {}).value().items[0].id;
    const auto outsider = staff(registry::Role::clerk);
    auto ending = call(outsider);
    EXPECT_EQ(word(end_session(ending, path({{"id", id}}), {})), "not_found id");
    EXPECT_TRUE(view(visitor).signed_in);
}

TEST_F(AccountsTest, WhateverEndsASessionClosesItsFeeds) {
    auto visitor = signed_in_agent();
    const auto topic = session_topic(by(visitor).caller.session);
    auto leaving = by(visitor);
    EXPECT_EQ(word(sign_out(leaving)), "ok");
    EXPECT_EQ(outlet.closed, std::vector{topic});

    ASSERT_EQ(enter_password(visitor, "wang.er"), "ok");
    const auto before = session_topic(by(visitor).caller.session);
    ASSERT_EQ(enter_password(visitor, "wang.er"), "ok");  // again, in the same browser
    EXPECT_EQ(outlet.closed.back(), before);

    Visitor other;
    ASSERT_EQ(enter_password(other, "wang.er"), "ok");
    const auto others = session_topic(by(other).caller.session);
    auto changing = by(visitor);
    EXPECT_EQ(word(change_password(changing, {}, {password, "correct-horse-battery"})), "ok");
    EXPECT_TRUE(std::count(outlet.closed.begin(), outlet.closed.end(), others) == 1);
    EXPECT_TRUE(view(visitor).signed_in);
}

TEST_F(AccountsTest, ChangedRolesEndSessionsAndFeedsAtOnce) {
    const auto made = make_first_administrators(*services);
    Visitor one;
    Visitor two;
    ASSERT_EQ(enter_password(one, made[0].login, made[0].password), "ok");
    ASSERT_EQ(enter_password(two, made[1].login, made[1].password), "ok");
    auto adding = by(one);
    const auto clerk = add_staff(
        adding, {},
        {"clerk-a", password, "经办人甲", "13800138000", "clerk@example.com", {registry::Role::clerk}});
    ASSERT_EQ(word(clerk), "ok");
    auto confirming = by(two);
    ASSERT_EQ(word(confirm_staff(confirming, path({{"id", clerk->id.text}}), {})), "ok");

    Visitor at_work;
    ASSERT_EQ(enter_password(at_work, "clerk-a"), "ok");
    const auto topic = session_topic(by(at_work).caller.session);
    auto proposing = by(one);
    ASSERT_EQ(word(change_roles(proposing, path({{"id", clerk->id.text}}), {{registry::Role::reviewer}})),
              "ok");
    EXPECT_TRUE(by(at_work).caller.has(registry::Role::clerk));  // nothing counts before the second person
    auto second = by(two);
    ASSERT_EQ(word(confirm_staff(second, path({{"id", clerk->id.text}}), {})), "ok");
    EXPECT_FALSE(by(at_work).caller.person.has_value());
    EXPECT_EQ(outlet.closed, std::vector{topic});
    ASSERT_EQ(enter_password(at_work, "clerk-a"), "ok");
    EXPECT_TRUE(by(at_work).caller.has(registry::Role::reviewer));
    EXPECT_FALSE(by(at_work).caller.has(registry::Role::clerk));

    auto disabling = by(one);
    ASSERT_EQ(word(disable_person(disabling, path({{"id", clerk->id.text}}), {"停职"})), "ok");
    EXPECT_FALSE(by(at_work).caller.person.has_value());
    EXPECT_EQ(outlet.closed.size(), 2U);
}

TEST_F(AccountsTest, OthersFailuresDoNotHoldUpAKnownBrowserBehindTheSameAddress) {
    auto visitor = signed_in_agent();
    Visitor stranger;
    for (int i = 0; i < 40; ++i) {
        enter_password(stranger, i % 2 == 0 ? "wang.er" : "nobody" + std::to_string(i), "wrong wrong wrong");
        wall.move(std::chrono::seconds(i < 30 ? 40 : 0));
    }
    EXPECT_EQ(enter_password(stranger, "wang.er"), "wait_before_sign_in");
    EXPECT_EQ(enter_password(visitor, "wang.er"), "ok");

    Visitor owner = visitor;  // fails by itself, at the known browser
    for (int i = 0; i < 12; ++i) {
        enter_password(owner, "wang.er", "wrong wrong wrong");
        wall.move(std::chrono::seconds(30));
    }
    EXPECT_EQ(enter_password(owner, "wang.er"), "ok");
}

TEST_F(AccountsTest, ADeviceIsKnownForTheLoginsThatSignedInFromIt) {
    auto visitor = signed_in_agent();
    EXPECT_TRUE(known_device(*services, visitor.device, "wang.er").has_value());
    EXPECT_FALSE(known_device(*services, visitor.device, "admin-1").has_value());
    EXPECT_FALSE(known_device(*services, visitor.device + "A", "wang.er").has_value());
    EXPECT_FALSE(known_device(*services, "", "wang.er").has_value());

    Visitor failing;
    failing.device = new_device_token(*services);  // ours, and not known by failing
    EXPECT_EQ(enter_password(failing, "wang.er", "wrong wrong wrong"), "wrong_login_or_password");
    EXPECT_FALSE(known_device(*services, failing.device, "wang.er").has_value());
}

TEST_F(AccountsTest, AnOpenSessionIsNoPlaceToGuessThePassword) {
    auto visitor = signed_in_agent();
    for (int i = 0; i < 5; ++i) {
        auto guessing = by(visitor);
        EXPECT_EQ(word(change_password(guessing, {}, {"wrong wrong wrong", "correct-horse-battery"})),
                  "wrong_login_or_password old_password");
    }
    auto guessing = by(visitor);
    EXPECT_EQ(word(change_password(guessing, {}, {password, "correct-horse-battery"})),
              "wait_before_sign_in");
}

TEST_F(AccountsTest, ANewPasswordHoldsNothingOfItsOwner) {
    auto visitor = signed_in_agent();
    for (const char* known : {"call 13800138000 now", "岱阳大地置业有限公司-2026", "mail wang.er today"}) {
        auto changing = by(visitor);
        EXPECT_EQ(word(change_password(changing, {}, {password, known})), "password_guessable new_password")
            << known;
    }
}

TEST_F(AccountsTest, WhatHasRunOutIsForgotten) {
    auto visitor = signed_in_agent();
    Visitor failing;
    enter_password(failing, "wang.er", "wrong wrong wrong");
    EXPECT_EQ(prune_accounts(*services), 0);
    wall.move(std::chrono::hours(25));
    EXPECT_GT(prune_accounts(*services), 2);
    store.read([&](schema::UnitOfWork& tx) {
        EXPECT_TRUE(tx.select<schema::SessionRow>({}).empty());
        EXPECT_TRUE(tx.select<schema::SignInFailureRow>({}).empty());
        EXPECT_FALSE(tx.select<schema::KnownDeviceRow>({}).empty());
    });
    wall.move(std::chrono::hours(24 * 400));
    EXPECT_GT(prune_accounts(*services), 0);
}

TEST_F(AccountsTest, NetworksAreNoCloserThanTheyNeedBe) {
    EXPECT_EQ(network_of("203.0.113.77"), "203.0.113.0/24");
    EXPECT_EQ(network_of("2001:db8:aaaa:bbbb::1"), "2001:db8:aaaa::/48");
    EXPECT_EQ(network_of("no address"), "");
}

}  // namespace
}  // namespace daylit::app::testing
