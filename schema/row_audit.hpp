// Compares rows with their seals, their streams, and with what requires them.
#pragma once

#include "schema/audit_finding.hpp"
#include "schema/connection_settings.hpp"
#include "schema/mariadb_connection.hpp"
#include "schema/row_seal.hpp"

namespace daylit::schema {

class RowAudit {
public:
    // As "daylight_app": it only reads.
    RowAudit(const ConnectionSettings& settings, const StoreOptions& options);

    // Looks at every row once, some hundreds at a time; stops at 1,000 findings. Each comparison is one
    // statement and so sees one moment: work that goes on meanwhile is no finding. Throws StoreUnavailable.
    std::vector<AuditFinding> run();

private:
    struct Pass;
    ConnectionSettings settings_;
    StoreOptions options_;
};

// Gives every row its seal, as it stands now: once, when the key is new. As an account that may update
// everything.
void seal_every_row(const ConnectionSettings& settings, const RowSealer& sealer);

}  // namespace daylit::schema
