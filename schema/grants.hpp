// Who may do what with which table, as one table. The database enforces it by grants, the tests' memory store
// enforces it for the application, and a server refuses to start as a user that may do more: history is
// inserted, never changed. (Grants protect against our own bugs; what protects against the operator is the
// log and its witnesses.)
#pragma once

#include "schema/mariadb_connection.hpp"

#include <span>
#include <string_view>

namespace daylit::schema {

enum Verb : unsigned { may_select = 1, may_insert = 2, may_update = 4, may_delete = 8 };

struct Grant {
    std::string_view table;
    unsigned app;        // verbs of the server's use cases
    unsigned sequencer;  // verbs of the log's sequencer
};

std::span<const Grant> grants();
// nullptr for a table that has no row there.
const Grant* find_grant(std::string_view table);

enum class DatabaseRole { app, sequencer };

// The accounts of one database. Those of a remote one come from `host` and must use TLS.
struct DatabaseUsers {
    std::string app = "daylight_app";
    std::string sequencer = "daylight_sequencer";
    std::string host = "localhost";
};

// GRANT statements for both users in that database; safe to run again.
std::vector<std::string> grant_statements(const std::string& database, const DatabaseUsers& users);

// What the connection's own user may do beyond the table above, or lacks; empty when all is well.
std::vector<std::string> check_grants(MariaConnection& connection, DatabaseRole role);

}  // namespace daylit::schema
