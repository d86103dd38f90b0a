#include "schema/mariadb_work.hpp"

namespace daylit::schema {

namespace {

using enum ColumnKind;

constexpr std::array pending_kinds{number, bytes};
constexpr std::array one_number{number};
constexpr std::array one_bytes{bytes};
constexpr std::array checkpoint_kinds{number, bytes};

const std::string find_pending =
    "SELECT p.event_id, e.digest FROM pending_leaf p JOIN event e ON e.id = p.event_id ORDER BY p.event_id "
    "LIMIT ?";
const std::string insert_leaf = "INSERT INTO leaf (leaf_index, event_id, digest) VALUES ";
const std::string erase_pending = "DELETE FROM pending_leaf WHERE event_id IN (";
const std::string find_leaves = "SELECT digest FROM leaf WHERE leaf_index >= ? ORDER BY leaf_index LIMIT ?";
const std::string count_leaves = "SELECT COALESCE(MAX(leaf_index) + 1, 0) FROM leaf";
const std::string find_index = "SELECT leaf_index FROM leaf WHERE digest = ?";
const std::string find_tile = "SELECT hashes FROM tile WHERE level = ? AND tile_index = ?";
const std::string upsert_tile =
    "INSERT INTO tile (level, tile_index, hashes) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE hashes = "
    "VALUES(hashes)";
const std::string find_checkpoint = "SELECT size, note FROM checkpoint WHERE id = 1";
const std::string find_published = "SELECT size, note FROM published_checkpoint WHERE id = 1";
const std::string upsert_published =
    "INSERT INTO published_checkpoint (id, size, note) VALUES (1, ?, ?) ON DUPLICATE KEY UPDATE size = "
    "VALUES(size), note = VALUES(note)";
const std::string first_checkpoint = "INSERT INTO checkpoint (id, size, note) VALUES (1, ?, ?)";
const std::string move_checkpoint = "UPDATE checkpoint SET size = ?, note = ? WHERE id = 1 AND size = ?";
const std::string remember_checkpoint = "INSERT INTO checkpoint_history (size, note) VALUES (?, ?)";

}  // namespace

void MariaLogWork::check_promises() const {
    if (connection_.state() != MariaConnection::State::good) {
        throw Conflict("a failed statement was passed over");
    }
}

std::vector<PendingLeaf> MariaLogWork::pending(int limit) {
    const std::array<Value, 1> values{std::int64_t(limit)};
    std::vector<PendingLeaf> found;
    for (const auto& row : connection_.query(find_pending, values, pending_kinds)) {
        found.push_back({ColumnCodec<std::int64_t>::read(row[0]), ColumnCodec<Digest>::read(row[1])});
    }
    return found;
}

void MariaLogWork::assign(std::int64_t first_index, const std::vector<PendingLeaf>& leaves) {
    check_access(access_);
    ensure(first_index == leaf_count(), "leaf numbers have no gaps");
    for (std::span<const PendingLeaf> rest(leaves); !rest.empty();) {
        const auto batch = rest.first(std::min<std::size_t>(256, std::bit_floor(rest.size())));
        assign_batch(first_index, batch);
        first_index += std::ssize(batch);
        rest = rest.subspan(batch.size());
    }
}

void MariaLogWork::assign_batch(std::int64_t index, std::span<const PendingLeaf> leaves) {
    std::string insert = insert_leaf;
    std::string erase = erase_pending;
    std::vector<Value> rows;
    std::vector<Value> ids;
    for (const auto& leaf : leaves) {
        insert += ids.empty() ? "(?, ?, ?)" : ", (?, ?, ?)";
        erase += ids.empty() ? "?" : ", ?";
        rows.insert(rows.end(), {index++, leaf.event_id, ColumnCodec<Digest>::write(leaf.digest)});
        ids.emplace_back(leaf.event_id);
    }
    try {
        connection_.execute(insert, rows);
    } catch (const KeyTaken&) {
        throw Conflict("somebody else gave these leaf numbers");
    }
    if (connection_.execute(erase + ")", ids) != std::ssize(leaves)) {
        throw Conflict("a leaf is not pending any more");
    }
}

std::vector<Digest> MariaLogWork::leaves(std::int64_t from, int limit) {
    const std::array<Value, 2> values{from, std::int64_t(limit)};
    std::vector<Digest> found;
    for (const auto& row : connection_.query(find_leaves, values, one_bytes)) {
        found.push_back(ColumnCodec<Digest>::read(row[0]));
    }
    return found;
}

std::int64_t MariaLogWork::leaf_count() {
    return ColumnCodec<std::int64_t>::read(connection_.query(count_leaves, {}, one_number).at(0).at(0));
}

std::optional<std::int64_t> MariaLogWork::leaf_index(const Digest& event) {
    const std::array<Value, 1> values{ColumnCodec<Digest>::write(event)};
    const auto rows = connection_.query(find_index, values, one_number);
    return rows.empty() ? std::nullopt : std::optional(ColumnCodec<std::int64_t>::read(rows[0][0]));
}

void MariaLogWork::put_tile(const StoredTile& next) {
    check_access(access_);
    check_tile(next, tile(next.level, next.index));
    const std::array<Value, 3> row{std::int64_t(next.level), next.index, next.hashes};
    connection_.execute(upsert_tile, row);
}

std::optional<StoredTile> MariaLogWork::tile(int level, std::int64_t index) {
    const std::array<Value, 2> key{std::int64_t(level), index};
    const auto rows = connection_.query(find_tile, key, one_bytes);
    if (rows.empty()) {
        return std::nullopt;
    }
    return StoredTile{level, index, ColumnCodec<std::string>::read(rows[0][0])};
}

std::optional<StoredCheckpoint> MariaLogWork::checkpoint() {
    return read_checkpoint(find_checkpoint);
}

std::optional<StoredCheckpoint> MariaLogWork::published_checkpoint() {
    return read_checkpoint(find_published);
}

void MariaLogWork::publish_checkpoint(const StoredCheckpoint& next) {
    check_access(access_);
    const auto now = published_checkpoint();
    ensure(!now || next.size >= now->size, "a published checkpoint never shrinks the log");
    const std::array<Value, 2> row{next.size, next.note};
    connection_.execute(upsert_published, row);
}

std::optional<StoredCheckpoint> MariaLogWork::read_checkpoint(const std::string& sql) {
    const auto rows = connection_.query(sql, {}, checkpoint_kinds);
    if (rows.empty()) {
        return std::nullopt;
    }
    return StoredCheckpoint{ColumnCodec<std::int64_t>::read(rows[0][0]),
                            ColumnCodec<std::string>::read(rows[0][1])};
}

bool MariaLogWork::swap_checkpoint(std::int64_t previous_size, const StoredCheckpoint& next) {
    check_access(access_);
    ensure(next.size >= previous_size, "a checkpoint never shrinks the log");
    const std::array<Value, 3> row{next.size, next.note, previous_size};
    if (connection_.execute(move_checkpoint, row) == 0 && (previous_size != 0 || !insert_first(next))) {
        return checkpoint() == next;
    }
    connection_.execute(remember_checkpoint, std::span(row).first(2));
    return true;
}

bool MariaLogWork::insert_first(const StoredCheckpoint& next) {
    const std::array<Value, 2> row{next.size, next.note};
    try {
        connection_.execute(first_checkpoint, row);
        return true;
    } catch (const KeyTaken&) {
        return false;
    }
}

}  // namespace daylit::schema
