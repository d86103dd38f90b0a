// A dishonest owner of the database: whatever it changes by hand, in whatever table, is found and named.
#include "schema/audit_plan.hpp"
#include "schema/log_audit.hpp"
#include "schema/row_audit.hpp"
#include "tests/audit/specimen_world.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace daylit::audit {
namespace {

using schema::AuditFinding;
using schema::MariaConnection;
using schema::Watch;
using testing_support::TestDatabase;

std::string text(const schema::Value& value) {
    return std::get<std::string>(value);
}

class AuditTest : public ::testing::Test {
protected:
    AuditTest()
        : world(TestDatabase::shared()),
          root(TestDatabase::shared().administrator(), {}, schema::SessionKind::standing) {}

    std::vector<AuditFinding> audit() {
        auto findings = schema::RowAudit(TestDatabase::shared().access().app, world.options()).run();
        const auto more =
            schema::LogAudit(TestDatabase::shared().access().sequencer, world.options(), world.log()).run();
        findings.insert(findings.end(), more.begin(), more.end());
        return findings;
    }

    struct Column {
        std::string name;
        bool is_number = false;
        bool is_key = false;
    };
    std::vector<Column> columns_of(const std::string& table) {
        std::vector<Column> columns;
        for (const auto& row :
             root.show("SELECT column_name, data_type, column_key FROM information_schema.columns "
                       "WHERE table_schema = DATABASE() AND table_name = '" +
                       table + "' ORDER BY ordinal_position")) {
            columns.push_back({text(row[0]), text(row[1]) == "bigint", text(row[2]) == "PRI"});
        }
        return columns;
    }
    std::string first_key(const std::string& table) {
        const auto columns = columns_of(table);
        return "`" + std::ranges::find_if(columns, &Column::is_key)->name + "`";
    }
    // Does something to the table by hand, has the audit look, and puts the table back as it was.
    std::vector<AuditFinding> after(const std::string& table, const std::string& deed) {
        root.run("CREATE TABLE saved AS SELECT * FROM `" + table + "`");
        root.run(deed);
        auto findings = audit();
        root.run("DELETE FROM `" + table + "`");
        root.run("INSERT INTO `" + table + "` SELECT * FROM saved");
        root.run("DROP TABLE saved");
        return findings;
    }
    static bool names(const std::vector<AuditFinding>& findings, const std::string& table) {
        return std::ranges::any_of(
            findings, [&](const AuditFinding& one) { return one.table == table && !one.row.empty(); });
    }
    std::int64_t count(const std::string& table) {
        return std::stoll(text(root.show("SELECT COUNT(*) FROM `" + table + "`").at(0).at(0)));
    }

