#include "schema/work_checks.hpp"

#include <algorithm>

namespace daylit::schema {

bool WorkChecks::is_locked(const std::string& stream) const {
    return heads_.contains(stream);
}

void WorkChecks::locking(const std::string& stream) const {
    ensure(heads_.empty() || heads_.rbegin()->first < stream, "streams are locked in ascending order");
}

void WorkChecks::locked(const StreamHead& head) {
    heads_[head.stream] = head;
}

const StreamHead& WorkChecks::head(const std::string& stream) const {
    const auto found = heads_.find(stream);
    ensure(found != heads_.end(), "a stream is locked before events are appended");
    return found->second;
}

std::vector<StreamHead> WorkChecks::appending(const std::vector<StoredEvent>& events) {
    std::map<std::string, StreamHead> moved;
    for (const auto& event : events) {
        const auto& head = moved.contains(event.stream) ? moved[event.stream] : this->head(event.stream);
        ensure(event.seq == head.seq + 1, "an event follows its stream");
        ensure(!head.at || event.at >= *head.at, "an event's time never runs backwards within its stream");
        ensure(sha256(event.body) == event.digest, "an event has the digest of its bytes");
        moved[event.stream] = StreamHead{event.stream, event.seq, event.digest, event.at};
    }
    std::vector<StreamHead> heads;
    for (auto& [stream, head] : moved) {
        heads_[stream] = head;
        heads.push_back(std::move(head));
    }
    return heads;
}

void WorkChecks::claimed(const std::string& actor, const std::string& key) {
    unanswered_.emplace(actor, key);
}

void WorkChecks::kept(const std::string& actor, const std::string& key) {
    ensure(unanswered_.erase({actor, key}) == 1,
           "an answer is kept once, for a key claimed in this transaction");
}

void WorkChecks::check_promises() const {
    ensure(unanswered_.empty(), "a claimed key has its answer before the commit");
}

void check_access(Access access) {
    ensure(access == Access::read_write, "a reader neither writes nor locks");
}

void check_conditions(const TableSpec& table, const std::vector<Condition>& conditions) {
    for (const auto& condition : conditions) {
        const auto& column = table.columns[column_index(table, condition.column)];
        const auto fits = [&](const Value& value) {
            return value.index() == (column.kind == ColumnKind::number ? 1U : 2U);
        };
        switch (condition.compare) {
            case Compare::is_null:
            case Compare::not_null:
                break;
            case Compare::one_of:
                ensure(std::ranges::all_of(condition.values, fits),
                       "a condition's values have the column's kind");
                break;
            case Compare::starts_with:
            case Compare::contains:
                ensure(column.kind == ColumnKind::bytes && fits(condition.value),
                       "text is sought in text columns");
                break;
            default:
                ensure(fits(condition.value), "a condition's value has the column's kind");
        }
    }
}

void check_chunk(std::int64_t index, const std::string& bytes) {
    constexpr std::size_t mebibyte = 1'048'576;
    ensure(index >= 0 && !bytes.empty() && bytes.size() <= mebibyte, "a chunk has 1 byte to a MiB");
}

void check_tile(const StoredTile& tile, const std::optional<StoredTile>& before) {
    const auto hashes = tile.hashes.size() / 32;
    ensure(tile.hashes.size() % 32 == 0 && hashes >= 1 && hashes <= 256, "a tile has 1 to 256 hashes");
    ensure(!before || tile.hashes.starts_with(before->hashes), "a tile only grows");
}

}  // namespace daylit::schema
