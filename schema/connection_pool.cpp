#include "schema/connection_pool.hpp"

namespace daylit::schema {

ConnectionPool::ConnectionPool(ConnectionSettings settings, const StoreOptions& options, SessionKind kind,
                               std::function<void(MariaConnection&)> check)
    : settings_(std::move(settings)), options_(options), kind_(kind), check_(std::move(check)) {
    ensure(options_.pool_size > 0, "a pool has at least one connection");
}

ConnectionPool::Lease ConnectionPool::borrow(Deadline deadline) {
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        const bool is_free =
            freed_.wait_until(lock, deadline, [this] { return in_use_ < options_.pool_size; });
        --waiting_;
        if (!is_free) {
            throw StoreUnavailable("all connections to the database stayed busy");
        }
        ++in_use_;
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(connection)};
        }
    }
    try {
        auto connection = std::make_unique<MariaConnection>(settings_, options_, kind_);
        if (check_) {
            check_(*connection);
        }
        return {*this, std::move(connection)};
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

PoolUsage ConnectionPool::usage() const {
    const std::lock_guard lock(mutex_);
    return {options_.pool_size, in_use_, waiting_};
}

void ConnectionPool::give_back(std::unique_ptr<MariaConnection> connection) {
    std::vector<std::unique_ptr<MariaConnection>> dropped;  // closed outside the lock
    {
        const std::lock_guard lock(mutex_);
        --in_use_;
        if (connection && connection->state() == MariaConnection::State::good) {
            idle_.push_back(std::move(connection));
        } else {
            dropped.swap(idle_);
        }
    }
    freed_.notify_one();
}

void ConnectionPool::Lease::commit() {
    connection_->commit();
    open_ = false;
}

ConnectionPool::Lease::~Lease() {
    try {
        if (connection_->state() != MariaConnection::State::lost && open_) {
            connection_->rollback();
        }
    } catch (...) {
        // The connection is lost with its transaction, which the database rolls back.
    }
    pool_.give_back(std::move(connection_));
}

}  // namespace daylit::schema