    SpecimenWorld world;
    MariaConnection root;
};

TEST_F(AuditTest, FindsNothingInWhatTheServerWrote) {
    EXPECT_THAT(audit(), ::testing::IsEmpty());
}

TEST_F(AuditTest, EveryWatchedTableHasARowToTamperWith) {
    for (const auto& plan : schema::audit_plan()) {
        if (plan.watch != Watch::nothing) {
            EXPECT_GT(count(std::string(plan.table)), 0) << plan.table;
        }
    }
}

TEST_F(AuditTest, FindsEveryValueThatIsChangedByHand) {
    for (const auto& plan : schema::audit_plan()) {
        if (plan.watch == Watch::nothing) {
            continue;
        }
        const std::string table(plan.table);
        for (const auto& column : columns_of(table)) {
            if (column.is_key) {
                continue;
            }
            // A number one less is an edited sum, and a moment a little earlier.
            const auto value = column.is_number
                                   ? "COALESCE(`" + column.name + "`, 5) - 1"
                                   : "CONCAT('z', SUBSTRING(COALESCE(`" + column.name + "`, 'none'), 2))";
            const auto findings = after(table, "UPDATE `" + table + "` SET `" + column.name + "` = " + value +
                                                   " ORDER BY " + first_key(table) + " LIMIT 1");
            EXPECT_TRUE(names(findings, table)) << table << "." << column.name;
        }
    }
    EXPECT_THAT(audit(), ::testing::IsEmpty()) << "everything is as it was";
}

TEST_F(AuditTest, FindsEveryRowThatIsDeletedByHand) {
    for (const auto& plan : schema::audit_plan()) {
        if (plan.watch != Watch::all) {
            continue;
        }
        const std::string table(plan.table);
        for (const std::string order : {"", " DESC"}) {
            const auto findings =
                after(table, "DELETE FROM `" + table + "` ORDER BY " + first_key(table) + order + " LIMIT 1");
            EXPECT_TRUE(names(findings, table)) << table << order;
        }
    }
    EXPECT_THAT(audit(), ::testing::IsEmpty()) << "everything is as it was";
}

TEST_F(AuditTest, NamesTheRow) {
    const auto findings = after("lot", "UPDATE lot SET published_at = published_at - 3600000");
    EXPECT_THAT(findings,
                ::testing::ElementsAre(AuditFinding{"lot", "id=LOT00000000000000000000001",
                                                    "was changed by another hand: its seal does not fit"}));

    const auto gone = after("refund", "DELETE FROM refund");
    EXPECT_THAT(gone, ::testing::ElementsAre(AuditFinding{"refund", "id=ID000000000000000000000001",
                                                          "is missing: its stream has events"}));
}

TEST_F(AuditTest, FindsRowsThatAreDeletedTogetherWithTheirWitness) {
    const auto both = [&](const std::string& table, const std::string& witness) {
        root.run("CREATE TABLE witness AS SELECT * FROM `" + witness + "`");
        root.run("DELETE FROM `" + witness + "`");
        auto findings = after(table, "DELETE FROM `" + table + "`");
        root.run("INSERT INTO `" + witness + "` SELECT * FROM witness");
        root.run("DROP TABLE witness");
        return findings;
    };
    EXPECT_TRUE(names(both("upload", "blob_chunk"), "upload"));
    EXPECT_TRUE(names(both("deal", "outbox"), "deal"));
    EXPECT_THAT(audit(), ::testing::IsEmpty()) << "everything is as it was";
}

TEST_F(AuditTest, FindsARowThatIsSetBackToAnOlderStateWithItsOldSeal) {
    schema::MariaStore store(TestDatabase::shared().access().app, world.options());
    root.run("CREATE TABLE older AS SELECT * FROM parcel");
    store.transact([](schema::UnitOfWork& tx) {
        auto head = tx.lock_stream("parcel:ID000000000000000000000001");
        tx.append({schema::seal_event(head, "program:test", {"changed", 1, *head.at, {}}, Entropy{})});
    });
    root.run("DELETE FROM parcel");
    root.run("INSERT INTO parcel SELECT * FROM older");
    root.run("DROP TABLE older");

    EXPECT_THAT(audit(), ::testing::ElementsAre(AuditFinding{"parcel", "id=ID000000000000000000000001",
                                                             "is older than its stream: it was set back"}));
}

TEST_F(AuditTest, FindsARowThatIsInventedWithAnothersSeal) {
    root.run("CREATE TABLE invented AS SELECT * FROM session");
    root.run("UPDATE invented SET token_digest = REPEAT('x', 32)");

    const auto findings = after("session", "INSERT INTO session SELECT * FROM invented");
    root.run("DROP TABLE invented");

    EXPECT_TRUE(names(findings, "session"));
}

TEST_F(AuditTest, AKeyThatIsNewSealsWhatIsThere) {
    schema::StoreOptions renewed;
    renewed.sealer = std::make_shared<schema::RowSealer>(Secret(std::string(32, 'n')));
    EXPECT_GT(schema::RowAudit(TestDatabase::shared().access().app, renewed).run().size(), 20U);

    schema::seal_every_row(TestDatabase::shared().access().migrator, *renewed.sealer);

    EXPECT_THAT(schema::RowAudit(TestDatabase::shared().access().app, renewed).run(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace daylit::audit
