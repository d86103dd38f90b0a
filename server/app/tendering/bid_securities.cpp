#include "server/app/tendering/bid_securities.hpp"

#include "schema/rows_registry.hpp"
#include "schema/rows_tendering.hpp"
#include "server/app/bank_line_record.hpp"
#include "server/app/refund_record.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using auction::BankLinePhase;
using auction::BankLineState;
using schema::BankLineRow;
using schema::Lock;
constexpr int most_transfers = 100;  // under one reference

// In the order of their ids, which is the order in which they are locked.
std::vector<BankLineRow> rows_under(Act& act, const std::string& reference) {
    return act.tx.select<BankLineRow>(
        {{schema::equals("reference", reference)}, {{"id", schema::Order::ascending}}, most_transfers});
}

// Money that is there: not returned, and not judged to be something else.
bool is_there(const BankLineState& state) {
    return state.phase == BankLinePhase::entered || state.phase == BankLinePhase::held;
}

std::string own_name(Act& act) {
    const auto own = act.tx.find<schema::OrganisationRow>(Lock::none, *act.caller().organisation);
    ensure(own.has_value(), "a signed-in person is in the registry");
    return own->name;
}

SecurityTransfersView view_of(Act& act, const std::string& reference) {
    SecurityTransfersView view{reference, own_name(act), {}, {}};
    for (const auto& row : rows_under(act, reference)) {
        const auto state = stored_state<BankLineState>(row.state);
        if (!is_there(state)) {
            continue;
        }
        const auto line = statement_of(act.services(), row.id, state);
        const bool is_own = line.payer == view.payer;
        view.received = is_own ? view.received + line.amount : view.received;
        view.items.push_back({line.amount, line.received_at, is_own});
    }
    return view;
}

// The caller's own money that is there under the reference, each line locked.
std::vector<LockedBankLine> lock_own_lines(Act& act, const std::string& reference, const std::string& payer) {
    std::vector<LockedBankLine> own;
    for (const auto& row : rows_under(act, reference)) {
        auto line = lock_bank_line(act, row.id);
        ensure(line.has_value(), "a bank line stays");
        const bool is_own = statement_of(act.services(), row.id, line->state).payer == payer;
        if (is_own && is_there(line->state)) {
            own.push_back(std::move(*line));
        }
    }
    return own;
}

void change(Act& act, LockedBankLine& line, const auction::BankLineCommand& command) {
    const auto events = decide(line.state, command, line.stream.now);
    ensure(events.ok(), "a line that is there can be held, and given back");
    store_bank_line(act, line, *events, act.caller().actor());
}

// Also what the program that matches lines has not come to yet.
void give_back(Act& act, std::vector<LockedBankLine>& lines, const std::string& payer) {
    std::vector<NewRefund> refunds;
    for (auto& line : lines) {
        if (line.state.phase == BankLinePhase::entered) {
            change(act, line, auction::HoldBankLine{});
        }
        change(act, line, auction::ReturnBankLine{});
        refunds.push_back({bank_line_stream(line.row.id), line.state.reference, payer, line.state.amount,
                           plain_due_date(act.services(), line.stream.now), act.caller().organisation});
    }
    cause_refunds(act, refunds, act.caller().actor());
}

}  // namespace

Result<SecurityTransfersView> my_security_transfers(Call& call, const Params& params) {
    const auto reference = params.text("reference");
    if (!reference || !tendering::is_blind_reference(*reference)) {
        return refuse("malformed_reference", "reference");
    }
    return call.read<SecurityTransfersView>(
        [&](Act& act) -> Result<SecurityTransfersView> { return view_of(act, *reference); });
}

Result<SecurityTransfersView> return_security(Call& call, const Params&, const SecurityReturnInput& in) {
    if (!tendering::is_blind_reference(in.reference)) {
        return refuse("malformed_reference", "reference");
    }
    return call.transact<SecurityTransfersView>([&](Act& act) -> Result<SecurityTransfersView> {
        const auto payer = own_name(act);
        auto own = lock_own_lines(act, in.reference, payer);
        if (own.empty()) {
            return refuse("not_found", "reference");
        }
        if (act.tx.find<schema::SecurityReferenceRow>(Lock::update, in.reference)) {
            return refuse("security_in_use", "reference");
        }
        give_back(act, own, payer);
        return view_of(act, in.reference);
    });
}

ReceivedTransfers lock_transfers(Act& act, const std::map<std::string, std::string>& payers) {
    std::vector<BankLineRow> rows;
    for (const auto& [reference, payer] : payers) {
        std::ranges::move(rows_under(act, reference), std::back_inserter(rows));
    }
    std::ranges::sort(rows, {}, &BankLineRow::id);
    ReceivedTransfers transfers;
    for (const auto& row : rows) {
        const auto line = lock_bank_line(act, row.id);
        ensure(line.has_value(), "a bank line stays");
        if (is_there(line->state)) {
            const auto told = statement_of(act.services(), row.id, line->state);
            const bool is_own = told.payer == payers.at(told.reference);
            transfers[told.reference].push_back({told.amount, told.received_at, is_own});
        }
    }
    return transfers;
}

void name_security(Act& act, const std::string& reference, const LotId& lot, const std::string& submission) {
    act.insert_unless_raced(schema::SecurityReferenceRow{reference, lot, SubmissionId{submission}});
}

}  // namespace daylit::app
