// Money to give back: made by programs when a lot ends or a line is resolved, paid by finance, recorded.
#pragma once

#include "auction/refund.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct RefundView {
    std::string id;
    auction::RefundPhase state = auction::RefundPhase::none;
    std::string reference;
    std::string payee;
    Fen amount;
    Date due_date;
    Light light = Light::green;
    std::optional<Instant> paid_at;
    std::string bank_reference;  // of the payment
};
BOOST_DESCRIBE_STRUCT(RefundView, (),
                      (id, state, reference, payee, amount, due_date, light, paid_at, bank_reference))

struct PaymentInput {
    std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(PaymentInput, (), (bank_reference))

// By due date; ?state=, ?cursor=, ?limit=
Result<Page<RefundView>> refunds(Call& call, const Params& params);
Result<RefundView> record_payment(Call& call, const Params& params, const PaymentInput& in);

// For the jobs: the deposits of lots that closed (outbox rows of the kinds "settle_deposits" at the closing
// and "forfeit_deposit" when the winner refuses; the subject is the lot's id, the effect what the lot's state
// says). Losers' deposits become refunds due by the lot's profile, the winner's counts towards the price or
// is forfeited, who had not paid stays unqualified. Each application in a transaction of its own, safe to
// repeat. Tells how many rows it settled.
int settle_deposits(const Services& services);

}  // namespace daylit::app
