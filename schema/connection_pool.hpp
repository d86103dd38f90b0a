// A bounded number of connections of one kind. A connection that was lost is dropped, never used again; when
// one is lost the idle ones are suspected and dropped too, since a restarted database has lost them all.
#pragma once

#include "schema/mariadb_connection.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>

namespace daylit::schema {

class ConnectionPool {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    // `check` looks at each new connection before it is used, and throws where it must not be.
    ConnectionPool(ConnectionSettings settings, const StoreOptions& options, SessionKind kind,
                   std::function<void(MariaConnection&)> check = {});

    class Lease {
    public:
        Lease(ConnectionPool& pool, std::unique_ptr<MariaConnection> connection)
            : pool_(pool), connection_(std::move(connection)) {}
        ~Lease();  // rolls back what was not committed, and gives the connection back unless it is lost
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        MariaConnection& connection() { return *connection_; }
        void commit();

    private:
        ConnectionPool& pool_;
        std::unique_ptr<MariaConnection> connection_;
        bool open_ = true;
    };

    // Waits until a connection is free; StoreUnavailable after the deadline, ConnectionLost when a new one
    // cannot be made.
    Lease borrow(Deadline deadline);
    PoolUsage usage() const;

private:
    void give_back(std::unique_ptr<MariaConnection> connection);

    ConnectionSettings settings_;
    StoreOptions options_;
    SessionKind kind_;
    std::function<void(MariaConnection&)> check_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<MariaConnection>> idle_;
    int in_use_ = 0;
    int waiting_ = 0;
};

}  // namespace daylit::schema
