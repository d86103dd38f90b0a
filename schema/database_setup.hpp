// What must hold before a server trusts a database, and the one call that brings it about.
#pragma once

#include "schema/grants.hpp"
#include "schema/migrations.hpp"

namespace daylit::schema {

// The database is not fit; the findings say why, one sentence each, for the operator.
class DatabaseRefused : public std::runtime_error {
public:
    explicit DatabaseRefused(const std::vector<std::string>& findings);
};

// Durable (innodb_flush_log_at_trx_commit=1, sync_binlog=1 where a binary log is written, doublewrite), sane
// (innodb_snapshot_isolation where it exists, strict SQL mode, InnoDB, room for a chunk in a packet) and
// exact (utf8mb4 with a binary collation without padding, for the database and every column). Names what is
// wrong.
std::vector<std::string> check_database_settings(MariaConnection& connection);

struct DatabaseAccess {
    ConnectionSettings migrator;  // user "" in production, where the operator migrates with `daylight admin`
    ConnectionSettings app;
    ConnectionSettings sequencer;
    DatabaseUsers users;
};

// Migrates and grants (with a migrator), then checks settings, migrations and both users' grants. Throws
// DatabaseRefused, MigrationRefused or StoreUnavailable; tells how many migrations were applied.
int prepare_database(const DatabaseAccess& access);

}  // namespace daylit::schema
