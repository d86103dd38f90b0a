#include "schema/database_setup.hpp"

#include <map>

namespace daylit::schema {

namespace {

std::string joined(const std::vector<std::string>& findings) {
    std::string text = "the database is not fit for use:";
    for (const auto& finding : findings) {
        text += "\n  - " + finding;
    }
    return text;
}

std::string text(const Value& value) {
    return std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : std::string();
}

using Variables = std::map<std::string, std::string>;

Variables read_variables(MariaConnection& connection) {
    Variables variables;
    for (const auto& row : connection.show("SHOW GLOBAL VARIABLES")) {
        variables[text(row[0])] = text(row[1]);
    }
    return variables;
}

void want(std::vector<std::string>& findings, const Variables& variables, const std::string& name,
          const std::string& value) {
    const auto found = variables.find(name);
    if (found != variables.end() && found->second != value) {
        findings.push_back(name + " is " + found->second + ", must be " + value);
    }
}

void check_variables(std::vector<std::string>& findings, const Variables& variables) {
    want(findings, variables, "innodb_flush_log_at_trx_commit", "1");
    if (variables.contains("log_bin") && variables.at("log_bin") == "ON") {
        want(findings, variables, "sync_binlog", "1");
    }
    want(findings, variables, "innodb_doublewrite", "ON");
    want(findings, variables, "innodb_snapshot_isolation", "ON");
    want(findings, variables, "innodb_deadlock_detect", "ON");
    want(findings, variables, "innodb_force_recovery", "0");
    want(findings, variables, "read_only", "OFF");
    want(findings, variables, "default_storage_engine", "InnoDB");
    want(findings, variables, "character_set_server", "utf8mb4");
    if (variables.at("sql_mode").find("STRICT_") == std::string::npos) {
        findings.emplace_back(
            "sql_mode is not strict: it must contain STRICT_TRANS_TABLES or STRICT_ALL_TABLES");
    }
    if (std::stoll(variables.at("max_allowed_packet")) < 16 * 1024 * 1024) {
        findings.emplace_back("max_allowed_packet is below 16777216");
    }
}

// utf8mb4_nopad_bin is MariaDB's name, utf8mb4_0900_bin MySQL's.
bool is_exact(const std::string& collation) {
    return collation == "utf8mb4_nopad_bin" || collation == "utf8mb4_0900_bin";
}

void check_collations(std::vector<std::string>& findings, MariaConnection& connection) {
    const auto database = text(connection.show("SELECT @@collation_database").at(0).at(0));
    if (!is_exact(database)) {
        findings.push_back("the database's collation is " + database +
                           ", must be utf8mb4_nopad_bin (MySQL: utf8mb4_0900_bin)");
    }
    for (const auto& row : connection.show("SELECT table_name, column_name, collation_name FROM "
                                           "information_schema.columns WHERE table_schema = DATABASE() AND "
                                           "collation_name IS NOT NULL")) {
        if (!is_exact(text(row[2]))) {
            findings.push_back("column " + text(row[0]) + "." + text(row[1]) + " has collation " +
                               text(row[2]));
        }
    }
    for (const auto& row : connection.show("SELECT table_name, engine FROM information_schema.tables WHERE "
                                           "table_schema = DATABASE() AND engine <> 'InnoDB'")) {
        findings.push_back("table " + text(row[0]) + " is kept by " + text(row[1]) + ", not InnoDB");
    }
}

void append(std::vector<std::string>& all, const std::vector<std::string>& some) {
    all.insert(all.end(), some.begin(), some.end());
}

int migrate_and_grant(const DatabaseAccess& access) {
    MariaConnection migrator(access.migrator, {}, SessionKind::standing);
    if (const auto findings = check_database_settings(migrator); !findings.empty()) {
        throw DatabaseRefused(findings);
    }
    const int applied = migrate(migrator);
    for (const auto& statement : grant_statements(access.migrator.database, access.users)) {
        migrator.run(statement);
    }
    return applied;
}

}  // namespace

DatabaseRefused::DatabaseRefused(const std::vector<std::string>& findings)
    : std::runtime_error(joined(findings)) {}

std::vector<std::string> check_database_settings(MariaConnection& connection) {
    std::vector<std::string> findings;
    check_variables(findings, read_variables(connection));
    check_collations(findings, connection);
    return findings;
}

int prepare_database(const DatabaseAccess& access) {
    const int applied = access.migrator.user.empty() ? 0 : migrate_and_grant(access);
    MariaConnection app(access.app, {}, SessionKind::standing);
    MariaConnection sequencer(access.sequencer, {}, SessionKind::standing);
    std::vector<std::string> findings;
    if (const int pending = pending_migrations(app); pending > 0) {
        findings.push_back(std::to_string(pending) + " migrations are not applied yet");
    }
    append(findings, check_database_settings(app));
    append(findings, check_grants(app, DatabaseRole::app));
    append(findings, check_grants(sequencer, DatabaseRole::sequencer));
    if (!findings.empty()) {
        throw DatabaseRefused(findings);
    }
    return applied;
}

}  // namespace daylit::schema
