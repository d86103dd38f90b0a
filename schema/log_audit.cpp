#include "schema/log_audit.hpp"

#include "crypto/checkpoint.hpp"
#include "crypto/tree_rebuild.hpp"
#include "schema/record.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace daylit::schema {

namespace {

using enum ColumnKind;
using merkle::tile_width;
using Number = ColumnCodec<std::int64_t>;
using Text = ColumnCodec<std::string>;

constexpr std::size_t most_findings = 1000;
constexpr std::int64_t leaves_at_once = std::int64_t{64} * tile_width;

struct SignedCheckpoint {
    std::string table;
    std::string row;
    std::int64_t size_column = 0;
    std::string note;
};

std::string tile_row(const merkle::TileCoordinate& at) {
    return "level=" + std::to_string(at.level) + ", tile_index=" + std::to_string(at.index);
}

}  // namespace

struct LogAudit::Pass {
    MariaConnection connection;
    const NoteVerifier& log;
    std::vector<AuditFinding> findings = {};

    void add(std::string table, std::string row, std::string what) {
        if (findings.size() < most_findings) {
            findings.push_back({std::move(table), std::move(row), std::move(what)});
        }
    }

    // Each statement gives the numbers of rows that are at odds.
    void check(const char* sql, const char* table, const char* column, const char* what) {
        const std::array kinds{number};
        for (const auto& row : connection.query(sql, {}, kinds)) {
            add(table, std::string(column) + "=" + std::to_string(Number::read(row[0])), what);
        }
    }

    void check_leaves() {
        check(
            "SELECT l.leaf_index FROM leaf l LEFT JOIN event e ON e.id = l.event_id WHERE e.id IS NULL LIMIT "
            "1000",
            "leaf", "leaf_index", "has no event: the event was deleted, or the leaf was changed");
        check(
            "SELECT l.leaf_index FROM leaf l JOIN event e ON e.id = l.event_id WHERE e.digest <> l.digest "
            "LIMIT 1000",
            "leaf", "leaf_index", "has another digest than its event");
        check(
            "SELECT l.event_id FROM leaf l LEFT JOIN event e ON e.id = l.event_id WHERE e.id IS NULL LIMIT "
            "1000",
            "event", "id", "is missing: it has a leaf in the log");
        check(
            "SELECT p.event_id FROM pending_leaf p LEFT JOIN event e ON e.id = p.event_id WHERE e.id IS NULL "
            "LIMIT "
            "1000",
            "event", "id", "is missing: it waits for its leaf");
        check(
            "SELECT p.event_id FROM pending_leaf p LEFT JOIN event e ON e.id = p.event_id WHERE e.id IS NULL "
            "LIMIT 1000",
            "pending_leaf", "event_id", "names no event");
        check(
            "SELECT e.id FROM event e LEFT JOIN leaf l ON l.event_id = e.id LEFT JOIN pending_leaf p ON "
            "p.event_id = e.id WHERE l.event_id IS NULL AND p.event_id IS NULL LIMIT 1000",
            "pending_leaf", "event_id", "is missing, and so is a leaf: the event is in no log");
        check("SELECT 0 FROM (SELECT MIN(leaf_index) AS first FROM leaf) m WHERE m.first > 0", "leaf",
              "leaf_index", "is missing: the log does not begin with it");
        check(
            "SELECT l.leaf_index + 1 FROM leaf l LEFT JOIN leaf n ON n.leaf_index = l.leaf_index + 1 WHERE "
            "n.leaf_index IS NULL AND l.leaf_index < (SELECT MAX(leaf_index) FROM leaf) LIMIT 1000",
            "leaf", "leaf_index", "is missing: the log has a gap");
    }

    // --- checkpoints, and the tree under them ---

    std::vector<SignedCheckpoint> checkpoints() {
        std::vector<SignedCheckpoint> all;
        const std::array kinds{number, number, bytes};
        for (const std::string table : {"checkpoint", "published_checkpoint", "checkpoint_history"}) {
            for (const auto& row :
                 connection.query("SELECT id, size, note FROM " + table + " ORDER BY id", {}, kinds)) {
                all.push_back({table, "id=" + std::to_string(Number::read(row[0])), Number::read(row[1]),
                               Text::read(row[2])});
            }
        }
        return all;
    }

