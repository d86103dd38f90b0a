// The local note of what was last acknowledged: the last event of each transaction, written and synced into a
// small file of this machine before anybody is answered. A database that lacks it has lost commits (an older
// copy put back, a failover that forgot): nothing may be acknowledged on it.
//
// The file has two slots of 512 bytes, written in turn, each a line of text under its own digest: a torn
// write leaves the other. Writers that come while one is syncing share the next sync.
#pragma once

#include "crypto/digest.hpp"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>

namespace daylit::schema {

struct AcknowledgedEvent {
    std::string stream;
    std::int64_t seq = 0;
    Digest digest;
    bool operator==(const AcknowledgedEvent&) const = default;
};

// The file is there but nothing in it can be read, or it cannot be written.
class NoteBroken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class AcknowledgedNote {
public:
    // Opens the file, or makes it (readable by its owner alone). Throws NoteBroken.
    explicit AcknowledgedNote(const std::filesystem::path& file);
    ~AcknowledgedNote();
    AcknowledgedNote(const AcknowledgedNote&) = delete;
    AcknowledgedNote& operator=(const AcknowledgedNote&) = delete;

    std::optional<AcknowledgedEvent> last() const;
    // Comes back when this event or one noted after it is on disk. Throws NoteBroken.
    void note(const AcknowledgedEvent& event);

private:
    void write_slot(std::uint64_t number, const AcknowledgedEvent& event) const;

    int file_ = -1;
    std::filesystem::path path_;
    mutable std::mutex mutex_;  // of what follows
    std::condition_variable synced_;
    std::optional<AcknowledgedEvent> last_;
    std::uint64_t asked_ = 0;    // the number of the newest event
    std::uint64_t on_disk_ = 0;  // everything up to this number
    bool syncing_ = false;
};

}  // namespace daylit::schema
