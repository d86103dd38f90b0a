// What both implementations of the port check of the work that they run: promises that a use case could break
// unseen, since the database would only show them by a deadlock or a wrong row one day.
#pragma once

#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"

#include <map>
#include <set>

namespace daylit::schema {

enum class Access { read_only, read_write };

class WorkChecks {
public:
    // Before a stream is locked: in ascending order. True when this transaction has locked it already.
    bool is_locked(const std::string& stream) const;
    void locking(const std::string& stream) const;
    void locked(const StreamHead& head);
    // The head of a stream that this transaction has locked.
    const StreamHead& head(const std::string& stream) const;
    // The streams' new heads: each event follows its stream and has the digest of its bytes.
    std::vector<StreamHead> appending(const std::vector<StoredEvent>& events);

    void claimed(const std::string& actor, const std::string& key);
    void kept(const std::string& actor, const std::string& key);
    // Before the commit: every claimed key has its answer.
    void check_promises() const;

private:
    std::map<std::string, StreamHead> heads_;
    std::set<std::pair<std::string, std::string>> unanswered_;
};

void check_access(Access access);  // writing and locking in a reader is our own bug
void check_conditions(const TableSpec& table, const std::vector<Condition>& conditions);
void check_chunk(std::int64_t index, const std::string& bytes);
void check_tile(const StoredTile& tile, const std::optional<StoredTile>& before);

}  // namespace daylit::schema
