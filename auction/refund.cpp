#include "auction/refund.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::auction {

namespace {

using Events = std::vector<RefundEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_reference = 64;

Decision cause(const RefundState& state, const CauseRefund& command) {
    ensure(state.phase == RefundPhase::none, "a refund is caused once");
    ensure(command.amount > Fen(), "a refund gives something back");
    return Events{RefundCaused{command.cause, command.reference, command.payee, command.amount,
                               command.due_date, command.recipient}};
}

Decision pay(const RefundState& state, const PayRefund& command) {
    if (auto checked = require_line(command.bank_reference, "bank_reference", longest_reference); !checked) {
        return checked.refusal();
    }
    if (state.phase != RefundPhase::due) {
        return refuse("refund_wrong_phase", "",
                      {std::string(boost::describe::enum_to_string(state.phase, ""))});
    }
    return Events{RefundPaid{command.bank_reference}};
}

}  // namespace

Date refund_due_date(const Rule& rule, Date from, const WorkingCalendar& calendar) {
    ensure(rule.unit != RuleUnit::percent, "a refund's limit is in days");
    return rule.unit == RuleUnit::working_days ? calendar.add_working_days(from, rule.value).date
                                               : calendar.add_calendar_days(from, rule.value).date;
}

Decision decide(const RefundState& state, const RefundCommand& command) {
    return std::visit(Cases{[&](const CauseRefund& c) { return cause(state, c); },
                            [&](const PayRefund& c) { return pay(state, c); }},
                      command);
}

RefundState evolve(RefundState state, const RefundEvent& event) {
    std::visit(Cases{[&](const RefundCaused& e) {
                         state.phase = RefundPhase::due;
                         state.cause = e.cause;
                         state.reference = e.reference;
                         state.payee = e.payee;
                         state.amount = e.amount;
                         state.due_date = e.due_date;
                         state.recipient = e.recipient;
                     },
                     [&](const RefundPaid& e) {
                         state.phase = RefundPhase::paid;
                         state.bank_reference = e.bank_reference;
                     }},
               event);
    return state;
}

}  // namespace daylit::auction
