#include "tests/support/test_database.hpp"

#include <gtest/gtest.h>

#include <future>

namespace daylit::schema {

namespace {

using testing_support::TestDatabase;

constexpr Migration first{1, "001_first", "CREATE TABLE one (a BIGINT);\nCREATE TABLE two (a BIGINT);\n"};
constexpr Migration second{10, "010_second", "ALTER TABLE one ADD b BIGINT;\n"};
constexpr Migration between{5, "005_between", "CREATE TABLE three (a BIGINT);\n"};

// A database of its own for each test.
class MigrationTest : public testing::Test {
protected:
    void SetUp() override {
        root_.run("DROP DATABASE IF EXISTS migrating");
        root_.run("CREATE DATABASE migrating CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
        connection_ = std::make_unique<MariaConnection>(settings(), StoreOptions{}, SessionKind::standing);
    }
    void TearDown() override { root_.run("DROP DATABASE migrating"); }

    MariaConnection& connection() { return *connection_; }
    static ConnectionSettings settings() {
        auto settings = TestDatabase::shared().embedded().administrator();
        settings.database = "migrating";
        return settings;
    }
    std::string refusal(std::span<const Migration> all) {
        try {
            migrate(connection(), all);
        } catch (const MigrationRefused& refused) {
            return refused.what();
        }
        return "none";
    }
    std::vector<Record> applied() {
        return connection().show(
            "SELECT number, statements_done, applied_at IS NOT NULL FROM migration ORDER BY number");
    }

private:
    MariaConnection root_{TestDatabase::shared().administrator(), {}, SessionKind::standing};
    std::unique_ptr<MariaConnection> connection_;
};

TEST_F(MigrationTest, AppliesWhatIsNewAndNothingTwice) {
    const std::array one{first};
    const std::array two{first, second};

    EXPECT_EQ(pending_migrations(connection(), two), 2);
    EXPECT_EQ(migrate(connection(), one), 1);
    EXPECT_EQ(migrate(connection(), one), 0);
    EXPECT_EQ(pending_migrations(connection(), two), 1);
    EXPECT_EQ(migrate(connection(), two), 1);

    EXPECT_EQ(pending_migrations(connection(), two), 0);
    EXPECT_EQ(applied(), (std::vector<Record>{{"1", "2", "1"}, {"10", "1", "1"}}));
    connection().run("INSERT INTO one (a, b) VALUES (1, 2)");
}

TEST_F(MigrationTest, RefusesAnAppliedFileThatChanged) {
    migrate(connection(), std::array{first});
    const Migration changed{1, "001_first", "CREATE TABLE one (a BIGINT);\n"};

    EXPECT_EQ(refusal(std::array{changed, second}),
              "migration 001_first was changed after it had been applied");
    EXPECT_EQ(applied().size(), 1U);
}

TEST_F(MigrationTest, RefusesADatabaseThatIsAhead) {
    migrate(connection(), std::array{first, second});

    EXPECT_EQ(refusal(std::array{first}),
              "the database is ahead of this program: it has migration 010_second");
    EXPECT_THROW(pending_migrations(connection(), std::array{first}), MigrationRefused);
}

TEST_F(MigrationTest, RefusesANumberBelowTheHighestApplied) {
    migrate(connection(), std::array{first, second});

    EXPECT_EQ(refusal(std::array{first, between, second}),
              "migration 005_between comes before 010_second, which is applied already");
}

TEST_F(MigrationTest, OneThatBrokeOffGoesOnWhereItStopped) {
    const Migration broken{1, "001_first", "CREATE TABLE one (a BIGINT);\nCREATE TABLE two (a BIGNIT);\n"};
    EXPECT_THROW(migrate(connection(), std::array{broken}), BrokenPromise);
    ASSERT_EQ(applied(), (std::vector<Record>{{"1", "1", "0"}}));
    ASSERT_EQ(pending_migrations(connection(), std::array{broken}), 1);
    // As if the process had ended after the second statement and before writing that down.
    connection().run("CREATE TABLE two (a BIGINT)");
    connection().run("UPDATE migration SET digest = '" + sha256(first.sql).hex() + "'");

    EXPECT_EQ(migrate(connection(), std::array{first}), 1);

    EXPECT_EQ(applied(), (std::vector<Record>{{"1", "2", "1"}}));
}

TEST_F(MigrationTest, OneThatFindsItsTableThereFromElsewhereFails) {
    connection().run("CREATE TABLE one (other BIGINT)");

    EXPECT_THROW(migrate(connection(), std::array{first}), AlreadyDone);
}

TEST_F(MigrationTest, OfTwoProcessesAtOnceOneMigrates) {
    MariaConnection other(settings(), {}, SessionKind::standing);
    const std::array both{first, second};

    auto elsewhere = std::async(std::launch::async, [&] { return migrate(other, both); });
    const int here = migrate(connection(), both);

    EXPECT_EQ(here + elsewhere.get(), 2);
}

}  // namespace

}  // namespace daylit::schema
