// Whether money that came in makes an application qualify, and what becomes of a deposit when its lot ends:
// pure judgements over an application, its lot and a line of the bank's statement.
#pragma once

#include "auction/application.hpp"
#include "auction/bank_line.hpp"

namespace daylit::auction {

// Whether two account names are the same one. Full-width and half-width spaces and brackets count as equal,
// nothing more: whose name differs in a single character is another payer.
bool same_account_name(std::string_view one, std::string_view other);

// The line qualifies the application; what exceeds the deposit goes back.
struct Qualifies {
    Fen deposit;
    Fen excess;
    bool operator==(const Qualifies&) const = default;
};
// The lot is suspended and the line came after the deadline that its resumption will move: not judged until
// then.
struct WaitsForResumption {
    bool operator==(const WaitsForResumption&) const = default;
};
using DepositVerdict = std::variant<Qualifies, Mismatch, WaitsForResumption>;

// Judges a line that names the application's reference, in this order: a second line, a lot that closed,
// another payer, late (the deadline's moment itself is late), short.
DepositVerdict judge_deposit(const ApplicationState& application, const LotFacts& lot,
                             const StatementLine& line, std::string_view applicant_name);

// What becomes of the deposit behind a plate of a lot that closed (39号令 article 21): the winner's counts
// towards the price and is forfeited when the winner refuses the confirmation; everybody else's goes back.
DepositOutcome deposit_outcome(const LotState& lot, const std::optional<std::string>& plate);

}  // namespace daylit::auction
