// The database as the migrations make it: as the rows describe it, and with the rights that the plan gives.
#include "schema/audit_plan.hpp"
#include "schema/row_seal.hpp"
#include "schema/tables.hpp"
#include "tests/schema/db/specimen_tables.hpp"
#include "tests/schema/support/contract.hpp"

#include <algorithm>
#include <set>

namespace daylit::schema {

namespace {

using testing_support::TestDatabase;

std::string text(const Value& value) {
    return std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : "";
}

MariaConnection connect(const ConnectionSettings& settings) {
    return MariaConnection(settings, {}, SessionKind::standing);
}

const DatabaseAccess& access() {
    return TestDatabase::shared().access();
}

// The contract's own tables are no part of the plan.
bool is_of_the_contract(const std::string& text) {
    return text.find("specimen") != std::string::npos || text.find(" pair") != std::string::npos ||
           text.find(" label") != std::string::npos;
}

std::vector<std::string> planned(std::vector<std::string> findings) {
    std::erase_if(findings, is_of_the_contract);
    return findings;
}

std::optional<ColumnKind> kind_of_type(const std::string& type) {
    static const std::set<std::string> of_bytes{"char", "varchar",    "binary",  "varbinary",
                                                "blob", "mediumblob", "longblob"};
    if (type == "bigint") {
        return ColumnKind::number;
    }
    return of_bytes.contains(type) ? std::optional(ColumnKind::bytes) : std::nullopt;
}

using Keys = std::set<std::vector<std::string>>;

Keys unique_keys(MariaConnection& connection, const std::string& table, const std::string& condition) {
    std::map<std::string, std::vector<std::string>> columns;
    for (const auto& row : connection.show(
             "SELECT index_name, column_name FROM information_schema.statistics WHERE table_schema = "
             "DATABASE() AND table_name = '" +
             table + "' AND non_unique = 0 AND " + condition + " ORDER BY index_name, seq_in_index")) {
        columns[text(row[0])].push_back(text(row[1]));
    }
    Keys keys;
    for (const auto& [name, list] : columns) {
        keys.insert(list);
    }
    return keys;
}

TEST(DatabaseShape, EveryDescribedTableIsAsItsRowDescribesIt) {
    auto connection = connect(TestDatabase::shared().administrator());
    for (const auto* table : all_tables()) {
        SCOPED_TRACE(table->name);
        std::set<std::string> columns;
        for (const auto& row : connection.show(
                 "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE "
                 "table_schema = DATABASE() AND table_name = '" +
                 table->name + "'")) {
            if (text(row[0]) == seal_column) {
                EXPECT_TRUE(is_sealed(table->name));
                EXPECT_EQ(text(row[1]), "binary");
                continue;
            }
            const auto found = std::ranges::find(table->columns, text(row[0]), &Column::name);
            ASSERT_NE(found, table->columns.end()) << text(row[0]) << " is not described";
            EXPECT_EQ(kind_of_type(text(row[1])), found->kind) << text(row[0]) << " " << text(row[1]);
            EXPECT_EQ(text(row[2]) == "YES", found->optional) << text(row[0]);
            columns.insert(text(row[0]));
        }
        EXPECT_EQ(columns.size(), table->columns.size());
        EXPECT_EQ(unique_keys(connection, table->name, "index_name = 'PRIMARY'"), Keys{table->key});
        EXPECT_EQ(unique_keys(connection, table->name, "index_name <> 'PRIMARY'"),
                  Keys(table->uniques.begin(), table->uniques.end()));
    }
}

TEST(DatabaseShape, EveryTableHasItsRowInThePlanOfGrants) {
    auto connection = connect(TestDatabase::shared().administrator());
    std::set<std::string> tables;
    for (const auto& row : connection.show(
             "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
        tables.insert(text(row[0]));
    }
    tables.erase("specimen");
    tables.erase("pair");
    tables.erase("label");
    std::set<std::string> in_plan;
    for (const auto& grant : grants()) {
        in_plan.insert(std::string(grant.table));
    }

    EXPECT_EQ(tables, in_plan);
}

TEST(DatabaseShape, EveryTableHasItsRowInThePlanOfTheAudit) {
    auto connection = connect(TestDatabase::shared().administrator());
    std::set<std::string> tables;
    for (const auto& row : connection.show(
             "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
        tables.insert(text(row[0]));
    }
    tables.erase("specimen");
    tables.erase("pair");
    tables.erase("label");
    std::set<std::string> in_plan;
    for (const auto& plan : audit_plan()) {
        EXPECT_TRUE(in_plan.insert(std::string(plan.table)).second) << plan.table << " stands twice";
        EXPECT_EQ(plan.watch == Watch::all, plan.reason.empty())
            << plan.table << " gives a reason where one is due";
    }
    EXPECT_EQ(tables, in_plan);

    std::set<std::string> with_seal;
    for (const auto& row :
         connection.show("SELECT table_name FROM information_schema.columns WHERE table_schema = "
                         "DATABASE() AND column_name = 'row_seal'")) {
        with_seal.insert(text(row[0]));
    }
    for (const auto& name : tables) {
        EXPECT_EQ(with_seal.contains(name), is_sealed(name)) << name;
    }
}

TEST(DatabaseShape, BothUsersMayDoExactlyWhatThePlanSays) {
    make_specimen_tables(TestDatabase::shared());
    auto app = connect(access().app);
    auto sequencer = connect(access().sequencer);

    EXPECT_EQ(planned(check_grants(app, DatabaseRole::app)), std::vector<std::string>{});
    EXPECT_EQ(check_grants(sequencer, DatabaseRole::sequencer), std::vector<std::string>{});
}

TEST(DatabaseShape, AUserThatMayDoMoreIsNamed) {
    auto root = connect(TestDatabase::shared().administrator());
    const auto all = check_grants(root, DatabaseRole::app);
    EXPECT_TRUE(
        std::ranges::any_of(all, [](const auto& f) { return f.find("SUPER on everything") != f.npos; }));
    auto migrator = connect(access().migrator);
    const auto some = check_grants(migrator, DatabaseRole::app);
    EXPECT_TRUE(std::ranges::any_of(some, [](const auto& f) { return f.find("DROP on all of") != f.npos; }));
    auto sequencer = connect(access().sequencer);
    const auto other = check_grants(sequencer, DatabaseRole::app);
    EXPECT_TRUE(
        std::ranges::any_of(other, [](const auto& f) { return f.find("lacks INSERT on event") != f.npos; }));
    EXPECT_TRUE(
        std::ranges::any_of(other, [](const auto& f) { return f.find("DELETE on pending_leaf") != f.npos; }));
}

TEST(DatabaseShape, TheApplicationCannotChangeHistory) {
    auto app = connect(access().app);
    for (const auto* statement :
         {"UPDATE event SET actor = 'nobody'", "DELETE FROM event", "UPDATE leaf SET leaf_index = 0",
          "DELETE FROM leaf", "INSERT INTO leaf VALUES (0, 0, REPEAT('x', 32))", "DELETE FROM pending_leaf",
          "SELECT * FROM pending_leaf", "UPDATE checkpoint SET size = 0", "DELETE FROM checkpoint_history",
          "UPDATE published_document SET html = ''", "DELETE FROM published_document", "DELETE FROM evidence",
          "UPDATE receipt SET receipt = ''", "UPDATE blob_chunk SET bytes = ''", "DELETE FROM blob_chunk",
          "DELETE FROM migration", "DROP TABLE event", "TRUNCATE TABLE event",
          "ALTER TABLE event ADD x BIGINT"}) {
        try {
            app.run(statement);
            ADD_FAILURE() << statement << " went through";
        } catch (const BrokenPromise& refused) {
            EXPECT_NE(std::string(refused.what()).find("1142"), std::string::npos) << refused.what();
        }
    }
}

TEST(DatabaseShape, TheSequencerCannotInventEvents) {
    auto sequencer = connect(access().sequencer);
    for (const auto* statement : {"INSERT INTO event (stream) VALUES ('x')", "DELETE FROM event",
                                  "DELETE FROM leaf", "INSERT INTO pending_leaf VALUES (1)",
                                  "SELECT * FROM person", "UPDATE checkpoint_history SET size = 0"}) {
        EXPECT_THROW(sequencer.run(statement), BrokenPromise) << statement;
    }
}

TEST(DatabaseSettings, OfTheEmbeddedDatabaseAreSound) {
    auto app = connect(access().app);

    EXPECT_EQ(check_database_settings(app), std::vector<std::string>{});
}

TEST(DatabaseSettings, EachUnsoundOneIsNamed) {
    auto root = connect(TestDatabase::shared().administrator());
    const std::tuple<const char*, const char*, const char*> spoiled[] = {
        {"innodb_flush_log_at_trx_commit", "2", "1"},
        {"innodb_snapshot_isolation", "OFF", "ON"},
        {"innodb_deadlock_detect", "OFF", "ON"},
        {"read_only", "ON", "OFF"},
        {"sql_mode", "''", "'STRICT_ALL_TABLES'"},
        {"max_allowed_packet", "1048576", "67108864"},
        {"character_set_server", "latin1", "utf8mb4 COLLATE utf8mb4_nopad_bin"},
    };
    for (const auto& [name, bad, good] : spoiled) {
        const std::string variable = name;
        const std::string setting = variable == "character_set_server" ? "utf8mb4" : good;
        root.run("SET GLOBAL " + variable + " = " + bad);
        auto app = connect(access().app);
        const auto findings = check_database_settings(app);
        root.run("SET GLOBAL " + variable + " = " + setting);
        ASSERT_EQ(findings.size(), 1U) << variable;
        EXPECT_EQ(findings[0].rfind(variable, 0), 0U) << findings[0];
    }
    root.run("SET GLOBAL collation_server = utf8mb4_nopad_bin");
}

TEST(DatabaseSettings, AnInexactCollationIsNamed) {
    auto root = connect(TestDatabase::shared().administrator());
    root.run("CREATE TABLE loose (name VARCHAR(10) COLLATE utf8mb4_general_ci) ENGINE = Aria");

    const auto findings = check_database_settings(root);
    root.run("DROP TABLE loose");

    EXPECT_EQ(findings, (std::vector<std::string>{"column loose.name has collation utf8mb4_general_ci",
                                                  "table loose is kept by Aria, not InnoDB"}));
}

TEST(DatabaseSettings, APreparedDatabaseStaysPrepared) {
    TestDatabase database;

    EXPECT_EQ(prepare_database(database.access()), 0);
}

TEST(DatabaseSettings, ADatabaseThatIsNotFitIsRefusedWithAllThatIsWrong) {
    TestDatabase database;
    auto root = connect(database.administrator());
    root.run("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    root.run("GRANT DELETE ON `daylight`.`event` TO 'daylight_app'@'localhost'");
    DatabaseAccess without_migrator{
        {}, database.access().app.duplicate(), database.access().sequencer.duplicate(), {}};

    try {
        prepare_database(without_migrator);
        ADD_FAILURE() << "accepted";
    } catch (const DatabaseRefused& refused) {
        const std::string text = refused.what();
        EXPECT_NE(text.find("innodb_flush_log_at_trx_commit is 2, must be 1"), std::string::npos) << text;
        EXPECT_NE(text.find("DELETE on event"), std::string::npos) << text;
    }
}

}  // namespace

}  // namespace daylit::schema
