#include "server/app/findings.hpp"

#include "auction/deposit_refusals.hpp"
#include "auction/refusals.hpp"
#include "base/refusal_table.hpp"
#include "tendering/refusals.hpp"

namespace daylit::app {

namespace {

const RefusalRow* row_of(const std::string& code) {
    for (const auto table : {auction::auction_refusals(), auction::deposit_refusals(),
                             tendering::tender_refusals(), base_refusals()}) {
        for (const auto& row : table) {
            if (row.code == code) {
                return &row;
            }
        }
    }
    return nullptr;
}

}  // namespace

std::vector<Finding> findings_of(const std::vector<Refusal>& refusals) {
    std::vector<Finding> findings;
    for (const auto& refusal : refusals) {
        const auto* row = row_of(refusal.code);
        ensure(row != nullptr, "what is found in a draft has its sentence in a table");
        findings.push_back({refusal.code, refusal.field, fill_sentence(row->zh, refusal.values),
                            fill_sentence(row->en, refusal.values)});
    }
    return findings;
}

}  // namespace daylit::app
