#include "server/jobs/auditor.hpp"

#include <map>

namespace daylit::jobs {

std::size_t Auditor::run() {
    std::map<std::string, std::string> found;  // subject to text
    for (const auto& look : looks_) {
        for (const auto& finding : look()) {
            auto& text = found[finding.table + " " + finding.row];
            text += (text.empty() ? "" : "; ") + finding.what;
        }
    }
    std::set<std::string> now;
    for (const auto& [subject, text] : found) {
        tell_(subject, text);
        now.insert(subject);
    }
    for (const auto& subject : standing_) {
        if (!now.contains(subject)) {
            tell_(subject, "");
        }
    }
    standing_ = std::move(now);
    return standing_.size();
}

}  // namespace daylit::jobs
