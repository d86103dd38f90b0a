// Compares the public log with the events, and the tree with the checkpoints that were signed over it.
#pragma once

#include "crypto/note.hpp"
#include "schema/audit_finding.hpp"
#include "schema/connection_settings.hpp"
#include "schema/mariadb_connection.hpp"

namespace daylit::schema {

class LogAudit {
public:
    // As "daylight_sequencer": it only reads.
    LogAudit(const ConnectionSettings& settings, const StoreOptions& options, NoteVerifier log);

    // On one snapshot: each leaf's event is there with its digest, each event has its leaf or waits for one,
    // the tiles hold the leaves, every checkpoint is signed by the log's key over this very tree. Stops at
    // 1,000 findings. Throws StoreUnavailable.
    std::vector<AuditFinding> run();

private:
    struct Pass;
    ConnectionSettings settings_;
    StoreOptions options_;
    NoteVerifier log_;
};

}  // namespace daylit::schema
