#include "schema/mariadb_work.hpp"

#include "schema/audit_plan.hpp"
#include "schema/row_statements.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace daylit::schema {

namespace {

using enum ColumnKind;

constexpr std::array head_kinds{number, bytes, number};
constexpr std::array named_head_kinds{bytes, number, bytes, number};
constexpr std::array event_kinds{number, bytes, number, number, bytes, bytes, number, bytes, bytes};
constexpr std::array answer_kinds{bytes, number, bytes};
constexpr std::array one_bytes{bytes};
constexpr std::array one_number{number};

const std::string find_head = "SELECT seq, digest, at FROM stream_head WHERE stream = ?";
const std::string find_head_locked = find_head + " FOR UPDATE";
// By the key whatever the table's size: a scan would wait for other streams' locks.
const std::string find_heads_locked =
    "SELECT stream, seq, digest, at FROM stream_head FORCE INDEX (PRIMARY) WHERE stream IN ";
const std::string in_order_and_locked = " ORDER BY stream FOR UPDATE";
// Waits for a row that another transaction is inserting, and locks it: two that begin a stream never
// deadlock.
const std::string begin_stream =
    "INSERT INTO stream_head (stream, seq) VALUES (?, 0) ON DUPLICATE KEY UPDATE seq = seq";
const std::string move_heads = "INSERT INTO stream_head (stream, seq, digest, at) VALUES ";
const std::string to_new_heads =
    " ON DUPLICATE KEY UPDATE seq = VALUES(seq), digest = VALUES(digest), at = VALUES(at)";
const std::string insert_event =
    "INSERT INTO event (stream, seq, at, actor, type, version, body, digest) VALUES ";
const std::string insert_pending =
    "INSERT INTO pending_leaf (event_id) SELECT id FROM event WHERE digest IN ";
const std::string event_columns =
    "SELECT id, stream, seq, at, actor, type, version, body, digest FROM event ";
const std::string events_of_stream = event_columns + "WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?";
const std::string events_of_other_types =
    event_columns + "WHERE stream = ? AND type <> ? ORDER BY seq LIMIT ?";
const std::string event_of_digest = event_columns + "WHERE digest = ?";

const std::string claim = "INSERT INTO idempotency_key (actor, idempotency_key, request, claimed_at) VALUES ";
const std::string find_answer =
    "SELECT request, status, body FROM idempotency_key WHERE actor = ? AND idempotency_key = ?";
// The keys are ours since this transaction claimed them: every row is there.
const std::string set_answers =
    "INSERT INTO idempotency_key (actor, idempotency_key, request, status, body, claimed_at) VALUES ";
const std::string to_new_answers =
    " ON DUPLICATE KEY UPDATE request = VALUES(request), status = VALUES(status), body = VALUES(body)";
const std::string prune = "DELETE FROM idempotency_key WHERE claimed_at < ? ORDER BY claimed_at LIMIT ?";

const std::string insert_chunk = "INSERT INTO blob_chunk (`blob`, chunk_index, bytes) VALUES (?, ?, ?)";
const std::string find_chunk = "SELECT bytes FROM blob_chunk WHERE `blob` = ? AND chunk_index = ?";

Value digest_value(const Digest& digest) {
    return ColumnCodec<Digest>::write(digest);
}

StoredEvent event_of(const Record& row) {
    StoredEvent event;
    event.id = ColumnCodec<std::int64_t>::read(row[0]);
    event.stream = ColumnCodec<std::string>::read(row[1]);
    event.seq = ColumnCodec<std::int64_t>::read(row[2]);
    event.at = ColumnCodec<Instant>::read(row[3]);
    event.actor = ColumnCodec<std::string>::read(row[4]);
    event.type = ColumnCodec<std::string>::read(row[5]);
    event.version = ColumnCodec<int>::read(row[6]);
    event.body = ColumnCodec<std::string>::read(row[7]);
    event.digest = ColumnCodec<Digest>::read(row[8]);
    return event;
}

// "(?, ?), (?, ?)": so many rows of so many values.
std::string rows_of(std::size_t rows, std::string_view row) {
    std::string text;
    for (std::size_t i = 0; i < rows; ++i) {
        text += text.empty() ? "" : ", ";
        text += row;
    }
    return text;
}

// A list for IN, filled up to a power of two with its last value.
std::string list_of(std::vector<Value>& values) {
    values.resize(std::bit_ceil(values.size()), values.back());
    return "(" + rows_of(values.size(), "?") + ")";
}

}  // namespace

