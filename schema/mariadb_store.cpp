#include "schema/mariadb_store.hpp"

#include "schema/connection_pool.hpp"
#include "schema/mariadb_work.hpp"
#include "schema/retry.hpp"

namespace daylit::schema {

namespace {

template <class Work, class Port>
void run_reading(ConnectionPool& pool, Deadline deadline, const std::function<void(Port&)>& work) {
    auto lease = pool.borrow(deadline);
    Work unit(lease.connection(), Access::read_only);
    work(unit);
}

void check_noted(MariaConnection& connection, const AcknowledgedNote& note) {
    static const std::string find = "SELECT seq FROM event WHERE digest = ?";
    constexpr std::array kinds{ColumnKind::number};
    const auto last = note.last();
    if (!last) {
        return;
    }
    const std::array<Value, 1> digest{ColumnCodec<Digest>::write(last->digest)};
    const auto rows = connection.query(find, digest, kinds);
    connection.rollback();
    if (rows.empty()) {
        throw CommitsLost("the database lacks event " + std::to_string(last->seq) + " of stream " +
                          last->stream + " (" + last->digest.hex() +
                          "), which was acknowledged: an older copy was put back, or commits were lost");
    }
}

}  // namespace

// --- the application's store ---

struct MariaStore::Engine {
    StoreOptions options;
    AcknowledgedNote* note;
    ConnectionPool writers;
    ConnectionPool readers;
    std::mutex probe_mutex;
    ConnectionSettings settings;
    std::unique_ptr<MariaConnection> probe;
};

MariaStore::MariaStore(const ConnectionSettings& settings, const StoreOptions& options,
                       AcknowledgedNote* note)
    : engine_(new Engine{options,
                         note,
                         {settings.duplicate(), options, SessionKind::writing,
                          [note](MariaConnection& connection) {
                              if (note != nullptr) {
                                  check_noted(connection, *note);
                              }
                          }},
                         {settings.duplicate(), options, SessionKind::reading},
                         {},
                         settings.duplicate(),
                         nullptr}) {}

MariaStore::~MariaStore() = default;

namespace {

void commit_told(ConnectionPool::Lease& lease, const std::optional<AcknowledgedEvent>& last,
                 const StoreTold& told) {
    const auto tell = [&](const std::function<void(const Digest&)>& whom) {
        if (last && whom) {
            whom(last->digest);
        }
    };
    tell(told.committing);
    try {
        lease.commit();
    } catch (...) {
        tell(told.not_committed);
        throw;
    }
}

}  // namespace

void MariaStore::transact(const std::function<void(UnitOfWork&)>& work) {
    const auto begun = std::chrono::steady_clock::now();
    std::optional<AcknowledgedEvent> last;
    run_with_retries(engine_->options, [&](Deadline deadline) {
        auto lease = engine_->writers.borrow(deadline);
        MariaWork unit(lease.connection(), Access::read_write, engine_->options.sealer.get());
        work(unit);
        unit.finish();
        last = unit.last_event();
        commit_told(lease, last, engine_->options.told);
    });
    if (last && engine_->note != nullptr) {
        try {
            engine_->note->note(*last);
        } catch (const NoteBroken& error) {
            throw StoreUnavailable(error.what());
        }
    }
    if (engine_->options.told.committed) {
        engine_->options.told.committed(std::chrono::steady_clock::now() - begun);
    }
}

MariaStore::Usage MariaStore::usage() const {
    return {engine_->writers.usage(), engine_->readers.usage()};
}

void MariaStore::check_acknowledged() {
    run_with_retries(engine_->options, [&](Deadline deadline) {
        auto lease = engine_->writers.borrow(deadline);
        if (engine_->note != nullptr) {
            check_noted(lease.connection(), *engine_->note);
        }
    });
}

void MariaStore::read(const std::function<void(UnitOfWork&)>& work) {
    run_with_retries(engine_->options,
                     [&](Deadline deadline) { run_reading<MariaWork>(engine_->readers, deadline, work); });
}

// On a connection of its own, so that a busy pool does not look like a dead database.
bool MariaStore::alive() {
    const std::lock_guard lock(engine_->probe_mutex);
    for (int i = 0; i < 2; ++i) {
        try {
            if (!engine_->probe) {
                engine_->probe = std::make_unique<MariaConnection>(engine_->settings, engine_->options,
                                                                   SessionKind::standing);
            }
            engine_->probe->show("SELECT 1");
            return true;
        } catch (const StoreUnavailable&) {
            engine_->probe.reset();
        }
    }
    return false;
}

// --- the log's store ---

namespace {

// Lock names belong to the whole server; each database has a sequencer of its own.
bool take_sequencer_lock(MariaConnection& connection, int seconds) {
    static const std::string take =
        "SELECT COALESCE(IS_USED_LOCK(n) = CONNECTION_ID(), GET_LOCK(n, ?)) "
        "FROM (SELECT CONCAT('sequencer/', DATABASE()) AS n) AS lock_name";
    constexpr std::array kinds{ColumnKind::number};
    const std::array<Value, 1> wait{std::int64_t(seconds)};
    return connection.query(take, wait, kinds).at(0).at(0) == Value(std::int64_t(1));
}

}  // namespace

struct MariaLogStore::Engine {
    StoreOptions options;
    ConnectionSettings settings;
    ConnectionPool readers;
    std::mutex mutex;  // of what follows
    std::unique_ptr<MariaConnection> own;
    bool has_right = false;  // of the sequencer, on the connection `own`

