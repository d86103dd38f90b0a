// Signing in and out, waiting, and when a session ends.
#include "tests/app/registry_fixture.hpp"

namespace daylit::app::testing {
namespace {

using registry::Role;
using std::chrono::seconds;

TEST_F(RegistryTest, WhoGuessesPasswordsWaitsLongerAndLonger) {
    ASSERT_TRUE(enter(registration()).ok());
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(word(open("wang.er", "wrong password " + std::to_string(i))), "wrong_login_or_password");
    }
    const auto waiting = open("wang.er", password);
    EXPECT_EQ(waiting.refusal(), refuse("wait_before_sign_in", "", {"1"}));
    EXPECT_EQ(word(open("wang.er", password, "192.0.2.2")), "ok");  // nobody locks others out

    wall.move(seconds(1));
    EXPECT_EQ(word(open("wang.er", "still wrong, sorry")), "wrong_login_or_password");
    EXPECT_EQ(open("wang.er", password).refusal(), refuse("wait_before_sign_in", "", {"2"}));
    wall.move(seconds(2));
    EXPECT_EQ(word(open("wang.er", password)), "ok");
    EXPECT_EQ(word(open("wang.er", "wrong password 1")), "wrong_login_or_password");
    EXPECT_EQ(word(open("wang.er", password)), "ok");  // the count began anew
}

TEST_F(RegistryTest, SaysTheSameToAWrongLoginAsToAWrongPassword) {
    ASSERT_TRUE(enter(registration()).ok());
    const std::string endless(100'000, 'x');
    for (const auto& login : {std::string("nobody"), std::string(""), std::string("岱阳"), endless,
                              std::string(63, 'x') + "岱", std::string("a\0b", 3)}) {
        EXPECT_EQ(open(login, password).refusal(), refuse("wrong_login_or_password"));
    }
    EXPECT_EQ(open("wang.er", "wrong password 1").refusal(), refuse("wrong_login_or_password"));
}

TEST_F(RegistryTest, ASessionEndsWhenItsTimeIsOverOrItLiesIdle) {
    ASSERT_TRUE(enter(registration()).ok());
    const auto idle = open("wang.er", password);
    wall.move(std::chrono::minutes(59));
    EXPECT_TRUE(caller_of(*idle).person.has_value());  // seen, so the hour begins anew
    wall.move(std::chrono::minutes(59));
    EXPECT_TRUE(caller_of(*idle).person.has_value());
    wall.move(std::chrono::minutes(60));
    EXPECT_FALSE(caller_of(*idle).person.has_value());

    const auto busy = open("wang.er", password);
    for (int i = 0; i < 23; ++i) {
        wall.move(std::chrono::minutes(30));
        ASSERT_TRUE(caller_of(*busy).person.has_value()) << i;
    }
    wall.move(std::chrono::minutes(30));
    EXPECT_FALSE(caller_of(*busy).person.has_value());
}

TEST_F(RegistryTest, SigningOutEndsTheSession) {
    ASSERT_TRUE(enter(registration()).ok());
    const auto opened = open("wang.er", password);
    const auto other = open("wang.er", password);
    auto leaving = fresh(caller_of(*opened));
    EXPECT_EQ(word(sign_out(leaving)), "ok");
    EXPECT_FALSE(caller_of(*opened).person.has_value());
    EXPECT_TRUE(caller_of(*other).person.has_value());
}

TEST_F(RegistryTest, DisablingAPersonEndsEverySessionAtOnce) {
    const auto acting = agent();
    auto adding = fresh(acting);
    const auto added =
        add_colleague(adding, {},
                      {"li.san",
                       password,
                       "李三",
                       "13800138002",
                       "li@example.com",
                       {uploaded("letter of li.san"), "报价", parse_date("2026-12-31", "").value()}});
    ASSERT_TRUE(added.ok()) << word(added);
    const auto one = open("li.san", password);
    const auto two = open("li.san", password);

    auto disabling = fresh(acting);
    ASSERT_TRUE(disable_person(disabling, path({{"id", added->id.text}}), {"离职"}).ok());
    EXPECT_FALSE(caller_of(*one).person.has_value());
    EXPECT_FALSE(caller_of(*two).person.has_value());
    EXPECT_EQ(word(open("li.san", password)), "wrong_login_or_password");

    auto enabling = fresh(acting);
    ASSERT_TRUE(enable_person(enabling, path({{"id", added->id.text}}), {}).ok());
    EXPECT_FALSE(caller_of(*one).person.has_value());  // what ended stays ended
    EXPECT_EQ(word(open("li.san", password)), "ok");
}

TEST_F(RegistryTest, ANewPasswordEndsTheOtherSessions) {
    ASSERT_TRUE(enter(registration()).ok());
    const auto own = open("wang.er", password);
    const auto other = open("wang.er", password);
    const std::string better = "correct-horse-battery";

    auto wrong = fresh(caller_of(*own));
    EXPECT_EQ(word(change_password(wrong, {}, {"not the old one", better})),
              "wrong_login_or_password old_password");
    auto weak = fresh(caller_of(*own));
    EXPECT_EQ(word(change_password(weak, {}, {password, "password1234"})), "password_common new_password");
    auto changing = fresh(caller_of(*own));
    EXPECT_EQ(word(change_password(changing, {}, {password, better})), "ok");

    EXPECT_TRUE(caller_of(*own).person.has_value());
    EXPECT_FALSE(caller_of(*other).person.has_value());
    EXPECT_EQ(word(open("wang.er", password)), "wrong_login_or_password");
    EXPECT_EQ(word(open("wang.er", better)), "ok");
}

TEST_F(RegistryTest, WhoseLetterHasRunOutHasNoRoles) {
    agent();
    wall.set(parse_instant("2026-12-31T23:59:59+08:00", "").value());
    EXPECT_EQ(signed_in("wang.er", password).roles, std::set{Role::bidder_agent});
    wall.set(parse_instant("2027-01-01T00:00:00+08:00", "").value());
    EXPECT_TRUE(signed_in("wang.er", password).roles.empty());
}

}  // namespace
}  // namespace daylit::app::testing
