// What the audit found: a row that says something else than the events, the log or its seal.
#pragma once

#include <compare>
#include <ostream>
#include <string>
#include <vector>

namespace daylit::schema {

struct AuditFinding {
    std::string table;
    std::string row;  // its key: "id=01HX…", "stream=lot:01HX…, seq=3"
    std::string what;
    auto operator<=>(const AuditFinding&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const AuditFinding& finding) {
    return out << finding.table << " " << finding.row << ": " << finding.what;
}

}  // namespace daylit::schema
