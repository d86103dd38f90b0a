// The tests' memory implementation of Store and LogStore, under the same contract tests as MariaDB's: whole
// transactions (one at a time), unique keys from the TableSpecs, rollback on every exception. Faults can be
// injected, as a database shows them.
#pragma once

#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <memory>

namespace daylit::schema {

// What befalls the next transaction that would have been committed.
enum class Fault {
    conflict,                 // rolled back as a deadlock is, and run again
    lost_connection,          // rolled back before the commit was sent, and run again
    unknown_commit,           // committed, but the answer was lost: run again
    unavailable,              // rolled back; StoreUnavailable
    unavailable_after_commit  // committed; StoreUnavailable
};

struct MemoryEngine;
struct MemoryState;

class MemoryStore : public Store {
public:
    MemoryStore();
    ~MemoryStore() override;

    void transact(const std::function<void(UnitOfWork&)>& work) override;
    void read(const std::function<void(UnitOfWork&)>& work) override;
    bool alive() override;

    // Faults strike in the order in which they were injected, one a transaction.
    void inject(Fault fault);
    // Takes back those that have not struck yet.
    void clear_faults();
    // A database that is away: everything throws StoreUnavailable until it is started again; nothing is lost.
    void stop();
    void start();
    // All that is stored now, and back to it: for tests that try many things from one beginning.
    std::shared_ptr<const MemoryState> copy() const;
    void put_back(const MemoryState& copied);

private:
    friend class MemoryLogStore;
    std::shared_ptr<MemoryEngine> engine_;
};

class MemoryLogStore : public LogStore {
public:
    explicit MemoryLogStore(const MemoryStore& store);
    ~MemoryLogStore() override;

    void transact(const std::function<void(LogWork&)>& work) override;
    void read(const std::function<void(LogWork&)>& work) override;
    bool hold_sequencer_lock() override;

private:
    std::shared_ptr<MemoryEngine> engine_;
};

}  // namespace daylit::schema