    MariaConnection& connection() {
        if (!own || own->state() == MariaConnection::State::lost) {
            own.reset();
            own = std::make_unique<MariaConnection>(settings, options, SessionKind::writing);
        }
        return *own;
    }

    void attempt(const std::function<void(LogWork&)>& work) {
        const bool renewed = !own;
        auto& used = connection();
        try {
            // The database may take a moment to see that the old connection is gone.
            if (renewed && has_right && !take_sequencer_lock(used, 1)) {
                has_right = false;
                throw StoreUnavailable("another process is the sequencer now");
            }
            MariaLogWork unit(used, Access::read_write);
            work(unit);
            unit.check_promises();
            used.commit();
        } catch (...) {
            take_back(used);
            throw;
        }
    }

    bool hold_right() {
        auto& used = connection();
        try {
            has_right = take_sequencer_lock(used, 0);
            used.rollback();
        } catch (...) {
            take_back(used);
            throw;
        }
        return has_right;
    }

    void take_back(MariaConnection& used) {
        try {
            if (used.state() != MariaConnection::State::lost) {
                used.rollback();
                return;
            }
        } catch (const StoreUnavailable&) {
            // Lost with its transaction, which the database rolls back.
        }
        own.reset();
    }
};

MariaLogStore::MariaLogStore(const ConnectionSettings& settings, const StoreOptions& options)
    : engine_(new Engine{options,
                         settings.duplicate(),
                         {settings.duplicate(), options, SessionKind::reading},
                         {},
                         nullptr}) {}

MariaLogStore::~MariaLogStore() = default;

void MariaLogStore::transact(const std::function<void(LogWork&)>& work) {
    const std::lock_guard lock(engine_->mutex);
    run_with_retries(engine_->options, [&](Deadline) { engine_->attempt(work); });
}

void MariaLogStore::read(const std::function<void(LogWork&)>& work) {
    run_with_retries(engine_->options,
                     [&](Deadline deadline) { run_reading<MariaLogWork>(engine_->readers, deadline, work); });
}

bool MariaLogStore::hold_sequencer_lock() {
    const std::lock_guard lock(engine_->mutex);
    bool held = false;
    run_with_retries(engine_->options, [&](Deadline) { held = engine_->hold_right(); });
    return held;
}

}  // namespace daylit::schema
