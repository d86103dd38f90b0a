// A store whose transactions, when they first run, are behind in what they see without a lock: they do not
// find the rows of some tables by a value, and find others as they once were. So it is when another
// transaction commits between the look and the lock.
#pragma once

#include "schema/unit_of_work.hpp"

#include <map>
#include <set>

namespace daylit::app::testing {

struct LateSight {
    std::set<std::string> unseen = {};  // tables
    std::map<std::pair<std::string, std::vector<schema::Value>>, schema::Record> old_records = {};
};

class LateSightWork : public schema::UnitOfWork {
public:
    LateSightWork(schema::UnitOfWork& tx, const LateSight& sight) : tx_(tx), sight_(sight) {}

    std::optional<schema::Record> find_record(const schema::TableSpec& table,
                                              const std::vector<schema::Value>& key,
                                              schema::Lock lock) override {
        const auto old = sight_.old_records.find({std::string(table.name), key});
        return lock == schema::Lock::none && old != sight_.old_records.end()
                   ? old->second
                   : tx_.find_record(table, key, lock);
    }
    std::vector<schema::Record> select_records(const schema::TableSpec& table, const schema::Query& query,
                                               schema::Lock lock) override {
        return sight_.unseen.contains(std::string(table.name)) ? std::vector<schema::Record>()
                                                               : tx_.select_records(table, query, lock);
    }
    bool insert_record(const schema::TableSpec& table, const schema::Record& record) override {
        return tx_.insert_record(table, record);
    }
    bool update_record(const schema::TableSpec& table, const schema::Record& record,
                       const std::vector<schema::Condition>& where) override {
        return tx_.update_record(table, record, where);
    }
    void put_record(const schema::TableSpec& table, const schema::Record& record) override {
        tx_.put_record(table, record);
    }
    void set_record(const schema::TableSpec& table, const schema::Record& record) override {
        tx_.set_record(table, record);
    }
    std::int64_t erase_records(const schema::TableSpec& table,
                               const std::vector<schema::Condition>& where) override {
        return tx_.erase_records(table, where);
    }
    schema::StreamHead lock_stream(const std::string& stream) override { return tx_.lock_stream(stream); }
    std::vector<schema::StreamHead> lock_streams(const std::vector<std::string>& streams) override {
        return tx_.lock_streams(streams);
    }
    schema::StreamHead stream_head(const std::string& stream) override { return tx_.stream_head(stream); }
    void append(const std::vector<schema::StoredEvent>& events) override { tx_.append(events); }
    std::vector<schema::StoredEvent> events(const std::string& stream, std::int64_t after_seq,
                                            int limit) override {
        return tx_.events(stream, after_seq, limit);
    }
    std::vector<schema::StoredEvent> events_besides(const std::string& stream, const std::string& type,
                                                    int limit) override {
        return tx_.events_besides(stream, type, limit);
    }
    std::optional<schema::StoredEvent> event_by_digest(const Digest& digest) override {
        return tx_.event_by_digest(digest);
    }
    std::optional<schema::KeptAnswer> claim_key(const std::string& actor, const std::string& key,
                                                const Digest& request, Instant now) override {
        return tx_.claim_key(actor, key, request, now);
    }
    std::vector<std::optional<schema::KeptAnswer>> claim_keys(const std::vector<schema::KeyClaim>& claims,
                                                              Instant now) override {
        return tx_.claim_keys(claims, now);
    }
    void keep_answer(const std::string& actor, const std::string& key,
                     const schema::KeptAnswer& answer) override {
        tx_.keep_answer(actor, key, answer);
    }
    std::int64_t prune_keys(Instant before, int limit) override { return tx_.prune_keys(before, limit); }
    void put_chunk(const Digest& blob, std::int64_t index, const std::string& bytes) override {
        tx_.put_chunk(blob, index, bytes);
    }
    std::optional<std::string> chunk(const Digest& blob, std::int64_t index) override {
        return tx_.chunk(blob, index);
    }

private:
    schema::UnitOfWork& tx_;
    const LateSight& sight_;
};

class LateSightStore : public schema::Store {
public:
    LateSightStore(schema::Store& store, LateSight sight) : store_(store), sight_(std::move(sight)) {}

    void transact(const std::function<void(schema::UnitOfWork&)>& work) override {
        bool first = true;
        store_.transact([&](schema::UnitOfWork& tx) {
            LateSightWork late(tx, std::exchange(first, false) ? sight_ : clear_);
            work(late);
        });
    }
    void read(const std::function<void(schema::UnitOfWork&)>& work) override { store_.read(work); }
    bool alive() override { return store_.alive(); }

private:
    schema::Store& store_;
    const LateSight sight_;
    const LateSight clear_;
};

}  // namespace daylit::app::testing
