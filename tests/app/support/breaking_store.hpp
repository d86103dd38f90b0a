// A store in front of another one which breaks where it is told: before any statement, or after a commit. So
// does a database that goes away, a lock that is lost, or a process that dies in the midst of its work.
#pragma once

#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <utility>

namespace daylit::app::testing {

// Throws what befalls the statement.
using Breakage = std::function<void()>;

// Counts statements down over all transactions, and breaks once.
class Fuse {
public:
    void set(int statements, Breakage breakage) {
        left_ = statements;
        breakage_ = std::move(breakage);
    }
    void clear() { breakage_ = nullptr; }
    void burn() {
        if (breakage_ && --left_ <= 0) {
            std::exchange(breakage_, nullptr)();
        }
    }

private:
    int left_ = 0;
    Breakage breakage_;
};

class BreakingWork : public schema::UnitOfWork {
public:
    BreakingWork(schema::UnitOfWork& tx, Fuse& fuse) : tx_(tx), fuse_(fuse) {}

    std::optional<schema::Record> find_record(const schema::TableSpec& table,
                                              const std::vector<schema::Value>& key,
                                              schema::Lock lock) override {
        return next().find_record(table, key, lock);
    }
    std::vector<schema::Record> select_records(const schema::TableSpec& table, const schema::Query& query,
                                               schema::Lock lock) override {
        return next().select_records(table, query, lock);
    }
    bool insert_record(const schema::TableSpec& table, const schema::Record& record) override {
        return next().insert_record(table, record);
    }
    bool update_record(const schema::TableSpec& table, const schema::Record& record,
                       const std::vector<schema::Condition>& where) override {
        return next().update_record(table, record, where);
    }
    void put_record(const schema::TableSpec& table, const schema::Record& record) override {
        next().put_record(table, record);
    }
    void set_record(const schema::TableSpec& table, const schema::Record& record) override {
        next().set_record(table, record);
    }
    std::int64_t erase_records(const schema::TableSpec& table,
                               const std::vector<schema::Condition>& where) override {
        return next().erase_records(table, where);
    }
    schema::StreamHead lock_stream(const std::string& stream) override { return next().lock_stream(stream); }
    std::vector<schema::StreamHead> lock_streams(const std::vector<std::string>& streams) override {
        return next().lock_streams(streams);
    }
    schema::StreamHead stream_head(const std::string& stream) override { return next().stream_head(stream); }
    void append(const std::vector<schema::StoredEvent>& events) override { next().append(events); }
    std::vector<schema::StoredEvent> events(const std::string& stream, std::int64_t after_seq,
                                            int limit) override {
        return next().events(stream, after_seq, limit);
    }
    std::vector<schema::StoredEvent> events_besides(const std::string& stream, const std::string& type,
                                                    int limit) override {
        return next().events_besides(stream, type, limit);
    }
    std::optional<schema::StoredEvent> event_by_digest(const Digest& digest) override {
        return next().event_by_digest(digest);
    }
    std::optional<schema::KeptAnswer> claim_key(const std::string& actor, const std::string& key,
                                                const Digest& request, Instant now) override {
        return next().claim_key(actor, key, request, now);
    }
    std::vector<std::optional<schema::KeptAnswer>> claim_keys(const std::vector<schema::KeyClaim>& claims,
                                                              Instant now) override {
        return next().claim_keys(claims, now);
    }
    void keep_answer(const std::string& actor, const std::string& key,
                     const schema::KeptAnswer& answer) override {
        next().keep_answer(actor, key, answer);
    }
    std::int64_t prune_keys(Instant before, int limit) override { return next().prune_keys(before, limit); }
    void put_chunk(const Digest& blob, std::int64_t index, const std::string& bytes) override {
        next().put_chunk(blob, index, bytes);
    }
    std::optional<std::string> chunk(const Digest& blob, std::int64_t index) override {
        return next().chunk(blob, index);
    }

private:
    schema::UnitOfWork& next() {
        fuse_.burn();
        return tx_;
    }

    schema::UnitOfWork& tx_;
    Fuse& fuse_;
};

class BreakingStore : public schema::Store {
public:
    explicit BreakingStore(schema::Store& store) : store_(store) {}

    void transact(const std::function<void(schema::UnitOfWork&)>& work) override {
        ++transactions_;
        try {
            store_.transact([&](schema::UnitOfWork& tx) {
                BreakingWork breaking(tx, statements);
                work(breaking);
            });
            commits.burn();
        } catch (...) {
            leave();
            throw;
        }
        leave();
    }
    void read(const std::function<void(schema::UnitOfWork&)>& work) override {
        store_.read([&](schema::UnitOfWork& tx) {
            BreakingWork breaking(tx, statements);
            work(breaking);
        });
    }
    bool alive() override { return store_.alive(); }

    int transactions() const { return transactions_; }

    Fuse statements;                   // breaks before a statement
    Fuse commits;                      // breaks after a commit, before anybody is told of it
    std::function<void()> on_leaving;  // runs once, when a transaction is over and its caller not yet told

private:
    void leave() {
        if (const auto hook = std::exchange(on_leaving, nullptr)) {
            hook();
        }
    }

    schema::Store& store_;
    int transactions_ = 0;
};

// The same for the log's signer, whose work is several transactions: breaks between them.
class BreakingLogStore : public schema::LogStore {
public:
    explicit BreakingLogStore(schema::LogStore& store) : store_(store) {}

    void transact(const std::function<void(schema::LogWork&)>& work) override {
        begins.burn();
        store_.transact(work);
        commits.burn();
    }
    void read(const std::function<void(schema::LogWork&)>& work) override { store_.read(work); }
    bool hold_sequencer_lock() override { return store_.hold_sequencer_lock(); }

    Fuse begins;   // breaks before a transaction
    Fuse commits;  // breaks after a commit

private:
    schema::LogStore& store_;
};

}  // namespace daylit::app::testing
