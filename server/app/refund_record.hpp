// A refund as it is stored: its row, and what stands sealed in its state.
#pragma once

#include "auction/refund.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/sealed_json.hpp"

namespace daylit::app {

// What programs do with deposits stands in the log under this actor.
inline constexpr const char* deposits_program = "program:deposits";

struct NewRefund {
    std::string cause;  // "application:<id>" or "bank_line:<id>"
    std::string reference;
    std::string payee;
    Fen amount;
    Date due_date;
    std::optional<OrganisationId> recipient;  // whom to tell
};

// Makes the refund due, once for each cause: the same again changes nothing. Locks the stream "refund:<id>";
// tells the recipient.
void cause_refund(Act& act, const NewRefund& refund, const std::string& actor);
// The same for several at once: whoever causes two one by one locks their streams in no order.
void cause_refunds(Act& act, const std::vector<NewRefund>& refunds, const std::string& actor);

// Until when money goes back that belongs to no closed lot (an excess, a line that matched nothing): by the
// first profile's rule, whatever the lot, so that the date tells nothing of it.
Date plain_due_date(const Services& services, Instant now);

std::string payee_of(const Services& services, const std::string& id, const auction::RefundState& state);
std::optional<OrganisationId> recipient_of(const Services& services, const std::string& id,
                                           const auction::RefundState& state);

}  // namespace daylit::app
