#include "tests/schema/db/specimen_tables.hpp"

namespace daylit::schema {

namespace {

constexpr const char* statements[] = {
    "CREATE TABLE IF NOT EXISTS specimen (id VARCHAR(26) NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, "
    "phase VARCHAR(32) NOT NULL, name VARCHAR(200) NOT NULL UNIQUE, nickname VARCHAR(64) NULL, due BIGINT "
    "NULL, "
    "amount BIGINT NOT NULL, day CHAR(10) NOT NULL, digest BINARY(32) NOT NULL, mood VARCHAR(16) NOT NULL, "
    "checked BIGINT NOT NULL, state LONGBLOB NOT NULL, UNIQUE KEY by_nickname (phase, nickname))",
    "CREATE TABLE IF NOT EXISTS pair (`left` VARCHAR(26) NOT NULL, `right` BIGINT NOT NULL, text LONGBLOB "
    "NOT NULL, "
    "PRIMARY KEY (`left`, `right`))",
    "CREATE TABLE IF NOT EXISTS label (id VARCHAR(26) NOT NULL PRIMARY KEY, specimen VARCHAR(26) NULL, next "
    "VARCHAR(26) NULL, text LONGBLOB NOT NULL)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON label TO 'daylight_app'@'localhost'",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON specimen TO 'daylight_app'@'localhost'",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON pair TO 'daylight_app'@'localhost'",
};

}  // namespace

void make_specimen_tables(testing_support::TestDatabase& database) {
    MariaConnection root(database.administrator(), {}, SessionKind::standing);
    for (const auto* statement : statements) {
        root.run(statement);
    }
}

}  // namespace daylit::schema
