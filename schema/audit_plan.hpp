// What the audit holds each table to. A table without a row here fails the tests: whoever adds one says how
// its rows are bound, or why nothing needs to bind them.
#pragma once

#include <span>
#include <string_view>

namespace daylit::schema {

enum class Watch {
    all,      // whatever is edited, backdated or deleted by hand is found
    edits,    // edits are found; a deletion is not, and `reason` says why that is no harm
    nothing,  // `reason` says why
};

struct AuditPlan {
    std::string_view table;
    Watch watch;
    bool sealed;              // each row carries a seal (schema/row_seal.hpp)
    std::string_view stream;  // the rows' streams are "<stream>:<key>", one each; "" when they have none
    std::string_view reason;
};

std::span<const AuditPlan> audit_plan();
const AuditPlan* find_audit_plan(std::string_view table);
bool is_sealed(std::string_view table);

}  // namespace daylit::schema
