#include "schema/mariadb_connection.hpp"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace daylit::schema {

namespace {

constexpr std::size_t most_statements = 256;  // kept for one connection; some 20 KB each in the server

sql::Driver& connector() {
    static std::once_flag once;
    static sql::Driver* driver = nullptr;
    std::call_once(once, [] { driver = get_driver_instance(); });
    return *driver;
}

bool is_loopback(const std::string& host) {
    return host == "127.0.0.1" || host == "::1";
}

sql::ConnectOptionsMap connect_options(const ConnectionSettings& settings, const StoreOptions& options) {
    sql::ConnectOptionsMap map;
    const auto put = [&](const char* name, const std::string& text) { map[name] = sql::SQLString(text); };
    map["OPT_CONNECT_TIMEOUT"] = static_cast<int>(options.connect_timeout.count());
    map["OPT_READ_TIMEOUT"] = static_cast<int>(options.answer_timeout.count());
    map["OPT_WRITE_TIMEOUT"] = static_cast<int>(options.answer_timeout.count());
    map["OPT_RECONNECT"] = false;
    map["CLIENT_FOUND_ROWS"] = true;  // an UPDATE tells the rows that it matched
    put("OPT_CHARSET_NAME", "utf8mb4");
    put("userName", settings.user);
    put("password", std::string(settings.password.reveal()));
    put("schema", settings.database);
    if (!settings.socket.empty()) {
        put("hostName", "unix://" + settings.socket);
        return map;
    }
    const auto bracketed =
        settings.host.find(':') == std::string::npos ? settings.host : "[" + settings.host + "]";
    put("hostName", "tcp://" + bracketed + ":" + std::to_string(settings.port));
    if (!settings.tls_ca.empty()) {
        put("sslCA", settings.tls_ca);
        map["sslVerify"] = true;
    }
    return map;
}

void check_way(const ConnectionSettings& settings) {
    if (settings.socket.empty() && settings.tls_ca.empty() && !is_loopback(settings.host)) {
        throw StoreUnavailable("a database on another machine (" + settings.host +
                               ") needs TLS: name the PEM file of its certificate authority");
    }
}

// The transaction begins with its first statement and ends with commit or rollback, which saves two round
// trips.
std::vector<std::string> session_statements(const StoreOptions& options, SessionKind kind) {
    std::vector<std::string> statements{
        "SET NAMES utf8mb4",
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
        "NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', innodb_lock_wait_timeout = " +
            std::to_string(options.lock_wait.count()),
    };
    if (kind == SessionKind::reading) {
        statements.emplace_back("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    } else {
        statements.emplace_back("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
    statements.emplace_back(kind == SessionKind::standing ? "SET autocommit = 1" : "SET autocommit = 0");
    return statements;
}

struct BindValue {
    sql::PreparedStatement& statement;
    unsigned index;

    void operator()(std::monostate) const { statement.setNull(index, sql::DataType::SQLNULL); }
    void operator()(std::int64_t number) const { statement.setInt64(index, number); }
    void operator()(const std::string& bytes) const { statement.setString(index, bytes); }
};

Value read_value(const sql::ResultSet& rows, unsigned column, ColumnKind kind) {
    if (kind == ColumnKind::number) {
        const std::int64_t number = rows.getInt64(column);
        return rows.wasNull() ? Value(std::monostate()) : Value(number);
    }
    const sql::SQLString bytes = rows.getString(column);
    return rows.wasNull() ? Value(std::monostate()) : Value(bytes.asStdString());
}

}  // namespace

SqlErrorKind kind_of_sql_error(int code) {
    switch (code) {
        case 1062:  // duplicate entry
            return SqlErrorKind::key_taken;
        case 1020:  // record has changed since it was read (innodb_snapshot_isolation)
        case 1205:  // lock wait timeout
        case 1213:  // deadlock
            return SqlErrorKind::conflict;
        case 1040:  // too many connections
        case 1047:  // a cluster's node is not ready
        case 1053:  // server shutdown in progress
        case 1077:  // normal shutdown
        case 1152:  // aborted connection
        case 1158:  // errors of the network
        case 1159:
        case 1160:
        case 1161:
        case 1317:  // the statement was killed
        case 1927:  // the connection was killed
        case 1969:  // max_statement_time
        case 3169:  // session was killed (MySQL)
            return SqlErrorKind::connection_lost;
        case 1050:  // table exists
        case 1060:  // column exists
        case 1061:  // index exists
        case 1091:  // nothing to drop
            return SqlErrorKind::already_done;
        case 1021:  // disk full
        case 1026:
        case 1030:  // storage engine's error
        case 1037:  // out of memory
        case 1041:
        case 1044:  // access denied
        case 1045:
        case 1049:  // no such database
        case 1114:  // table full
        case 1129:  // host blocked
        case 1130:
        case 1180:  // errors while committing and rolling back
        case 1181:
        case 1203:  // too many connections of this user
        case 1290:  // --read-only
        case 1698:  // access denied
        case 1836:  // read-only mode
        case 3159:  // the server requires TLS
            return SqlErrorKind::unavailable;
        default:
            // 2000 to 2999 are the client library's own (lost, refused, out of sync); 0 is the connector's.
            return code < 1000 || (code >= 2000 && code < 3000) ? SqlErrorKind::connection_lost
                                                                : SqlErrorKind::our_bug;
    }
}

struct MariaConnection::Driver {
    std::unique_ptr<sql::Connection> connection;
    std::unordered_map<std::string, std::unique_ptr<sql::PreparedStatement>> statements;
    State state = State::good;

    [[noreturn]] void translate(const sql::SQLException& error, const std::string& sql) {
        const auto code = error.getErrorCode();
        const auto text = std::to_string(code) + " " + error.what();
        switch (kind_of_sql_error(code)) {
            case SqlErrorKind::key_taken:
                throw KeyTaken("a unique key is taken");
            case SqlErrorKind::conflict:
                state = State::needs_rollback;
                if (code == 1213) {
                    throw Deadlock(text);
                }
                throw Conflict(text);
            case SqlErrorKind::connection_lost:
                state = State::lost;
                throw ConnectionLost(text);
            case SqlErrorKind::unavailable:
                state = State::needs_rollback;
                throw StoreUnavailable(text);
            case SqlErrorKind::already_done:
                throw AlreadyDone(text);
            case SqlErrorKind::our_bug:
                break;
        }
        state = State::needs_rollback;
        throw BrokenPromise("the database refused: " + text + " in: " + sql);
    }

    template <class Work>
    auto guarded(const std::string& sql, Work work) {
        try {
            return work();
        } catch (const sql::SQLException& error) {
            translate(error, sql);
        }
    }

    sql::PreparedStatement& bound(const std::string& sql, std::span<const Value> values) {
        auto found = statements.find(sql);
        if (found == statements.end()) {
            if (statements.size() >= most_statements) {
                statements.clear();
            }
            found = statements.emplace(sql, connection->prepareStatement(sql)).first;
        }
        unsigned index = 1;
        for (const auto& value : values) {
            std::visit(BindValue{*found->second, index++}, value);
        }
        return *found->second;
    }

    void end(const char* how) {
        guarded(how, [&] { std::unique_ptr<sql::Statement>(connection->createStatement())->execute(how); });
    }
};

MariaConnection::MariaConnection(const ConnectionSettings& settings, const StoreOptions& options,
                                 SessionKind kind)
    : driver_(std::make_unique<Driver>()) {
    check_way(settings);
    auto map = connect_options(settings, options);
    driver_->guarded("connect", [&] { driver_->connection.reset(connector().connect(map)); });
    for (const auto& statement : session_statements(options, kind)) {
        run(statement);
    }
    if (!settings.tls_ca.empty() && settings.socket.empty()) {
        const auto cipher = show("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        if (cipher.empty() || cipher[0].at(1) == Value(std::string())) {
            throw StoreUnavailable("the connection to the database is not encrypted");
        }
    }
}

MariaConnection::~MariaConnection() = default;

std::int64_t MariaConnection::execute(const std::string& sql, std::span<const Value> values) {
    return driver_->guarded(sql, [&] { return std::int64_t(driver_->bound(sql, values).executeUpdate()); });
}

std::vector<Record> MariaConnection::query(const std::string& sql, std::span<const Value> values,
                                           std::span<const ColumnKind> kinds) {
    return driver_->guarded(sql, [&] {
        const std::unique_ptr<sql::ResultSet> rows(driver_->bound(sql, values).executeQuery());
        std::vector<Record> records;
        records.reserve(rows->rowsCount());
        while (rows->next()) {
            Record& record = records.emplace_back();
            record.reserve(kinds.size());
            for (unsigned column = 0; column < kinds.size(); ++column) {
                record.push_back(read_value(*rows, column + 1, kinds[column]));
            }
        }
        return records;
    });
}

void MariaConnection::run(const std::string& sql) {
    driver_->guarded(sql, [&] {
        const std::unique_ptr<sql::Statement> statement(driver_->connection->createStatement());
        statement->execute(sql);
    });
}

std::vector<Record> MariaConnection::show(const std::string& sql) {
    return driver_->guarded(sql, [&] {
        const std::unique_ptr<sql::Statement> statement(driver_->connection->createStatement());
        const std::unique_ptr<sql::ResultSet> rows(statement->executeQuery(sql));
        const auto columns = rows->getMetaData()->getColumnCount();
        std::vector<Record> records;
        while (rows->next()) {
            Record& record = records.emplace_back();
            for (unsigned column = 1; column <= columns; ++column) {
                record.push_back(read_value(*rows, column, ColumnKind::bytes));
            }
        }
        return records;
    });
}

void MariaConnection::commit() {
    driver_->end("COMMIT");
}

void MariaConnection::rollback() {
    driver_->end("ROLLBACK");
    driver_->state = State::good;
}

MariaConnection::State MariaConnection::state() const {
    return driver_->state;
}

}  // namespace daylit::schema
