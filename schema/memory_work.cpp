#include "schema/memory_work.hpp"

#include "schema/grants.hpp"

#include <algorithm>

namespace daylit::schema {

namespace {

template <class Map>
std::optional<typename Map::mapped_type> look_up(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

// The grants that the database would enforce; tables that tests bring along have none.
void check_granted(const TableSpec& table, Verb verb) {
    const auto* grant = find_grant(table.name);
    if (grant != nullptr && (grant->app & verb) == 0) {
        throw BrokenPromise("the application's database user may not do that with table " + table.name);
    }
}

}  // namespace

// --- rows ---

void MemoryWork::writes(Lock lock) const {
    if (lock == Lock::update) {
        check_access(access_);
    }
}

std::optional<Record> MemoryWork::find_record(const TableSpec& table, const std::vector<Value>& key,
                                              Lock lock) {
    writes(lock);
    ensure(key.size() == table.key.size(), "a row is found by its whole primary key");
    return look_up(transaction_.table(table).rows, key);
}

std::vector<Record> MemoryWork::select_records(const TableSpec& table, const Query& query, Lock lock) {
    writes(lock);
    check_conditions(table, query.where);
    return select_rows(transaction_, table, query);
}

bool MemoryWork::insert_record(const TableSpec& table, const Record& record) {
    writes();
    check_granted(table, may_insert);
    check_record(table, record);
    return insert_row(transaction_, table, record);
}

bool MemoryWork::update_record(const TableSpec& table, const Record& record,
                               const std::vector<Condition>& where) {
    writes();
    check_granted(table, may_update);
    check_record(table, record);
    check_conditions(table, where);
    const auto found = look_up(transaction_.table(table).rows, key_of(table, record));
    const auto met = [&](const Condition& condition) { return holds(table, *found, condition); };
    return found && std::ranges::all_of(where, met) && replace_row(transaction_, table, record);
}

void MemoryWork::put_record(const TableSpec& table, const Record& record) {
    ensure(insert_record(table, record), "a new row's keys are free");
}

void MemoryWork::set_record(const TableSpec& table, const Record& record) {
    ensure(update_record(table, record, {}), "a locked row is there");
}

std::int64_t MemoryWork::erase_records(const TableSpec& table, const std::vector<Condition>& where) {
    writes();
    check_granted(table, may_delete);
    ensure(!where.empty(), "rows are erased on a condition");
    check_conditions(table, where);
    std::vector<RowKey> doomed;
    for (const auto& [key, record] : transaction_.table(table).rows) {
        if (std::ranges::all_of(where, [&](const auto& c) { return holds(table, record, c); })) {
            doomed.push_back(key);
        }
    }
    for (const auto& key : doomed) {
        erase_row(transaction_, table, key);
    }
    return static_cast<std::int64_t>(doomed.size());
}

// --- events ---

StreamHead MemoryWork::lock_stream(const std::string& stream) {
    writes();
    if (!checks_.is_locked(stream)) {
        checks_.locking(stream);
        checks_.locked(stream_head(stream));
    }
    return checks_.head(stream);
}

std::vector<StreamHead> MemoryWork::lock_streams(const std::vector<std::string>& streams) {
    std::vector<StreamHead> heads;
    for (const auto& stream : streams) {
        if (auto head = lock_stream(stream); head.seq > 0) {
            heads.push_back(std::move(head));
        }
    }
    return heads;
}

StreamHead MemoryWork::stream_head(const std::string& stream) {
    const auto head = look_up(transaction_.state().heads, stream);
    return head ? *head : StreamHead{stream, 0, std::nullopt, std::nullopt};
}

void MemoryWork::append(const std::vector<StoredEvent>& events) {
    writes();
    auto& state = transaction_.state();
    for (const auto& head : checks_.appending(events)) {
        transaction_.put(state.heads, head.stream, head);
    }
    for (auto event : events) {
        event.id = ++state.last_event_id;
        transaction_.put(state.events, event.id, event);
        transaction_.put(state.event_by_seq, {event.stream, event.seq}, event.id);
        transaction_.put(state.event_by_digest, event.digest, event.id);
        transaction_.put(state.pending, event.id, event.digest);
    }
}

std::vector<StoredEvent> MemoryWork::events(const std::string& stream, std::int64_t after_seq, int limit) {
    const auto& state = transaction_.state();
    std::vector<StoredEvent> found;
    for (auto at = state.event_by_seq.upper_bound({stream, after_seq});
         at != state.event_by_seq.end() && at->first.first == stream && std::ssize(found) < limit; ++at) {
        found.push_back(state.events.at(at->second));
    }
    return found;
}

std::vector<StoredEvent> MemoryWork::events_besides(const std::string& stream, const std::string& type,
                                                    int limit) {
    const auto& state = transaction_.state();
    std::vector<StoredEvent> found;
    for (auto at = state.event_by_seq.upper_bound({stream, 0});
         at != state.event_by_seq.end() && at->first.first == stream && std::ssize(found) < limit; ++at) {
        if (const auto& event = state.events.at(at->second); event.type != type) {
            found.push_back(event);
        }
    }
    return found;
}

std::optional<StoredEvent> MemoryWork::event_by_digest(const Digest& digest) {
    const auto id = look_up(transaction_.state().event_by_digest, digest);
    return id ? std::optional(transaction_.state().events.at(*id)) : std::nullopt;
}

// --- idempotency ---

std::optional<KeptAnswer> MemoryWork::claim_key(const std::string& actor, const std::string& key,
                                                const Digest& request, Instant now) {
    writes();
    auto& keys = transaction_.state().keys;
    if (const auto used = look_up(keys, {actor, key})) {
        return used->answer;
    }
    checks_.claimed(actor, key);
    transaction_.put(keys, {actor, key}, MemoryKey{now, KeptAnswer{request, 0, {}}});
    return std::nullopt;
}

std::vector<std::optional<KeptAnswer>> MemoryWork::claim_keys(const std::vector<KeyClaim>& claims,
                                                              Instant now) {
    std::vector<std::optional<KeptAnswer>> kept;
    for (const auto& claim : claims) {
        kept.push_back(claim_key(claim.actor, claim.key, claim.request, now));
    }
    return kept;
}

void MemoryWork::keep_answer(const std::string& actor, const std::string& key, const KeptAnswer& answer) {
    writes();
    checks_.kept(actor, key);
    auto& keys = transaction_.state().keys;
    auto claimed = keys.at({actor, key});
    claimed.answer = answer;
    transaction_.put(keys, {actor, key}, std::move(claimed));
}

std::int64_t MemoryWork::prune_keys(Instant before, int limit) {
    writes();
    auto& keys = transaction_.state().keys;
    std::vector<std::pair<Instant, std::pair<std::string, std::string>>> old;
    for (const auto& [key, kept] : keys) {
        if (kept.claimed_at < before) {
            old.emplace_back(kept.claimed_at, key);
        }
    }
    std::ranges::sort(old);
    old.resize(std::min(old.size(), static_cast<std::size_t>(limit)));
    for (const auto& [claimed_at, key] : old) {
        transaction_.drop(keys, key);
    }
    return std::ssize(old);
}

// --- blobs ---

void MemoryWork::put_chunk(const Digest& blob, std::int64_t index, const std::string& bytes) {
    writes();
    check_chunk(index, bytes);
    const auto there = chunk(blob, index);
    ensure(!there || *there == bytes, "a chunk's bytes never change");
    transaction_.put(transaction_.state().chunks, {blob, index}, bytes);
}

std::optional<std::string> MemoryWork::chunk(const Digest& blob, std::int64_t index) {
    return look_up(transaction_.state().chunks, {blob, index});
}

// --- the log ---

MemoryState& MemoryLogWork::written() {
    check_access(access_);
    return transaction_.state();
}

std::vector<PendingLeaf> MemoryLogWork::pending(int limit) {
    std::vector<PendingLeaf> found;
    for (const auto& [event_id, digest] : transaction_.state().pending) {
        if (std::ssize(found) == limit) {
            break;
        }
        found.push_back({event_id, digest});
    }
    return found;
}

void MemoryLogWork::assign(std::int64_t first_index, const std::vector<PendingLeaf>& leaves) {
    auto& state = written();
    ensure(first_index == leaf_count(), "leaf numbers have no gaps");
    auto index = first_index;
    for (const auto& leaf : leaves) {
        if (!state.pending.contains(leaf.event_id)) {
            throw Conflict("a leaf is not pending any more");
        }
        transaction_.drop(state.pending, leaf.event_id);
        transaction_.put(state.leaf_by_digest, leaf.digest, index);
        transaction_.put(state.leaves, index++, leaf);
    }
}

std::vector<Digest> MemoryLogWork::leaves(std::int64_t from, int limit) {
    const auto& all = transaction_.state().leaves;
    std::vector<Digest> found;
    for (auto at = all.lower_bound(from); at != all.end() && std::ssize(found) < limit; ++at) {
        found.push_back(at->second.digest);
    }
    return found;
}

std::int64_t MemoryLogWork::leaf_count() {
    const auto& all = transaction_.state().leaves;
    return all.empty() ? 0 : all.rbegin()->first + 1;
}

std::optional<std::int64_t> MemoryLogWork::leaf_index(const Digest& event) {
    return look_up(transaction_.state().leaf_by_digest, event);
}

void MemoryLogWork::put_tile(const StoredTile& next) {
    check_tile(next, tile(next.level, next.index));
    transaction_.put(written().tiles, {next.level, next.index}, next);
}

std::optional<StoredTile> MemoryLogWork::tile(int level, std::int64_t index) {
    return look_up(transaction_.state().tiles, {level, index});
}

std::optional<StoredCheckpoint> MemoryLogWork::checkpoint() {
    return look_up(transaction_.state().checkpoint, 0);
}

bool MemoryLogWork::swap_checkpoint(std::int64_t previous_size, const StoredCheckpoint& next) {
    ensure(next.size >= previous_size, "a checkpoint never shrinks the log");
    const auto now = checkpoint();
    if (now == next) {
        return true;
    }
    if ((now ? now->size : 0) != previous_size) {
        return false;
    }
    transaction_.put(written().checkpoint, 0, next);
    return true;
}

std::optional<StoredCheckpoint> MemoryLogWork::published_checkpoint() {
    return look_up(transaction_.state().published, 0);
}

void MemoryLogWork::publish_checkpoint(const StoredCheckpoint& next) {
    const auto now = published_checkpoint();
    ensure(!now || next.size >= now->size, "a published checkpoint never shrinks the log");
    transaction_.put(written().published, 0, next);
}

}  // namespace daylit::schema
