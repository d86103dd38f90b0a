// What the sequencer alone may do: give committed events their leaf numbers and keep the tree's tiles and the
// signed checkpoint. Its implementation runs as a database user of its own.
#pragma once

#include "crypto/digest.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace daylit::schema {

struct PendingLeaf {
    std::int64_t event_id = 0;
    Digest digest;
    bool operator==(const PendingLeaf&) const = default;
};

struct StoredTile {
    int level = 0;  // 0: leaf hashes; L: hashes of full tiles of level L-1 (C2SP tlog-tiles)
    std::int64_t index = 0;
    std::string hashes;  // 32 bytes each, 1 to 256 of them
    bool operator==(const StoredTile&) const = default;
};

struct StoredCheckpoint {
    std::int64_t size = 0;
    std::string note;  // the signed note, exact bytes
    bool operator==(const StoredCheckpoint&) const = default;
};

class LogWork {
public:
    virtual ~LogWork() = default;
    virtual std::vector<PendingLeaf> pending(int limit) = 0;  // ascending event ids
    // Moves pending leaves to the log; first_index must be leaf_count(). Conflict when one was not pending
    // any more.
    virtual void assign(std::int64_t first_index, const std::vector<PendingLeaf>& leaves) = 0;
    virtual std::vector<Digest> leaves(std::int64_t from, int limit) = 0;  // event digests, read back
    virtual std::int64_t leaf_count() = 0;
    virtual std::optional<std::int64_t> leaf_index(const Digest& event) = 0;
    // A stored tile only grows: other hashes in front of what is there throw BrokenPromise.
    virtual void put_tile(const StoredTile& tile) = 0;
    virtual std::optional<StoredTile> tile(int level, std::int64_t index) = 0;
    virtual std::optional<StoredCheckpoint> checkpoint() = 0;
    // Compare-and-swap on the size of the previous checkpoint (0: none yet); false when somebody else was
    // first, true when this very checkpoint stands already (a commit whose answer was lost). Every checkpoint
    // that was ever stored stays in the table checkpoint_history.
    [[nodiscard]] virtual bool swap_checkpoint(std::int64_t previous_size, const StoredCheckpoint& next) = 0;
    // The checkpoint that the public sees, with what outside witnesses wrote under it. It never goes back to
    // a smaller size: that throws BrokenPromise.
    virtual std::optional<StoredCheckpoint> published_checkpoint() = 0;
    virtual void publish_checkpoint(const StoredCheckpoint& next) = 0;
};

class LogStore {
public:
    virtual ~LogStore() = default;
    // Commits when the work returns, and runs it again like Store::transact. Work is safe to run again
    // because leaf numbers are unique and the checkpoint is swapped on its size: it must read where the log
    // stands each time.
    virtual void transact(const std::function<void(LogWork&)>& work) = 0;
    // For serving tiles and proofs; never commits anything.
    virtual void read(const std::function<void(LogWork&)>& work) = 0;
    // Only one sequencer works at a time: true while this process holds the right to be it.
    virtual bool hold_sequencer_lock() = 0;
};

}  // namespace daylit::schema
