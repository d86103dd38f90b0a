#include "schema/migrations.hpp"

#include "crypto/digest.hpp"

#include <map>

namespace daylit::schema {

namespace {

using enum ColumnKind;

const std::string create_table =
    "CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, "
    "digest CHAR(64) NOT NULL, statements_done BIGINT NOT NULL, applied_at BIGINT NULL)";
const std::string find_applied = "SELECT number, name, digest, statements_done, applied_at FROM migration";
const std::string begin = "INSERT INTO migration (number, name, digest, statements_done) VALUES (?, ?, ?, 0)";
const std::string progress = "UPDATE migration SET statements_done = ? WHERE number = ?";
const std::string finish =
    "UPDATE migration SET applied_at = CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) WHERE number = ?";
const std::string take_lock = "SELECT GET_LOCK(CONCAT('migration/', DATABASE()), 60)";
const std::string free_lock = "SELECT RELEASE_LOCK(CONCAT('migration/', DATABASE()))";

struct Applied {
    std::string name;
    std::string digest;
    std::int64_t statements_done = 0;
    bool finished = false;
};

std::map<int, Applied> read_applied(MariaConnection& connection) {
    constexpr std::array kinds{number, bytes, bytes, number, number};
    std::map<int, Applied> applied;
    for (const auto& row : connection.query(find_applied, {}, kinds)) {
        applied[ColumnCodec<int>::read(row[0])] = {
            std::get<std::string>(row[1]), std::get<std::string>(row[2]), std::get<std::int64_t>(row[3]),
            !std::holds_alternative<std::monostate>(row[4])};
    }
    return applied;
}

std::string digest_of(const Migration& migration) {
    return sha256(migration.sql).hex();
}

void check_applied(const std::map<int, Applied>& applied, std::span<const Migration> all) {
    std::map<int, const Migration*> known;
    for (const auto& migration : all) {
        known[migration.number] = &migration;
    }
    for (const auto& [number, old] : applied) {
        const auto found = known.find(number);
        if (found == known.end()) {
            throw MigrationRefused("the database is ahead of this program: it has migration " + old.name);
        }
        if (digest_of(*found->second) != old.digest) {
            throw MigrationRefused("migration " + old.name + " was changed after it had been applied");
        }
    }
    for (const auto& migration : all) {
        if (!applied.empty() && !applied.contains(migration.number) &&
            migration.number < applied.rbegin()->first) {
            throw MigrationRefused("migration " + std::string(migration.name) + " comes before " +
                                   applied.rbegin()->second.name + ", which is applied already");
        }
    }
}

// DDL commits by itself, so a migration that broke off may have done one statement more than it could write
// down.
enum class Repeated { no, perhaps };

void run_statement(MariaConnection& migrator, const std::string& statement, Repeated repeated) {
    try {
        migrator.run(statement);
    } catch (const AlreadyDone&) {
        if (repeated == Repeated::no) {
            throw;
        }
    }
}

void apply(MariaConnection& migrator, const Migration& migration, const Applied* broken_off) {
    const std::array<Value, 3> row{std::int64_t(migration.number), std::string(migration.name),
                                   digest_of(migration)};
    if (broken_off == nullptr) {
        migrator.execute(begin, row);
    }
    const auto statements = split_statements(migration.sql);
    const auto first = broken_off == nullptr ? 0 : broken_off->statements_done;
    for (auto i = first; i < std::ssize(statements); ++i) {
        const bool maybe_done = broken_off != nullptr && i == first;
        run_statement(migrator, statements[static_cast<std::size_t>(i)],
                      maybe_done ? Repeated::perhaps : Repeated::no);
        const std::array<Value, 2> done{i + 1, std::int64_t(migration.number)};
        migrator.execute(progress, done);
    }
    migrator.execute(finish, std::span(row).first(1));
}

int apply_all(MariaConnection& migrator, std::span<const Migration> all) {
    const auto applied = read_applied(migrator);
    check_applied(applied, all);
    int count = 0;
    for (const auto& migration : all) {
        const auto found = applied.find(migration.number);
        if (found == applied.end() || !found->second.finished) {
            apply(migrator, migration, found == applied.end() ? nullptr : &found->second);
            ++count;
        }
    }
    return count;
}

}  // namespace

std::vector<std::string> split_statements(std::string_view sql) {
    std::vector<std::string> statements;
    std::string statement;
    while (!sql.empty()) {
        const auto end = std::min(sql.find('\n'), sql.size());
        auto line = sql.substr(0, end);
        sql.remove_prefix(std::min(end + 1, sql.size()));
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        if (line.empty() || line.starts_with("--")) {
            continue;
        }
        const bool last = line.ends_with(';');
        statement += statement.empty() ? "" : "\n";
        statement += line.substr(0, line.size() - (last ? 1 : 0));
        if (last) {
            statements.push_back(std::move(statement));
            statement.clear();
        }
    }
    ensure(statement.empty(), "a migration's last statement ends with a semicolon at the end of its line");
    return statements;
}

int migrate(MariaConnection& migrator, std::span<const Migration> all) {
    if (migrator.show(take_lock).at(0).at(0) != Value(std::string("1"))) {
        throw MigrationRefused("another process has been migrating the database for a minute");
    }
    migrator.run(create_table);
    const int count = apply_all(migrator, all);
    migrator.show(free_lock);
    return count;
}

int pending_migrations(MariaConnection& connection, std::span<const Migration> all) {
    if (connection.show("SHOW TABLES LIKE 'migration'").empty()) {
        return static_cast<int>(all.size());
    }
    const auto applied = read_applied(connection);
    check_applied(applied, all);
    int count = 0;
    for (const auto& migration : all) {
        const auto found = applied.find(migration.number);
        count += found == applied.end() || !found->second.finished ? 1 : 0;
    }
    return count;
}

}  // namespace daylit::schema
