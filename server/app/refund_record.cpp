#include "server/app/refund_record.hpp"

#include "server/app/messages.hpp"
#include "server/app/rule_book.hpp"

#include <algorithm>

namespace daylit::app {

using schema::RefundRow;

namespace {

void cause_one(Act& act, const std::string& id, const NewRefund& refund, const std::string& actor) {
    if (!act.tx.select<RefundRow>({{schema::equals("cause", refund.cause)}, {}, 1}).empty()) {
        return;
    }
    const auto& services = act.services();
    const auto name = "refund:" + id;
    auto stream = act.lock(name);
    auction::RefundState state;
    const auto events =
        decide(state, auction::CauseRefund{
                          refund.cause, refund.reference, seal_json(services, refund.payee, name),
                          refund.amount, refund.due_date,
                          refund.recipient ? seal_json(services, *refund.recipient, name) : std::string()});
    ensure(events.ok(), "a fresh refund can be caused");
    apply(act, stream, state, *events, actor);
    const RefundRow row{id,
                        stream.head.seq,
                        boost::describe::enum_to_string(state.phase, ""),
                        state.cause,
                        state.reference,
                        state.amount,
                        state.due_date,
                        stream.now,
                        std::nullopt,
                        to_json_text(state)};
    if (!act.try_insert(row)) {
        throw schema::Conflict("the refund was caused meanwhile");
    }
    if (refund.recipient) {
        send_message(act, *refund.recipient, MessageKind::refund_due,
                     {refund.reference, grouped_yuan(refund.amount), to_text(refund.due_date)});
    }
}

}  // namespace

void cause_refund(Act& act, const NewRefund& refund, const std::string& actor) {
    cause_refunds(act, {refund}, actor);
}

void cause_refunds(Act& act, const std::vector<NewRefund>& refunds, const std::string& actor) {
    std::vector<std::string> ids;
    std::ranges::generate_n(std::back_inserter(ids), std::ssize(refunds),
                            [&] { return id_text(act.services().random.entropy()); });
    std::ranges::sort(ids);
    for (std::size_t i = 0; i < refunds.size(); ++i) {
        cause_one(act, ids[i], refunds[i], actor);
    }
}

Date plain_due_date(const Services& services, Instant now) {
    return auction::refund_due_date(services.rules.profiles().front().rules.loser_refund, china_date(now),
                                    services.rules.calendar());
}

std::string payee_of(const Services& services, const std::string& id, const auction::RefundState& state) {
    return unseal_json<std::string>(services, state.payee, "refund:" + id);
}

std::optional<OrganisationId> recipient_of(const Services& services, const std::string& id,
                                           const auction::RefundState& state) {
    return state.recipient.empty()
               ? std::nullopt
               : std::optional(unseal_json<OrganisationId>(services, state.recipient, "refund:" + id));
}

}  // namespace daylit::app
