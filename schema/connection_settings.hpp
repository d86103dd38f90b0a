// Where a database is and as whom we come. Either a unix socket, or a host with TLS: a remote database
// without TLS is refused, since the connector would silently speak in the clear.
#pragma once

#include "base/secret.hpp"
#include "crypto/digest.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace daylit::schema {

struct ConnectionSettings {
    std::string socket;  // path of a unix socket; "" for TCP
    std::string host;
    int port = 3306;
    std::string tls_ca;  // PEM file of the authority that signed the database's certificate
    std::string user;
    Secret password;
    std::string database;

    ConnectionSettings duplicate() const {
        return {socket, host, port, tls_ca, user, password.duplicate(), database};
    }
};

class RowSealer;  // schema/row_seal.hpp

// Why a run of a transaction came to nothing and is run again, where it may be.
enum class Setback { deadlock, conflict, connection_lost };

// What a store tells about its work, for whoever measures it; nothing is decided by it. Called on the thread
// that works, so whoever listens is quick and throws nothing.
struct StoreTold {
    // A transaction's last event, just before its commit is sent; and where that commit is not known to have
    // succeeded, the same again.
    std::function<void(const Digest& last)> committing = {};
    std::function<void(const Digest& last)> not_committed = {};
    // A transaction for writing may be acknowledged: how long it took with its waits and all its runs.
    std::function<void(std::chrono::nanoseconds took)> committed = {};
    std::function<void(Setback)> set_back = {};
};

struct StoreOptions {
    int pool_size = 8;  // connections for writing, and as many for reading
    std::chrono::seconds connect_timeout{5};
    std::chrono::seconds answer_timeout{20};   // a statement that takes longer counts as a lost connection
    std::chrono::seconds lock_wait{5};         // then the transaction runs again
    std::chrono::milliseconds patience{2000};  // how long a lost database is sought before StoreUnavailable
    std::chrono::milliseconds longest{
        15000};               // no run of a transaction begins later than this after the first
    int most_conflicts = 12;  // how often a transaction is run again before Conflict comes out
    // Seals the rows that are written; without one (some tests) they carry an empty seal.
    std::shared_ptr<const RowSealer> sealer = {};
    StoreTold told = {};
};

// How a pool of connections is used right now: of `size` so many are lent, and so many callers wait.
struct PoolUsage {
    int size = 0;
    int in_use = 0;
    int waiting = 0;
    bool operator==(const PoolUsage&) const = default;
};

}  // namespace daylit::schema
