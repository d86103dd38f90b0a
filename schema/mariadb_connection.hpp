// One connection to MariaDB or MySQL. The connector stays behind this header; its errors become the port's
// exceptions. Statements are prepared on first use and kept with the connection, values are always bound.
#pragma once

#include "schema/connection_settings.hpp"
#include "schema/unit_of_work.hpp"

#include <memory>
#include <span>

namespace daylit::schema {

// The connection is gone or cannot be trusted any more; it must be dropped.
class ConnectionLost : public StoreUnavailable {
public:
    using StoreUnavailable::StoreUnavailable;
};

// The database chose this transaction among several that waited for each other.
class Deadlock : public Conflict {
public:
    using Conflict::Conflict;
};

// A primary or unique key is already taken. The statement changed nothing; the transaction goes on.
class KeyTaken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A table, column or index that should be made is there already, or one that should go is gone.
class AlreadyDone : public BrokenPromise {
public:
    using BrokenPromise::BrokenPromise;
};

enum class SessionKind {
    writing,   // READ COMMITTED; a transaction begins with its first statement
    reading,   // one REPEATABLE READ snapshot for each transaction, which cannot write
    standing,  // every statement commits by itself: locks, checks, migrations
};

enum class SqlErrorKind { key_taken, conflict, connection_lost, unavailable, already_done, our_bug };
SqlErrorKind kind_of_sql_error(int code);

class MariaConnection {
public:
    // Throws ConnectionLost when the database cannot be reached, StoreUnavailable when it refuses us.
    MariaConnection(const ConnectionSettings& settings, const StoreOptions& options, SessionKind kind);
    ~MariaConnection();
    MariaConnection(const MariaConnection&) = delete;
    MariaConnection& operator=(const MariaConnection&) = delete;

    // Rows matched (not only changed) by an INSERT, UPDATE or DELETE.
    std::int64_t execute(const std::string& sql, std::span<const Value> values);
    // The rows of a SELECT whose columns have these kinds.
    std::vector<Record> query(const std::string& sql, std::span<const Value> values,
                              std::span<const ColumnKind> kinds);
    // One statement of our own text, not prepared: session settings, DDL, SHOW. Never made from input.
    void run(const std::string& sql);
    std::vector<Record> show(const std::string& sql);  // every value as text, NULL as such

    void commit();
    void rollback();
    enum class State {
        good,
        needs_rollback,  // after a deadlock or an error of ours the transaction may be half done
        lost,
    };
    State state() const;

private:
    struct Driver;
    std::unique_ptr<Driver> driver_;
};

}  // namespace daylit::schema