void MariaWork::writes(Lock lock) const {
    if (lock == Lock::update) {
        check_access(access_);
    }
}

void MariaWork::finish() {
    store_events();
    for (std::size_t i = 0; i < waiting_.tables.size(); ++i) {
        store_rows(*waiting_.tables[i]);
    }
    store_answers();
    if (connection_.state() != MariaConnection::State::good) {
        throw Conflict("a failed statement was passed over");
    }
    checks_.check_promises();
}

// --- rows ---

std::optional<Record> MariaWork::find_record(const TableSpec& table, const std::vector<Value>& key,
                                             Lock lock) {
    writes(lock);
    store_rows(table);
    ensure(key.size() == table.key.size(), "a row is found by its whole primary key");
    auto rows = connection_.query(find_sql(table, lock), key, column_kinds(table));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// A linked row that is not there comes as one without a key.
std::vector<std::optional<Record>> MariaWork::find_linked_records(const TableSpec& table,
                                                                  const std::vector<Value>& key,
                                                                  const std::vector<LinkedTable>& links) {
    std::vector<const TableSpec*> tables{&table};
    for (const auto& linked : links) {
        tables.push_back(linked.table);
    }
    std::vector<ColumnKind> kinds;
    for (const auto* one : tables) {
        store_rows(*one);
        const auto more = column_kinds(*one);
        kinds.insert(kinds.end(), more.begin(), more.end());
    }
    const auto rows = connection_.query(find_linked_sql(table, links), key, kinds);
    std::vector<std::optional<Record>> found(tables.size());
    if (rows.empty()) {
        return found;
    }
    auto from = rows.front().begin();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const auto to = from + std::ssize(tables[i]->columns);
        const auto& its_key =
            *(from + static_cast<std::ptrdiff_t>(column_index(*tables[i], tables[i]->key.front())));
        if (!std::holds_alternative<std::monostate>(its_key)) {
            found[i] = Record(from, to);
        }
        from = to;
    }
    return found;
}

std::vector<Record> MariaWork::select_records(const TableSpec& table, const Query& query, Lock lock) {
    writes(lock);
    store_rows(table);
    check_conditions(table, query.where);
    const auto statement = select_statement(table, query, lock);
    return connection_.query(statement.sql, statement.values, column_kinds(table));
}

std::optional<std::string> MariaWork::seal_of(const TableSpec& table, const Record& record) const {
    if (!is_sealed(table.name)) {
        return std::nullopt;
    }
    return sealer_ != nullptr ? sealer_->seal(table, record) : std::string(sizeof(Digest), '\0');
}

// The values of a row as they are inserted.
Record MariaWork::sealed(const TableSpec& table, Record record) const {
    if (auto seal = seal_of(table, record)) {
        record.emplace_back(std::move(*seal));
    }
    return record;
}

bool MariaWork::insert_record(const TableSpec& table, const Record& record) {
    writes();
    store_rows(table);
    check_record(table, record);
    try {
        connection_.execute(insert_sql(table), sealed(table, record));
        return true;
    } catch (const KeyTaken&) {
        return false;
    }
}

bool MariaWork::update_record(const TableSpec& table, const Record& record,
                              const std::vector<Condition>& where) {
    writes();
    store_rows(table);
    check_record(table, record);
    check_conditions(table, where);
    const auto statement = update_statement(table, record, where, seal_of(table, record));
    try {
        return connection_.execute(statement.sql, statement.values) == 1;
    } catch (const KeyTaken&) {
        return false;
    }
}

