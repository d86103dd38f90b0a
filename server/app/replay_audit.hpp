// Replays every stream that has a row: the row's state must be what the events make of it.
#pragma once

#include "schema/audit_finding.hpp"
#include "schema/unit_of_work.hpp"

namespace daylit::app {

// Every row once, each with its stream on one snapshot. Throws schema::StoreUnavailable.
std::vector<schema::AuditFinding> audit_replays(schema::Store& store);

}  // namespace daylit::app
