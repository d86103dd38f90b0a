#include "tools/demo/accounts.hpp"

#include "tools/demo/center.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace daylit::tools {
namespace {

namespace fs = std::filesystem;

// What the server leaves (server/shell/demo_accounts.cpp).
constexpr const char* first_text =
    R"({"format":"daylight/demo-accounts/1","accounts":[{"role":"administrator","organisation":"",)"
    R"("name":"首任管理员","login":"admin-1","password":"secret-1"}]})";

class AccountsTest : public ::testing::Test {
protected:
    AccountsTest() : folder_(fs::temp_directory_path() / fs::path("daylight-accounts-" + unique())) {
        fs::create_directories(folder_);
        file = (folder_ / "demo-accounts.json").string();
    }
    ~AccountsTest() override { fs::remove_all(folder_); }
    void write(const std::string& text) const { std::ofstream(file) << text; }
    std::string file;

private:
    static std::string unique() { return std::to_string(::getpid()) + "-" + std::to_string(++counter); }
    static inline int counter = 0;
    fs::path folder_;
};

TEST_F(AccountsTest, GoesOnFromWhatTheServerWrote) {
    write(first_text);
    Accounts accounts(file);
    ASSERT_NE(accounts.find("admin-1"), nullptr);
    EXPECT_EQ(accounts.find("admin-1")->password, "secret-1");
    EXPECT_EQ(accounts.find("clerk"), nullptr);
}

TEST_F(AccountsTest, KeepsAccountsForTheNextStartReadableByOneUserAlone) {
    write(first_text);
    const Account clerk{"clerk", "交易中心", "周敏", "clerk", "secret-2", "PEM", "4A"};
    Accounts(file).keep(clerk);

    Accounts again(file);
    ASSERT_NE(again.find("clerk"), nullptr);
    EXPECT_EQ(*again.find("clerk"), clerk);
    EXPECT_EQ(again.all().size(), 2U);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AccountsTest, AnAccountIsReplacedByItsLogin) {
    write(first_text);
    Accounts accounts(file);
    auto changed = *accounts.find("admin-1");
    changed.password = "secret-3";
    accounts.keep(changed);
    EXPECT_EQ(accounts.all().size(), 1U);
    EXPECT_EQ(Accounts(file).find("admin-1")->password, "secret-3");
}

TEST_F(AccountsTest, ADamagedFileIsRefused) {
    EXPECT_FALSE(Accounts::exists(file));
    write("{\"format\":\"daylight/demo-accounts/1\"");
    EXPECT_TRUE(Accounts::exists(file));
    EXPECT_THROW(Accounts{file}, std::runtime_error);
}

TEST(AccountsTable, PutsWideCharactersInTheirColumns) {
    const auto table = accounts_table({{"seller_agent", "岱阳市局", "蒋文", "seller", "p1", {}, {}}});
    EXPECT_NE(table.find("  seller_agent        岱阳市局                      seller       p1\n"),
              std::string::npos)
        << table;
}

TEST(MoneyText, IsInTenThousandsWhereItCanBe) {
    EXPECT_EQ(money_text(Fen::yuan(359'500'000)), "35,950 万元");
    EXPECT_EQ(money_text(Fen::yuan(10'001)), "10,001.00 元");
}

TEST(Pause, IsOverAtOnceAndThenAfterItsLength) {
    const auto start = parse_instant("2026-02-14T10:00:00+08:00", "").value();
    Pause pause{std::chrono::hours(8)};
    EXPECT_TRUE(pause.is_over(start));
    EXPECT_FALSE(pause.is_over(start + std::chrono::hours(7)));
    EXPECT_TRUE(pause.is_over(start + std::chrono::hours(8)));
    EXPECT_FALSE(pause.is_over(start + std::chrono::hours(9)));
}

}  // namespace
}  // namespace daylit::tools
