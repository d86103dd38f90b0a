// The port in front of the database: what one transaction can do. MariaDB and the tests' memory implement it,
// under the same contract tests. Nothing here decides anything.
//
// Failures: a broken world (connection lost, disk full) throws StoreUnavailable; a deadlock or a lost lock
// throws Conflict, and Store::transact runs the whole work again. A unique key already taken is an answer,
// not a failure. What only we can have got wrong (a value of the wrong kind, a stream that is not locked)
// throws BrokenPromise.
#pragma once

#include "schema/event.hpp"
#include "schema/record.hpp"

#include <array>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <tuple>

namespace daylit::schema {

class StoreUnavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Conflict : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class Lock { none, update };
enum class Order { ascending, descending };
// Bytes compare as bytes (case-sensitive, no padding, UTF-8 in code point order); NULL satisfies is_null
// alone.
enum class Compare {
    equal,
    less,
    greater,
    at_most,
    at_least,
    is_null,
    not_null,
    one_of,
    starts_with,
    contains
};

struct Condition {
    std::string column;
    Compare compare = Compare::equal;
    Value value = {};
    std::vector<Value> values = {};  // for one_of
};

// Conditions all hold; rows come in the order of the named columns (NULL first when ascending), at most
// `limit`. The primary key is added to the order, in the direction of the last column, so that the order is
// total.
struct Query {
    std::vector<Condition> where = {};
    std::vector<std::pair<std::string, Order>> order_by = {};
    int limit = 1000;
};

// The answer kept for an idempotency key, refusals included.
struct KeptAnswer {
    Digest request;  // of method, path and body: another request under the same key is refused
    int status = 0;
    std::string body;
    bool operator==(const KeptAnswer&) const = default;
};

// A row that another one names: of the table with this key, found by that column's value. `of` counts the
// rows of the search: 0 is the one that it begins with, 1 the first link's.
struct Link {
    std::size_t of = 0;
    std::string column;
};
struct LinkedTable {
    const TableSpec* table;  // its key is one column
    Link link;
};

struct KeyClaim {
    std::string actor;
    std::string key;
    Digest request;
};

class UnitOfWork {
public:
    virtual ~UnitOfWork() = default;

    // --- rows ---
    virtual std::optional<Record> find_record(const TableSpec& table, const std::vector<Value>& key,
                                              Lock lock) = 0;
    // The row with this key and those that it leads to, all in one look and without locks: nothing at a place
    // whose row is not there. Where the first is not there, none is.
    virtual std::vector<std::optional<Record>> find_linked_records(const TableSpec& table,
                                                                   const std::vector<Value>& key,
                                                                   const std::vector<LinkedTable>& links);
    virtual std::vector<Record> select_records(const TableSpec& table, const Query& query, Lock lock) = 0;
    // False when a primary or unique key is already taken; nothing is changed then. Waits for another
    // transaction that is about to take it.
    [[nodiscard]] virtual bool insert_record(const TableSpec& table, const Record& record) = 0;
    // Replaces the row with the record's key where the conditions hold (at least the old seq, where the row
    // has one); false when no row matched, or when another row has one of its unique values: nothing is
    // changed then.
    [[nodiscard]] virtual bool update_record(const TableSpec& table, const Record& record,
                                             const std::vector<Condition>& where) = 0;
    // Writes that need no answer may be stored later, together with others: at the latest before anything
    // that could see them is read, and before the commit. A taken key then throws BrokenPromise.
    virtual void put_record(const TableSpec& table, const Record& record) = 0;  // a new row
    virtual void set_record(const TableSpec& table, const Record& record) = 0;  // one that we have locked
    // At least one condition is needed; tells how many rows went.
    virtual std::int64_t erase_records(const TableSpec& table, const std::vector<Condition>& where) = 0;

    // --- events ---
    // Locks the stream until the end of the transaction and tells where it stands; works for one not yet
    // begun. Several streams are locked in ascending order of their names: another order throws
    // BrokenPromise.
    virtual StreamHead lock_stream(const std::string& stream) = 0;
    // Several, in ascending order, each once: those of them that have begun.
    virtual std::vector<StreamHead> lock_streams(const std::vector<std::string>& streams) = 0;
    virtual StreamHead stream_head(const std::string& stream) = 0;  // without a lock
    // Inserts the events, their pending leaves and the new heads; may be stored later, as rows may. The
    // streams must be locked and the events follow them.
    virtual void append(const std::vector<StoredEvent>& events) = 0;
    virtual std::vector<StoredEvent> events(const std::string& stream, std::int64_t after_seq, int limit) = 0;
    // The stream's first events but those of one type: what else happened where that type comes by thousands.
    virtual std::vector<StoredEvent> events_besides(const std::string& stream, const std::string& type,
                                                    int limit) = 0;
    virtual std::optional<StoredEvent> event_by_digest(const Digest& digest) = 0;

