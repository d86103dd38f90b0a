// The database's shape is changed by numbered files, forwards only. Each applied one is remembered with its
// digest in the table `migration`; a file that was applied never changes. The files are compiled into the
// program.
#pragma once

#include "schema/connection_settings.hpp"
#include "schema/mariadb_connection.hpp"

#include <span>
#include <string_view>

namespace daylit::schema {

struct Migration {
    int number = 0;
    std::string_view name;  // "001_foundation"
    std::string_view sql;   // statements, each ended by a ';' at the end of a line
};

// All files of schema/migrations, in the order of their numbers.
std::span<const Migration> migrations();

std::vector<std::string> split_statements(std::string_view sql);

// The database cannot be migrated, and why: for the operator.
class MigrationRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Brings the database up to date and tells how many migrations were applied. One process migrates at a time
// (a named lock). Refused: an applied file that changed or is missing here (the database is ahead of the
// program), a new one numbered below the highest that was applied. A migration that broke off goes on where
// it stopped.
int migrate(MariaConnection& migrator, std::span<const Migration> all = migrations());

// What still must be applied before this program may run; 0 when all is well. Refuses what migrate refuses.
int pending_migrations(MariaConnection& connection, std::span<const Migration> all = migrations());

}  // namespace daylit::schema
