#include "server/app/refunds.hpp"

#include "server/app/keyset.hpp"
#include "server/app/messages.hpp"
#include "server/app/refund_record.hpp"
#include "server/app/rule_book.hpp"

namespace daylit::app {

namespace {

using auction::RefundPhase;
using auction::RefundState;
using schema::RefundRow;

constexpr int yellow_working_days_left = 2;

RefundView view_of(Act& act, const RefundRow& row) {
    const auto& services = act.services();
    const auto state = stored_state<RefundState>(row.state);
    const auto light = state.phase == RefundPhase::paid
                           ? Light::green
                           : light_of(row.due_date, services.procedure_clock.now(), services.rules.calendar(),
                                      yellow_working_days_left);
    return {
        row.id, state.phase, row.reference,       payee_of(services, row.id, state), row.amount, row.due_date,
        light,  row.paid_at, state.bank_reference};
}

}  // namespace

Result<Page<RefundView>> refunds(Call& call, const Params& params) {
    return call.read<Page<RefundView>>([&](Act& act) {
        return ordered_page<RefundView, RefundRow>(act, params, {}, "due_date", schema::Order::ascending,
                                                   [&](const RefundRow& row) { return view_of(act, row); });
    });
}

Result<RefundView> record_payment(Call& call, const Params& params, const PaymentInput& in) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<RefundView>([&](Act& act) -> Result<RefundView> {
        auto stream = act.lock("refund:" + *id);
        auto row = act.tx.find<RefundRow>(schema::Lock::update, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<RefundState>(row->state);
        const auto events = decide(state, auction::PayRefund{in.bank_reference});
        if (!events) {
            return events.refusal();
        }
        apply(act, stream, state, *events);
        row->seq = stream.head.seq;
        row->phase = boost::describe::enum_to_string(state.phase, "");
        row->paid_at = stream.now;
        row->state = to_json_text(state);
        act.update(*row);
        if (const auto recipient = recipient_of(act.services(), *id, state)) {
            send_message(act, *recipient, MessageKind::refund_paid,
                         {row->reference, grouped_yuan(row->amount), state.bank_reference});
        }
        return view_of(act, *row);
    });
}

}  // namespace daylit::app