void MariaWork::put_record(const TableSpec& table, const Record& record) {
    writes();
    check_record(table, record);
    waiting_.of(table).added.push_back(record);
}

void MariaWork::set_record(const TableSpec& table, const Record& record) {
    writes();
    check_record(table, record);
    waiting_.of(table).given.insert_or_assign(key_of(table, record), record);
}

void MariaWork::store_rows(const TableSpec& table) {
    const auto found = waiting_.rows.find(&table);
    if (found == waiting_.rows.end()) {
        return;
    }
    const auto rows = std::exchange(found->second, {});
    in_batches(std::span(rows.added), size_of, [&](std::span<const Record> batch) {
        std::vector<Value> values;
        for (const auto& record : batch) {
            const auto row = sealed(table, record);
            values.insert(values.end(), row.begin(), row.end());
        }
        try {
            connection_.execute(insert_sql(table, batch.size()), values);
        } catch (const KeyTaken&) {
            throw BrokenPromise("a new row's keys are free in " + table.name);
        }
    });
    std::vector<Record> given;
    for (const auto& [key, record] : rows.given) {
        given.push_back(record);
    }
    const bool together = table.uniques.empty() && table.key.size() == 1;
    in_batches(std::span<const Record>(given), size_of, [&](std::span<const Record> batch) {
        if (together && batch.size() > 1) {
            return set_together(table, batch);
        }
        for (const auto& record : batch) {
            const auto statement = update_statement(table, record, {}, seal_of(table, record));
            ensure(connection_.execute(statement.sql, statement.values) == 1, "a locked row is there");
        }
    });
}

// The statement would insert a row that is not there: so it is looked for first.
void MariaWork::set_together(const TableSpec& table, std::span<const Record> batch) {
    std::vector<Value> keys;
    std::vector<Value> values;
    for (const auto& record : batch) {
        keys.push_back(key_of(table, record).front());
        const auto row = sealed(table, record);
        values.insert(values.end(), row.begin(), row.end());
    }
    const auto there = connection_.query(count_sql(table, keys.size()), keys, one_number);
    ensure(there.at(0).at(0) == Value(std::ssize(batch)), "locked rows are there");
    connection_.execute(set_sql(table, batch.size()), values);
}

std::int64_t MariaWork::erase_records(const TableSpec& table, const std::vector<Condition>& where) {
    writes();
    store_rows(table);
    ensure(!where.empty(), "rows are erased on a condition");
    check_conditions(table, where);
    const auto statement = erase_statement(table, where);
    return connection_.execute(statement.sql, statement.values);
}

// --- events ---

std::optional<StreamHead> MariaWork::read_head(const std::string& sql, const std::string& stream) {
    const std::array<Value, 1> key{stream};
    const auto rows = connection_.query(sql, key, head_kinds);
    if (rows.empty()) {
        return std::nullopt;
    }
    return StreamHead{stream, ColumnCodec<std::int64_t>::read(rows[0][0]),
                      ColumnCodec<std::optional<Digest>>::read(rows[0][1]),
                      ColumnCodec<std::optional<Instant>>::read(rows[0][2])};
}

StreamHead MariaWork::lock_stream(const std::string& stream) {
    writes();
    if (checks_.is_locked(stream)) {
        return checks_.head(stream);
    }
    checks_.locking(stream);
    auto head = read_head(find_head_locked, stream);
    if (!head) {
        const std::array<Value, 1> key{stream};
        connection_.execute(begin_stream, key);
        head = read_head(find_head_locked, stream);
    }
    checks_.locked(head.value());
    return *head;
}

