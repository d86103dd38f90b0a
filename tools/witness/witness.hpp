// An outside witness of logs (C2SP tlog-witness): it cosigns a checkpoint only when the log proves that it
// continues the last one that this witness cosigned, which it keeps on its own disk. A log that was rolled
// back or forked cannot get its cosignature, and what it showed is kept as evidence.
#pragma once

#include "crypto/cosignature.hpp"
#include "tools/witness/folder_lock.hpp"

#include <functional>
#include <map>
#include <mutex>

namespace daylit::witness {

// A log whose checkpoints are cosigned: its origin line, and its key.
struct WitnessedLog {
    std::string origin;
    NoteVerifier verifier;
};

struct Answer {
    int status = 200;
    std::string media_type = "text/plain; charset=utf-8";
    std::string body;
    bool operator==(const Answer&) const = default;
};

// What a log showed that an honest one does not. `fork` is proof by itself: two heads of one size under the
// log's own signature. The others say that a head with the log's signature was shown that is older than what
// was cosigned, or that came without a proof that it continues it. As checkpoints are public, a stranger
// could have sent an old one again: ask the log.
enum class AlarmKind { fork, rolled_back, not_continued };
struct Alarm {
    AlarmKind kind = AlarmKind::fork;
    std::string origin;
    std::filesystem::path evidence;  // what was asked, and the head that had been cosigned
};
std::string_view words_of(AlarmKind kind);

class Witness {
public:
    // The state stands in `folder`, one file a log and the alarms' evidence. Throws std::runtime_error when
    // another process uses it, or when it is not this witness's.
    Witness(const std::filesystem::path& folder, WitnessSigner signer, const std::vector<WitnessedLog>& logs,
            std::function<std::int64_t()> posix_time, std::function<void(const Alarm&)> alarmed);

    // POST add-checkpoint. The new head is on the disk before the cosignature is answered. Throws when the
    // disk fails: then nothing was promised. For threads to share.
    Answer add_checkpoint(std::string_view body);
    // GET <hex SHA-256 of the origin>/checkpoint: the last checkpoint cosigned.
    Answer latest_checkpoint(const std::string& origin_hash);

private:
    struct Log {
        WitnessedLog log;
        std::filesystem::path file;
        std::string note;  // with our cosignature; empty before the first
        std::uint64_t size = 0;
        Digest root;
    };
    struct Shown;

    void load(Log& log) const;
    Answer judge(Log& log, const Shown& shown);
    Answer cosign(Log& log, const Shown& shown);
    void raise(AlarmKind kind, const Log& log, const Shown& shown);

    FolderLock lock_;
    std::filesystem::path alarms_;
    WitnessSigner signer_;
    std::function<std::int64_t()> posix_time_;
    std::function<void(const Alarm&)> alarmed_;
    std::mutex mutex_;                 // of what follows
    std::map<std::string, Log> logs_;  // by origin
};

}  // namespace daylit::witness
