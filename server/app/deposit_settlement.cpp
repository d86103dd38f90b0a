// What becomes of the deposits when a lot has closed, and again when its winner refuses.
#include "auction/deposit.hpp"
#include "server/app/application_record.hpp"
#include "server/app/messages.hpp"
#include "server/app/outbox.hpp"
#include "server/app/refund_record.hpp"
#include "server/app/refunds.hpp"
#include "server/app/rule_book.hpp"

namespace daylit::app {

namespace {

using auction::ApplicationPhase;
using auction::LotState;
using schema::ApplicationRow;

constexpr int applications_at_once = 200;

struct ClosedLot {
    schema::LotRow row;
    LotState state;
};

ClosedLot read_lot(const Services& services, const LotId& id) {
    std::optional<schema::LotRow> row;
    services.store.read(
        [&](schema::UnitOfWork& tx) { row = tx.find<schema::LotRow>(schema::Lock::none, id); });
    ensure(row.has_value(), "a lot that closed is there");
    auto state = stored_state<LotState>(row->state);
    ensure(is_closed(state.phase), "deposits are settled when their lot has closed");
    return {std::move(*row), std::move(state)};
}

std::vector<ApplicationRow> applications_after(const Services& services, const LotId& lot,
                                               const std::string& last) {
    std::vector<ApplicationRow> rows;
    services.store.read([&](schema::UnitOfWork& tx) {
        rows = tx.select<ApplicationRow>(
            {{schema::equals("lot", lot), {"id", schema::Compare::greater, last, {}}},
             {{"id", schema::Order::ascending}},
             applications_at_once});
    });
    return rows;
}

void tell(Act& act, const ClosedLot& lot, const LockedApplication& application, const HeldDeposit& deposit,
          const OrganisationId& organisation) {
    const auto kind = application.state.phase == ApplicationPhase::won ? MessageKind::deposit_counted
                                                                       : MessageKind::deposit_forfeited;
    send_message(act, organisation, kind,
                 {lot.row.number, application.state.deposit_reference, grouped_yuan(deposit.amount)});
}

Result<Nothing> settle_one(Act& act, const ClosedLot& lot, const ApplicationId& id) {
    const auto& services = act.services();
    auto application = lock_application(act, id);
    const auto due = auction::refund_due_date(lot.state.profile.rules.loser_refund,
                                              china_date(*lot.state.closed_at), services.rules.calendar());
    const auto events =
        decide(application.state,
               auction::SettleApplication{auction::deposit_outcome(lot.state, application.state.plate), due},
               application.stream.now);
    ensure(events.ok(), "a deposit can always be settled");
    if (events->empty()) {
        return Nothing{};
    }
    store_application(act, application, *events, deposits_program);
    const auto organisation = applicant_of(services, id, application.state).organisation;
    const auto deposit = deposit_of(services, id, application.state);
    if (!deposit) {
        send_message(act, organisation, MessageKind::application_unqualified,
                     {lot.row.number, application.state.deposit_reference});
    } else if (application.state.phase == ApplicationPhase::settled) {
        cause_refund(act,
                     {stream_of(id), application.state.deposit_reference, deposit->payer, deposit->amount,
                      due, organisation},
                     deposits_program);
    } else {
        tell(act, lot, application, *deposit, organisation);
    }
    return Nothing{};
}

void settle_lot(const Services& services, const LotId& id) {
    const auto lot = read_lot(services, id);
    std::string last;
    for (auto rows = applications_after(services, id, last); !rows.empty();
         rows = applications_after(services, id, last)) {
        for (const auto& row : rows) {
            Call call(services, {});
            const auto done = call.transact<Nothing>([&](Act& act) { return settle_one(act, lot, row.id); });
            ensure(done.ok(), "settling refuses nothing");
        }
        last = rows.back().id.text;
    }
}

}  // namespace

int settle_deposits(const Services& services) {
    int settled = 0;
    for (const char* kind : {"settle_deposits", "forfeit_deposit"}) {
        settled += work_off_outbox(services, kind,
                                   [&](const std::string& lot) { settle_lot(services, LotId{lot}); });
    }
    return settled;
}

}  // namespace daylit::app