std::vector<StreamHead> MariaWork::lock_streams(const std::vector<std::string>& streams) {
    writes();
    std::vector<Value> names;
    for (const auto& stream : streams) {
        checks_.locking(stream);
        names.emplace_back(stream);
    }
    ensure(std::ranges::is_sorted(streams), "streams are locked in ascending order");
    std::vector<StreamHead> heads;
    if (names.empty()) {
        return heads;
    }
    const auto sql = find_heads_locked + list_of(names) + in_order_and_locked;
    for (const auto& row : connection_.query(sql, names, named_head_kinds)) {
        heads.push_back({ColumnCodec<std::string>::read(row[0]), ColumnCodec<std::int64_t>::read(row[1]),
                         ColumnCodec<std::optional<Digest>>::read(row[2]),
                         ColumnCodec<std::optional<Instant>>::read(row[3])});
        checks_.locked(heads.back());
    }
    return heads;
}

StreamHead MariaWork::stream_head(const std::string& stream) {
    if (checks_.is_locked(stream)) {
        return checks_.head(stream);
    }
    return read_head(find_head, stream).value_or(StreamHead{stream, 0, std::nullopt, std::nullopt});
}

void MariaWork::append(const std::vector<StoredEvent>& events) {
    writes();
    checks_.appending(events);
    waiting_.events.insert(waiting_.events.end(), events.begin(), events.end());
    if (!events.empty()) {
        last_event_ = AcknowledgedEvent{events.back().stream, events.back().seq, events.back().digest};
    }
}

void MariaWork::store_events() {
    const auto events = std::exchange(waiting_.events, {});
    std::map<std::string, const StoredEvent*> last;
    const auto size = [](const StoredEvent& event) { return event.body.size(); };
    in_batches(std::span(events), size, [&](std::span<const StoredEvent> batch) {
        std::vector<Value> values;
        std::vector<Value> digests;
        for (const auto& event : batch) {
            values.insert(values.end(), {event.stream, event.seq, ColumnCodec<Instant>::write(event.at),
                                         event.actor, event.type, ColumnCodec<int>::write(event.version),
                                         event.body, digest_value(event.digest)});
            digests.push_back(digest_value(event.digest));
            last[event.stream] = &event;
        }
        connection_.execute(insert_event + rows_of(batch.size(), "(?, ?, ?, ?, ?, ?, ?, ?)"), values);
        const auto list = list_of(digests);
        connection_.execute(insert_pending + list, digests);
    });
    std::vector<Record> heads;
    for (const auto& [stream, event] : last) {
        heads.push_back(
            {stream, event->seq, digest_value(event->digest), ColumnCodec<Instant>::write(event->at)});
    }
    in_batches(std::span<const Record>(heads), size_of, [&](std::span<const Record> batch) {
        std::vector<Value> values;
        for (const auto& head : batch) {
            values.insert(values.end(), head.begin(), head.end());
        }
        connection_.execute(move_heads + rows_of(batch.size(), "(?, ?, ?, ?)") + to_new_heads, values);
    });
}

std::vector<StoredEvent> MariaWork::events(const std::string& stream, std::int64_t after_seq, int limit) {
    store_events();
    const std::array<Value, 3> values{stream, after_seq, std::int64_t(limit)};
    std::vector<StoredEvent> found;
    for (const auto& row : connection_.query(events_of_stream, values, event_kinds)) {
        found.push_back(event_of(row));
    }
    return found;
}

std::vector<StoredEvent> MariaWork::events_besides(const std::string& stream, const std::string& type,
                                                   int limit) {
    store_events();
    const std::array<Value, 3> values{stream, type, std::int64_t(limit)};
    std::vector<StoredEvent> found;
    for (const auto& row : connection_.query(events_of_other_types, values, event_kinds)) {
        found.push_back(event_of(row));
    }
    return found;
}

std::optional<StoredEvent> MariaWork::event_by_digest(const Digest& digest) {
    store_events();
    const std::array<Value, 1> values{digest_value(digest)};
    const auto rows = connection_.query(event_of_digest, values, event_kinds);
    return rows.empty() ? std::nullopt : std::optional(event_of(rows.front()));
}

// --- idempotency ---