    // --- idempotency ---
    // Takes the key for this request: nullopt when it is new (keep_answer must follow in this transaction),
    // the kept answer when it was used. Waits for another transaction that holds the same key.
    virtual std::optional<KeptAnswer> claim_key(const std::string& actor, const std::string& key,
                                                const Digest& request, Instant now) = 0;
    // The same for several different keys; answers in the order of the claims.
    virtual std::vector<std::optional<KeptAnswer>> claim_keys(const std::vector<KeyClaim>& claims,
                                                              Instant now) = 0;
    virtual void keep_answer(const std::string& actor, const std::string& key, const KeptAnswer& answer) = 0;
    // Forgets at most `limit` keys that were claimed before the moment, oldest first; tells how many went.
    virtual std::int64_t prune_keys(Instant before, int limit) = 0;

    // --- blobs: documents in chunks of at most a MiB, found by the SHA-256 of the whole ---
    // Whoever puts chunks has computed the digest over exactly these bytes. A chunk that is there stays;
    // other bytes under its name throw BrokenPromise. One chunk a transaction.
    virtual void put_chunk(const Digest& blob, std::int64_t index, const std::string& bytes) = 0;
    virtual std::optional<std::string> chunk(const Digest& blob, std::int64_t index) = 0;

    // --- typed fronts ---
    template <class Row, class... Key>
    std::optional<Row> find(Lock lock, const Key&... key) {
        auto record = find_record(TableOf<Row>::spec, {ColumnCodec<Key>::write(key)...}, lock);
        return record ? std::optional<Row>(from_record<Row>(*record)) : std::nullopt;
    }
    // find_linked<SessionRow, PersonRow>({{{0, "person"}}}, token): a tuple of optional rows, one a link.
    template <class Row, class... Others, class Key>
    std::tuple<std::optional<Row>, std::optional<Others>...> find_linked(
        const std::array<Link, sizeof...(Others)>& links, const Key& key) {
        return find_linked_rows<Row, Others...>(ColumnCodec<Key>::write(key), links,
                                                std::index_sequence_for<Others...>());
    }
    template <class Row>
    std::vector<Row> select(const Query& query, Lock lock = Lock::none) {
        std::vector<Row> rows;
        for (const auto& record : select_records(TableOf<Row>::spec, query, lock)) {
            rows.push_back(from_record<Row>(record));
        }
        return rows;
    }
    template <class Row>
    [[nodiscard]] bool insert(const Row& row) {
        written_.insert(&TableOf<Row>::spec);
        return insert_record(TableOf<Row>::spec, to_record(row));
    }
    template <class Row>
    void put(const Row& row) {
        written_.insert(&TableOf<Row>::spec);
        put_record(TableOf<Row>::spec, to_record(row));
    }
    template <class Row>
    void set(const Row& row) {
        written_.insert(&TableOf<Row>::spec);
        set_record(TableOf<Row>::spec, to_record(row));
    }
    template <class Row>
    [[nodiscard]] bool update(const Row& row, const std::vector<Condition>& where = {}) {
        written_.insert(&TableOf<Row>::spec);
        return update_record(TableOf<Row>::spec, to_record(row), where);
    }
    template <class Row>
    std::int64_t erase(const std::vector<Condition>& where) {
        written_.insert(&TableOf<Row>::spec);
        return erase_records(TableOf<Row>::spec, where);
    }

    // Whether a row of the table may have been written here.
    bool has_written(const TableSpec& table) const { return written_.contains(&table); }

private:
    template <class Row, class... Others, std::size_t... At>
    std::tuple<std::optional<Row>, std::optional<Others>...> find_linked_rows(
        const Value& key, const std::array<Link, sizeof...(Others)>& links, std::index_sequence<At...>) {
        const auto found = find_linked_records(TableOf<Row>::spec, {key},
                                               {LinkedTable{&TableOf<Others>::spec, links[At]}...});
        return {optional_row<Row>(found[0]), optional_row<Others>(found[At + 1])...};
    }
    template <class Row>
    static std::optional<Row> optional_row(const std::optional<Record>& record) {
        return record ? std::optional<Row>(from_record<Row>(*record)) : std::nullopt;
    }

    std::set<const TableSpec*> written_;
};

template <class T>
Condition equals(std::string column, const T& value) {
    return {std::move(column), Compare::equal, ColumnCodec<T>::write(value), {}};
}
inline Condition equals(std::string column, const char* value) {
    return {std::move(column), Compare::equal, std::string(value), {}};
}

class Store {
public:
    virtual ~Store() = default;

    // Runs the work in one transaction (READ COMMITTED, explicit locks) and commits when it returns; what it
    // throws rolls back and comes through. The work may run several times (deadlock, lost connection before
    // the commit was sent), so it must have no other effect, and it lets Conflict and StoreUnavailable pass.
    // An unknown commit (the connection died while committing) is also resolved by running again, which is
    // safe because commands claim their idempotency key first. Conflict comes out when it was run too often,
    // StoreUnavailable when the database stays away: then nothing may be acknowledged, and the same key may
    // be sent again.
    virtual void transact(const std::function<void(UnitOfWork&)>& work) = 0;
    // For reading only, on one consistent snapshot and without locks; never commits anything.
    virtual void read(const std::function<void(UnitOfWork&)>& work) = 0;
    // A round trip to the database; false when it does not answer.
    virtual bool alive() = 0;
};

}  // namespace daylit::schema