    void check_tree() {
        const auto all = checkpoints();
        std::vector<std::pair<const SignedCheckpoint*, Checkpoint>> opened;
        std::vector<std::uint64_t> sizes;
        for (const auto& stored : all) {
            auto checkpoint = open_checkpoint(stored.note, log);
            if (!checkpoint || checkpoint->size != static_cast<std::uint64_t>(stored.size_column)) {
                add(stored.table, stored.row, "is not what the log's key signed");
                continue;
            }
            sizes.push_back(checkpoint->size);
            opened.emplace_back(&stored, std::move(*checkpoint));
        }
        const auto current = current_size(all, opened);
        const auto leaves = rebuild(sizes, current);
        if (leaves < current) {
            add("leaf", "leaf_index=" + std::to_string(leaves),
                "is missing: the log was signed over more leaves");
        }
        for (const auto& [stored, checkpoint] : opened) {
            if (checkpoint.size > leaves) {
                add(stored->table, stored->row, "covers more leaves than there are");
            } else if (tree_->root(checkpoint.size) != checkpoint.root) {
                add(stored->table, stored->row, "is signed over another tree than the leaves make");
            }
        }
    }

    // The size that the tiles stand for; a log that has leaves for long has a checkpoint too.
    std::uint64_t current_size(const std::vector<SignedCheckpoint>& all,
                               const std::vector<std::pair<const SignedCheckpoint*, Checkpoint>>& opened) {
        for (const auto& [stored, checkpoint] : opened) {
            if (stored->table == "checkpoint") {
                return checkpoint.size;
            }
        }
        if (!all.empty() && all.front().table != "checkpoint") {
            add("checkpoint", "id=1", "is missing: earlier ones were signed");
        }
        return 0;
    }

    // Reads every leaf once; the stored tiles are compared as far as the checkpoint reaches.
    std::uint64_t rebuild(const std::vector<std::uint64_t>& sizes, std::uint64_t current) {
        tree_.emplace(sizes, [&](const merkle::Tile& tile) { compare(tile, current); });
        const std::array kinds{bytes};
        std::uint64_t count = 0;
        for (bool more = true; more;) {
            const std::array<Value, 2> range{static_cast<std::int64_t>(count), leaves_at_once};
            const auto rows = connection.query(
                "SELECT digest FROM leaf WHERE leaf_index >= ? ORDER BY leaf_index LIMIT ?", range, kinds);
            more = std::ssize(rows) == leaves_at_once;
            for (std::size_t at = 0; at < rows.size(); at += tile_width) {
                std::vector<Digest> hashes;
                for (auto i = at; i < std::min(at + tile_width, rows.size()); ++i) {
                    hashes.push_back(merkle::leaf_hash(Text::read(rows[i][0])));
                }
                add_tile(hashes, count / tile_width, current);
                count += hashes.size();
            }
        }
        tree_->finish();
        return count;
    }

    void add_tile(const std::vector<Digest>& hashes, std::uint64_t index, std::uint64_t current) {
        merkle::Tile tile{{0, index, static_cast<int>(hashes.size())}, {}};
        for (const auto& hash : hashes) {
            tile.hashes += hash.view();
        }
        compare(tile, current);
        tree_->add(hashes);
    }

    // Leaves that came after the checkpoint have no tile yet.
    void compare(const merkle::Tile& tile, std::uint64_t current) {
        const auto width = merkle::tile_width_at(current, tile.at.level, tile.at.index);
        if (width == 0) {
            return;
        }
        const std::array<Value, 2> key{std::int64_t(tile.at.level), static_cast<std::int64_t>(tile.at.index)};
        const std::array kinds{bytes};
        const auto rows =
            connection.query("SELECT hashes FROM tile WHERE level = ? AND tile_index = ?", key, kinds);
        const auto wanted =
            std::string_view(tile.hashes).substr(0, static_cast<std::size_t>(width) * merkle::hash_size);
        if (rows.empty()) {
            add("tile", tile_row(tile.at), "is missing");
        } else if (!Text::read(rows[0][0]).starts_with(wanted)) {
            add("tile", tile_row(tile.at), "does not hold what the leaves make");
        }
    }

    std::optional<merkle::TreeRebuild> tree_ = {};
};

LogAudit::LogAudit(const ConnectionSettings& settings, const StoreOptions& options, NoteVerifier log)
    : settings_(settings.duplicate()), options_(options), log_(std::move(log)) {}

std::vector<AuditFinding> LogAudit::run() {
    Pass pass{MariaConnection(settings_, options_, SessionKind::reading), log_};
    pass.check_leaves();
    pass.check_tree();
    pass.connection.rollback();
    return std::move(pass.findings);
}

}  // namespace daylit::schema
