// Money to give back, from its cause to its payment; land deposits bear no interest (39号令 article 21).
// decide and evolve are pure. Payee and recipient enter events only sealed.
#pragma once

#include "auction/profile.hpp"
#include "base/calendar.hpp"
#include "base/event.hpp"

namespace daylit::auction {

enum class RefundPhase { none, due, paid };
BOOST_DESCRIBE_ENUM(RefundPhase, none, due, paid)

// The last day for giving money back that became free on `from`, which is not counted.
Date refund_due_date(const Rule& rule, Date from, const WorkingCalendar& calendar);

// --- events ---

struct RefundCaused {
    std::string cause;      // "application:<id>" or "bank_line:<id>", never twice
    std::string reference;  // what the payer wrote when it came
    std::string payee;      // sealed: the name of the account that it came from
    Fen amount;
    Date due_date;
    std::string recipient;  // sealed: the organisation to tell; "" for nobody we know
};
BOOST_DESCRIBE_STRUCT(RefundCaused, (), (cause, reference, payee, amount, due_date, recipient))

struct RefundPaid {
    std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(RefundPaid, (), (bank_reference))

using RefundEvent = std::variant<RefundCaused, RefundPaid>;

// --- state ---

struct RefundState {
    RefundPhase phase = RefundPhase::none;
    std::string cause;
    std::string reference;
    std::string payee;
    Fen amount;
    Date due_date;
    std::string recipient;
    std::string bank_reference;  // of the payment
    bool operator==(const RefundState&) const = default;
};
BOOST_DESCRIBE_STRUCT(RefundState, (),
                      (phase, cause, reference, payee, amount, due_date, recipient, bank_reference))

// --- commands ---

struct CauseRefund {
    std::string cause;
    std::string reference;
    std::string payee;
    Fen amount;
    Date due_date;
    std::string recipient;
};
struct PayRefund {
    std::string bank_reference;
};
using RefundCommand = std::variant<CauseRefund, PayRefund>;

// Refusals in this order: form, phase (auction/deposit_refusals.cpp).
Result<std::vector<RefundEvent>> decide(const RefundState& state, const RefundCommand& command);
RefundState evolve(RefundState state, const RefundEvent& event);

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::RefundCaused> : NamedEvent<"refund_caused", 1> {};
template <>
struct EventTag<auction::RefundPaid> : NamedEvent<"refund_paid", 1> {};
}  // namespace daylit
