// Looks for rows at odds with the events and the log, again and again, and keeps the alarms that this makes.
#pragma once

#include "schema/audit_finding.hpp"

#include <functional>
#include <set>

namespace daylit::jobs {

class Auditor {
public:
    using Look = std::function<std::vector<schema::AuditFinding>()>;
    // An alarm about a table's row; empty text: it holds again.
    using Tell = std::function<void(const std::string& subject, const std::string& text)>;

    Auditor(std::vector<Look> looks, Tell tell) : looks_(std::move(looks)), tell_(std::move(tell)) {}

    // One pass over everything; tells how many findings stand. What a look throws comes through, and the
    // alarms stay as they were.
    std::size_t run();

private:
    std::vector<Look> looks_;
    Tell tell_;
    std::set<std::string> standing_;  // subjects
};

}  // namespace daylit::jobs
