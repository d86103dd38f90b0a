#include "registry/sign_in.hpp"

#include "tests/registry/support.hpp"

namespace daylit::registry {
namespace {

using namespace testing;
using std::chrono::seconds;

TEST(NewPassword, IsLongUncommonAndNotBuiltFromWhatEverybodyKnows) {
    const auto table = daylit::testing::text_table(R"(
        # password                 | word
        correct-horse-battery      | ok
        三月的河水慢慢地流过石桥   | ok
        w8#Lk2!zQp0x               | ok
        short-1234!                | password_too_short
        三月的河水                 | password_too_short
        password1234               | password_common
        123Password!!!             | password_common
        P@ssw0rd2026                | password_common
        123456789012               | password_common
        1qaz2wsx1qaz                | ok
        aaaaaaaaaaaaaaaa           | password_common
        abababababab               | password_common
        !!!!!!!!!!!!               | password_common
        p@55w0rdP@55w0rd           | password_common
        hunter2hunter2             | password_common
        trustno1trustno1trustno1   | password_common
        Woaini5201314              | password_common
        guanliyuan888              | password_common
        my-phone-13800138000       | password_guessable
        wangermail.forever         | password_guessable
        王二的河水慢慢地流过石桥   | password_guessable
        WANG.er-is-my-name          | password_guessable
        x-wang.er-12345             | password_guessable
        岱阳大地置业有限公司2026   | password_guessable
    )");
    for (const auto& row : table) {
        const auto checked = check_password(
            row[0], {"wang.er", "王二", "岱阳大地置业有限公司", "13800138000", "wangermail@example.com"},
            "password");
        EXPECT_EQ(word(checked), row[1]) << row[0];
        if (!checked) {
            EXPECT_EQ(checked.refusal().field, "password");
        }
    }
}

TEST(NewPassword, HasBetween12And128Characters) {
    const std::string some = "abcdefghijkl";
    EXPECT_EQ(check_password(some.substr(1), {"login", "", "", "", ""}, "p").refusal(),
              refuse("password_too_short", "p", {"12"}));
    EXPECT_TRUE(check_password(some, {"login", "", "", "", ""}, "p").ok());
    std::string many;
    while (many.size() < 128) {
        many += some;
    }
    EXPECT_TRUE(check_password(many.substr(0, 128), {"login", "", "", "", ""}, "p").ok());
    EXPECT_EQ(check_password(many.substr(0, 128) + "x", {"login", "", "", "", ""}, "p").refusal(),
              refuse("text_too_long", "p", {"128"}));
    EXPECT_EQ(word(check_password("abcdefghijkl\xff", {"login", "", "", "", ""}, "p")), "text_too_long");
}

TEST(Waiting, GrowsWithTheFailuresAndIsBounded) {
    const auto table = daylit::testing::text_table(R"(
        # failures | from address | of address | from device | of codes
        0          | 0            | 0          | 0           | 0
        4          | 0            | 0          | 0           | 0
        5          | 1            | 0          | 1           | 0
        6          | 2            | 0          | 2           | 0
        9          | 16           | 0          | 16          | 0
        10         | 32           | 0          | 30          | 0
        14         | 512          | 0          | 30          | 0
        15         | 900          | 0          | 30          | 0
        29         | 900          | 0          | 30          | 0
        30         | 900          | 1          | 30          | 0
        40         | 900          | 900        | 30          | 0
        49         | 900          | 900        | 30          | 0
        50         | 900          | 900        | 30          | 1
        1000000    | 900          | 900        | 30          | 900
    )");
    for (const auto& row : table) {
        const Failures failures{std::stoll(row[0]), noon};
        std::size_t column = 1;
        for (const auto tries : {Tries::of_login_from_address, Tries::of_address, Tries::of_login_from_device,
                                 Tries::of_codes}) {
            EXPECT_EQ(std::to_string(wait_after(tries, failures, noon).count()), row[column])
                << row[0] << " in column " << column;
            ++column;
        }
    }
}

TEST(Waiting, RunsFromTheLastFailure) {
    const Failures ten{10, noon};
    const auto tries = Tries::of_login_from_address;
    EXPECT_EQ(wait_after(tries, ten, noon + seconds(31)), seconds(1));
    EXPECT_EQ(wait_after(tries, ten, noon + Milliseconds(31'500)), seconds(1));
    EXPECT_EQ(wait_after(tries, ten, noon + seconds(32)), seconds(0));
}

TEST(Failures, AreCountedAndForgottenAfterADayWithoutAny) {
    Failures failures;
    failures = after_failure(failures, noon);
    EXPECT_EQ(failures.count, 1);
    failures = after_failure(failures, noon + std::chrono::hours(23));
    EXPECT_EQ(failures.count, 2);
    EXPECT_EQ(failures.last_at, noon + std::chrono::hours(23));
    EXPECT_EQ(after_failure(failures, failures.last_at + std::chrono::hours(24)).count, 1);
}

}  // namespace
}  // namespace daylit::registry
