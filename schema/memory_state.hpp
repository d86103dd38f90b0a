// What the tests' memory store holds, and the transaction that changes it: every change remembers how to take
// itself back, so that a rollback leaves the state as it was.
#pragma once

#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <map>
#include <set>

namespace daylit::schema {

using RowKey = std::vector<Value>;

struct MemoryTable {
    std::map<RowKey, Record> rows;
    std::vector<std::map<RowKey, RowKey>>
        uniques;  // for each unique key of the spec: its values to the primary key
};

struct MemoryKey {
    Instant claimed_at;
    KeptAnswer answer;
};

struct MemoryState {
    std::map<std::string, MemoryTable> tables;

    std::map<std::string, StreamHead> heads;
    std::map<std::int64_t, StoredEvent> events;  // by id
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> event_by_seq;
    std::map<Digest, std::int64_t> event_by_digest;
    std::int64_t last_event_id = 0;  // given away even when the transaction fails, as an AUTO_INCREMENT does

    std::map<std::pair<std::string, std::string>, MemoryKey> keys;
    std::map<std::pair<Digest, std::int64_t>, std::string> chunks;

    std::map<std::int64_t, Digest> pending;  // by event id
    std::map<std::int64_t, PendingLeaf> leaves;
    std::map<Digest, std::int64_t> leaf_by_digest;
    std::map<std::pair<int, std::int64_t>, StoredTile> tiles;
    std::map<int, StoredCheckpoint> checkpoint;  // one at most
    std::map<int, StoredCheckpoint> published;   // one at most
};

class MemoryTransaction {
public:
    explicit MemoryTransaction(MemoryState& state) : state_(state) {}

    MemoryState& state() { return state_; }
    MemoryTable& table(const TableSpec& spec);

    template <class Map>
    void put(Map& map, const typename Map::key_type& key, typename Map::mapped_type value) {
        remember(map, key);
        map.insert_or_assign(key, std::move(value));
    }
    template <class Map>
    void drop(Map& map, const typename Map::key_type& key) {
        remember(map, key);
        map.erase(key);
    }
    void rollback();

private:
    template <class Map>
    void remember(Map& map, const typename Map::key_type& key) {
        const auto old = map.find(key);
        if (old == map.end()) {
            undo_.push_back([&map, key] { map.erase(key); });
        } else {
            undo_.push_back([&map, key, value = old->second] { map.insert_or_assign(key, value); });
        }
    }

    MemoryState& state_;
    std::vector<std::function<void()>> undo_;
};

// Rows as a database keeps them: conditions, order, primary and unique keys.
bool holds(const TableSpec& table, const Record& record, const Condition& condition);
std::vector<Record> select_rows(MemoryTransaction& transaction, const TableSpec& table, const Query& query);
bool insert_row(MemoryTransaction& transaction, const TableSpec& table, const Record& record);
bool replace_row(MemoryTransaction& transaction, const TableSpec& table, const Record& record);
void erase_row(MemoryTransaction& transaction, const TableSpec& table, const RowKey& key);

}  // namespace daylit::schema
