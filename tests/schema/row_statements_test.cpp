#include "schema/row_statements.hpp"
#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

const TableSpec& pair_table() {
    return TableOf<PairRow>::spec;
}

TEST(RowStatements, ListEveryColumnByName) {
    EXPECT_EQ(find_sql(pair_table(), Lock::none),
              "SELECT `left`, `right`, `text` FROM `pair` WHERE `left` = ? AND `right` = ?");
    EXPECT_EQ(find_sql(pair_table(), Lock::update),
              "SELECT `left`, `right`, `text` FROM `pair` WHERE `left` = ? AND `right` = ? FOR UPDATE");
    EXPECT_EQ(insert_sql(pair_table()), "INSERT INTO `pair` (`left`, `right`, `text`) VALUES (?, ?, ?)");
}

TEST(RowStatements, BindEveryValueOfACondition) {
    const Query query{{equals("left", "' OR 1 = 1 --"), {"right", Compare::at_least, std::int64_t(3), {}}},
                      {{"text", Order::descending}},
                      7};

    const auto statement = select_statement(pair_table(), query, Lock::none);

    EXPECT_EQ(statement.sql,
              "SELECT `left`, `right`, `text` FROM `pair` WHERE `left` = ? AND `right` >= ? "
              "ORDER BY `text` DESC, `left` DESC, `right` DESC LIMIT ?");
    EXPECT_EQ(statement.values, (std::vector<Value>{"' OR 1 = 1 --", std::int64_t(3), std::int64_t(7)}));
}

TEST(RowStatements, SetAllButTheKeyWhereKeyAndConditionsHold) {
    const auto statement =
        update_statement(pair_table(), to_record(PairRow{"a", 1, "new"}), {equals("text", "old")});

    EXPECT_EQ(statement.sql, "UPDATE `pair` SET `text` = ? WHERE `left` = ? AND `right` = ? AND `text` = ?");
    EXPECT_EQ(statement.values, (std::vector<Value>{"new", "a", std::int64_t(1), "old"}));
}

TEST(RowStatements, ListsAreFilledUpToAPowerOfTwoSoThatFewStatementsArePrepared) {
    const Query three{{{"left", Compare::one_of, {}, {"a", "b", "c"}}}, {}, 1};
    const Query four{{{"left", Compare::one_of, {}, {"a", "b", "c", "d"}}}, {}, 1};

    const auto statement = select_statement(pair_table(), three, Lock::none);

    EXPECT_EQ(statement.sql, select_statement(pair_table(), four, Lock::none).sql);
    EXPECT_EQ(statement.values, (std::vector<Value>{"a", "b", "c", "c", std::int64_t(1)}));
}

TEST(RowStatements, TextThatIsSoughtIsNoPattern) {
    const Query query{{{"text", Compare::contains, "50%_!", {}}}, {}, 1};

    const auto statement = select_statement(pair_table(), query, Lock::none);

    EXPECT_EQ(statement.values[0], Value("%50!%!_!!%"));
    EXPECT_NE(statement.sql.find("`text` LIKE ? ESCAPE '!'"), std::string::npos);
}

TEST(RowStatements, OnlyPlainNamesBecomeSql) {
    auto table = pair_table();
    table.name = "pair` --";
    EXPECT_THROW(insert_sql(table), BrokenPromise);
    table = pair_table();
    table.columns[2].name = "text`";
    EXPECT_THROW(insert_sql(table), BrokenPromise);
    EXPECT_THROW(erase_statement(pair_table(), {equals("text` OR `left", "x")}), BrokenPromise);
    EXPECT_THROW(
        select_statement(pair_table(), {{}, {{"right; DROP TABLE pair", Order::ascending}}, 1}, Lock::none),
        BrokenPromise);
}

}  // namespace

}  // namespace daylit::schema
