// Checks a whole log from its public files alone: the checkpoint's signature and cosignatures, every leaf
// against the tree's lowest tiles, every tile against the one below, the root recomputed from the leaves, and
// that what was shown earlier (checkpoints, receipts) is still in it.
#pragma once

#include "crypto/cosignature.hpp"
#include "crypto/proof_bundle.hpp"
#include "tools/log_files.hpp"

#include <functional>
#include <span>
#include <vector>

namespace daylit::tools {

struct EarlierCheckpoint {
    std::string name;  // where it was kept, for the report
    std::string note;
};

struct WantedEvent {
    std::string name;  // of the receipt's file
    Digest digest;
};

struct LogQuestion {
    NoteVerifier log;
    std::vector<WitnessVerifier> witnesses = {};
    std::size_t quorum = 0;  // of them that must have cosigned
    std::vector<EarlierCheckpoint> earlier = {};
    std::vector<WantedEvent> events = {};
    std::size_t threads = 4;
};

struct LogVerdict {
    std::vector<ProofStep> steps;  // in order; nothing after a step that makes the rest meaningless
    std::string checkpoint;        // the note that was checked, to be kept for the next time
};

using OpenFiles = std::function<std::unique_ptr<LogFiles>()>;

// Memory stays bounded, some 64 tiles at a time; each thread opens the files for itself. Throws LogFilesAway
// when they cannot be read.
LogVerdict check_log(const OpenFiles& open, const LogQuestion& question);

}  // namespace daylit::tools
