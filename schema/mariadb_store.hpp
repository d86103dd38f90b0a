// Store and LogStore on MariaDB or MySQL.
//
// A transaction that meets a deadlock, a lock wait that was too long or a lost connection is rolled back and
// run again on a good connection, after a pause at random; a commit whose answer was lost is run again too.
// After `most_conflicts` runs Conflict comes out, and when the database stays away for `patience`,
// StoreUnavailable.
//
// With a note of acknowledged events, nothing comes back from transact before its last event is noted, and a
// database that lacks the noted one is refused (at start by check_acknowledged, and with each new
// connection).
#pragma once

#include "schema/acknowledged_note.hpp"
#include "schema/connection_settings.hpp"
#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <memory>

namespace daylit::schema {

// The database lacks what was acknowledged: every transaction is refused until a person has looked.
class CommitsLost : public StoreUnavailable {
public:
    using StoreUnavailable::StoreUnavailable;
};

class MariaStore : public Store {
public:
    // `settings` name the user "daylight_app". Connections are made when they are first needed. The note,
    // where there is one, outlives the store.
    MariaStore(const ConnectionSettings& settings, const StoreOptions& options,
               AcknowledgedNote* note = nullptr);
    ~MariaStore() override;

    void transact(const std::function<void(UnitOfWork&)>& work) override;
    void read(const std::function<void(UnitOfWork&)>& work) override;
    bool alive() override;

    // Throws CommitsLost when the database lacks the noted event.
    void check_acknowledged();

    struct Usage {
        PoolUsage writers;
        PoolUsage readers;
    };
    Usage usage() const;

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

// For the sequencer: as "daylight_sequencer". For serving tiles and proofs alone "daylight_app" will do: it
// can read.
class MariaLogStore : public LogStore {
public:
    MariaLogStore(const ConnectionSettings& settings, const StoreOptions& options);
    ~MariaLogStore() override;

    void transact(const std::function<void(LogWork&)>& work) override;
    void read(const std::function<void(LogWork&)>& work) override;
    // The right is a named lock on the connection that transact uses: it is lost exactly when that connection
    // is.
    bool hold_sequencer_lock() override;

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace daylit::schema
