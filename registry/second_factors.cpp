#include "registry/second_factors.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace daylit::registry {

namespace {

using Events = std::vector<SecondFactorEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_name = 50;
constexpr std::size_t longest_reason = 500;

Decision add(const SecondFactors& state, const AddFactor& command) {
    if (auto name = require_line(command.factor.name, "name", longest_name); !name) {
        return name.refusal();
    }
    if (command.factor.kind == FactorKind::totp && state.has(FactorKind::totp)) {
        return refuse("totp_already_there");
    }
    if (state.factors.size() >= most_factors) {
        return refuse("too_many_factors", "", {std::to_string(most_factors)});
    }
    Events events{FactorAdded{command.factor}};
    if (state.factors.empty()) {
        events.emplace_back(RecoveryCodesMade{recovery_code_count});
    }
    return events;
}

Decision remove(const SecondFactors& state, const RemoveFactor& command) {
    const bool there = std::any_of(state.factors.begin(), state.factors.end(),
                                   [&](const Factor& factor) { return factor.id == command.id; });
    if (!there) {
        return refuse("not_found", "id");
    }
    if (command.must_keep_one && state.factors.size() == 1) {
        return refuse("last_second_factor");
    }
    return Events{FactorRemoved{command.id}};
}

Decision reset(const SecondFactors& state, const ResetFactors& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (state.factors.empty()) {
        return refuse("no_second_factor");
    }
    return Events{FactorsReset{command.reason}};
}

}  // namespace

bool SecondFactors::has(FactorKind kind) const {
    return std::any_of(factors.begin(), factors.end(),
                       [&](const Factor& factor) { return factor.kind == kind; });
}

Decision decide(const SecondFactors& state, const SecondFactorCommand& command) {
    return std::visit(Cases{[&](const AddFactor& c) { return add(state, c); },
                            [&](const RemoveFactor& c) { return remove(state, c); },
                            [&](const ResetFactors& c) { return reset(state, c); },
                            [&](const MakeRecoveryCodes&) -> Decision {
                                if (state.factors.empty()) {
                                    return refuse("no_second_factor");
                                }
                                return Events{RecoveryCodesMade{recovery_code_count}};
                            },
                            [&](const UseRecoveryCode&) -> Decision {
                                if (state.recovery_codes == 0) {
                                    return refuse("recovery_code_wrong", "recovery_code");
                                }
                                return Events{RecoveryCodeUsed{}};
                            }},
                      command);
}

SecondFactors evolve(SecondFactors state, const SecondFactorEvent& event) {
    std::visit(Cases{[&](const FactorAdded& e) { state.factors.push_back(e.factor); },
                     [&](const FactorRemoved& e) {
                         std::erase_if(state.factors,
                                       [&](const Factor& factor) { return factor.id == e.id; });
                         // Codes that recover nothing would outlive what they stand in for.
                         state.recovery_codes = state.factors.empty() ? 0 : state.recovery_codes;
                     },
                     [&](const FactorsReset&) { state = {}; },
                     [&](const RecoveryCodesMade& e) { state.recovery_codes = e.count; },
                     [&](const RecoveryCodeUsed&) { --state.recovery_codes; }},
               event);
    return state;
}

}  // namespace daylit::registry
