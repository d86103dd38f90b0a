// Who may write while the disk runs out of room. Commands are refused first and the server's own work after
// them, so that the database never meets a full disk; reading goes on throughout.
#pragma once

#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <atomic>

namespace daylit::schema {

// What a writer is, in the order in which they are sent away.
enum class Writer { command, own_work };
// Whom the gate lets through.
enum class Writing { everybody, own_work, nobody };

// There is too little room to begin this transaction: nothing was done.
class StorageLow : public StoreUnavailable {
public:
    using StoreUnavailable::StoreUnavailable;
};

class WriteGate {
public:
    void let(Writing who) { writing_ = who; }
    Writing lets() const { return writing_; }
    bool lets(Writer writer) const;

private:
    std::atomic<Writing> writing_ = Writing::everybody;
};

// The store as one kind of writer sees it. `refused` hears of each transaction that was turned away, before
// whoever asked for it does; from any thread.
class GatedStore : public Store {
public:
    GatedStore(
        Store& store, const WriteGate& gate, Writer writer, std::function<void()> refused = [] {});

    // Throws StorageLow where the gate is closed; also where it closes between two runs of the work, since
    // the same command may be sent again.
    void transact(const std::function<void(UnitOfWork&)>& work) override;
    void read(const std::function<void(UnitOfWork&)>& work) override;
    bool alive() override;

private:
    void pass() const;

    Store& store_;
    const WriteGate& gate_;
    const Writer writer_;
    const std::function<void()> refused_;
};

// The sequencer's and the witness desk's: the server's own work.
class GatedLogStore : public LogStore {
public:
    GatedLogStore(LogStore& store, const WriteGate& gate) : store_(store), gate_(gate) {}

    void transact(const std::function<void(LogWork&)>& work) override;
    void read(const std::function<void(LogWork&)>& work) override;
    bool hold_sequencer_lock() override;

private:
    LogStore& store_;
    const WriteGate& gate_;
};

}  // namespace daylit::schema
