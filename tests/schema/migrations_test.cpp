#include "schema/migrations.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace daylit::schema {

namespace {

TEST(Migrations, AreTheFilesOfTheFolderInTheOrderOfTheirNumbers) {
    int last = 0;
    for (const auto& migration : migrations()) {
        EXPECT_GT(migration.number, last) << migration.name;
        last = migration.number;
        std::ifstream file(std::string(DAYLIGHT_SOURCE_DIR) + "/schema/migrations/" +
                           std::string(migration.name) + ".sql");
        std::ostringstream text;
        text << file.rdbuf();
        EXPECT_EQ(migration.sql, text.str()) << migration.name;
    }
    EXPECT_GE(migrations().size(), 4U);
    EXPECT_EQ(migrations()[0].name, "001_foundation");
    EXPECT_EQ(migrations()[0].number, 1);
}

TEST(Migrations, HoldWholeStatements) {
    for (const auto& migration : migrations()) {
        EXPECT_FALSE(split_statements(migration.sql).empty()) << migration.name;
    }
}

TEST(Migrations, SplitAtSemicolonsAtTheEndOfALine) {
    EXPECT_EQ(
        split_statements("-- why\nCREATE TABLE a (\n    b BIGINT\n);\n\nINSERT INTO a VALUES (';');  \n"),
        (std::vector<std::string>{"CREATE TABLE a (\n    b BIGINT\n)", "INSERT INTO a VALUES (';')"}));
    EXPECT_TRUE(split_statements("-- nothing\n").empty());
    EXPECT_THROW(split_statements("CREATE TABLE a (b BIGINT)"), BrokenPromise);
}

TEST(Migrations, NameNoCollationSoThatTheDatabasesHolds) {
    for (const auto& migration : migrations()) {
        EXPECT_EQ(migration.sql.find("COLLATE"), std::string_view::npos) << migration.name;
        EXPECT_EQ(migration.sql.find("CHARSET"), std::string_view::npos) << migration.name;
    }
}

}  // namespace

}  // namespace daylit::schema