// The claim is the INSERT itself: it waits for another transaction with the same key, where a SELECT would
// see nothing yet.
std::optional<KeptAnswer> MariaWork::claim_key(const std::string& actor, const std::string& key,
                                               const Digest& request, Instant now) {
    writes();
    const std::array<Value, 4> row{actor, key, digest_value(request), ColumnCodec<Instant>::write(now)};
    try {
        connection_.execute(claim + "(?, ?, ?, ?)", row);
        checks_.claimed(actor, key);
        return std::nullopt;
    } catch (const KeyTaken&) {
        const auto rows = connection_.query(find_answer, std::span(row).first(2), answer_kinds);
        if (rows.empty()) {
            throw Conflict("the key was pruned meanwhile");
        }
        return KeptAnswer{ColumnCodec<Digest>::read(rows[0][0]), ColumnCodec<int>::read(rows[0][1]),
                          ColumnCodec<std::string>::read(rows[0][2])};
    }
}

// All at once where all are new, as nearly always; else one by one, which tells which were used.
std::vector<std::optional<KeptAnswer>> MariaWork::claim_keys(const std::vector<KeyClaim>& claims,
                                                             Instant now) {
    writes();
    std::vector<std::optional<KeptAnswer>> kept(claims.size());
    // In the order of the keys, so that two that claim the same ones wait for each other and never deadlock.
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::tie(claims[i].actor, claims[i].key); });
    const auto size = [](std::size_t) { return std::size_t{200}; };
    in_batches(std::span<const std::size_t>(order), size, [&](std::span<const std::size_t> batch) {
        std::vector<Value> values;
        for (const auto i : batch) {
            values.insert(values.end(), {claims[i].actor, claims[i].key, digest_value(claims[i].request),
                                         ColumnCodec<Instant>::write(now)});
        }
        try {
            connection_.execute(claim + rows_of(batch.size(), "(?, ?, ?, ?)"), values);
            for (const auto i : batch) {
                checks_.claimed(claims[i].actor, claims[i].key);
            }
        } catch (const KeyTaken&) {
            for (const auto i : batch) {
                kept[i] = claim_key(claims[i].actor, claims[i].key, claims[i].request, now);
            }
        }
    });
    return kept;
}

void MariaWork::keep_answer(const std::string& actor, const std::string& key, const KeptAnswer& answer) {
    writes();
    checks_.kept(actor, key);
    waiting_.answers.push_back({actor, key, answer});
}

void MariaWork::store_answers() {
    const auto answers = std::exchange(waiting_.answers, {});
    const auto size = [](const WaitingAnswer& waiting) { return waiting.answer.body.size(); };
    in_batches(std::span(answers), size, [&](std::span<const WaitingAnswer> batch) {
        std::vector<Value> values;
        for (const auto& [actor, key, answer] : batch) {
            values.insert(values.end(), {actor, key, digest_value(answer.request),
                                         std::int64_t(answer.status), answer.body, std::int64_t(0)});
        }
        connection_.execute(set_answers + rows_of(batch.size(), "(?, ?, ?, ?, ?, ?)") + to_new_answers,
                            values);
    });
}

std::int64_t MariaWork::prune_keys(Instant before, int limit) {
    writes();
    const std::array<Value, 2> values{ColumnCodec<Instant>::write(before), std::int64_t(limit)};
    return connection_.execute(prune, values);
}

// --- blobs ---

void MariaWork::put_chunk(const Digest& blob, std::int64_t index, const std::string& bytes) {
    writes();
    check_chunk(index, bytes);
    const std::array<Value, 3> row{digest_value(blob), index, bytes};
    try {
        connection_.execute(insert_chunk, row);
    } catch (const KeyTaken&) {
        ensure(chunk(blob, index) == bytes, "a chunk's bytes never change");
    }
}

std::optional<std::string> MariaWork::chunk(const Digest& blob, std::int64_t index) {
    const std::array<Value, 2> key{digest_value(blob), index};
    const auto rows = connection_.query(find_chunk, key, one_bytes);
    return rows.empty() ? std::nullopt : std::optional(ColumnCodec<std::string>::read(rows[0][0]));
}

}  // namespace daylit::schema
