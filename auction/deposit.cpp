#include "auction/deposit.hpp"

#include <array>

namespace daylit::auction {

namespace {

struct Spelling {
    std::string_view full_width;
    char half_width;
};
constexpr std::array spellings{
    Spelling{"\u3000", ' '},
    Spelling{"\uFF08", '('},
    Spelling{"\uFF09", ')'},
};

std::string half_width(std::string_view name) {
    std::string plain;
    while (!name.empty()) {
        std::size_t taken = 1;
        char written = name.front();
        for (const auto& spelling : spellings) {
            if (name.starts_with(spelling.full_width)) {
                taken = spelling.full_width.size();
                written = spelling.half_width;
            }
        }
        plain.push_back(written);
        name.remove_prefix(taken);
    }
    return plain;
}

}  // namespace

bool same_account_name(std::string_view one, std::string_view other) {
    return half_width(one) == half_width(other);
}

DepositVerdict judge_deposit(const ApplicationState& application, const LotFacts& lot,
                             const StatementLine& line, std::string_view applicant_name) {
    if (application.plate) {
        return Mismatch::second_line;
    }
    if (lot.closed || application.phase != ApplicationPhase::applied) {
        return Mismatch::after_closing;
    }
    if (!same_account_name(line.payer, applicant_name)) {
        return Mismatch::other_payer;
    }
    if (line.received_at >= lot.times.deposit_until) {
        const bool deadline_moves = lot.suspended_at && *lot.suspended_at < lot.times.deposit_until;
        return deadline_moves ? DepositVerdict(WaitsForResumption{}) : DepositVerdict(Mismatch::late);
    }
    if (line.amount < lot.deposit) {
        return Mismatch::too_little;
    }
    return Qualifies{lot.deposit, line.amount - lot.deposit};
}

DepositOutcome deposit_outcome(const LotState& lot, const std::optional<std::string>& plate) {
    const bool won = lot.phase == LotPhase::sold && lot.leader && plate == lot.leader->plate;
    if (!won) {
        return DepositOutcome::give_back;
    }
    return lot.deal && lot.deal->refused_at ? DepositOutcome::forfeit : DepositOutcome::count_towards_price;
}

}  // namespace daylit::auction
