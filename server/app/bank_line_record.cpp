#include "server/app/bank_line_record.hpp"

namespace daylit::app {

using auction::BankLineState;
using schema::BankLineRow;

std::string bank_line_stream(const std::string& id) {
    return "bank_line:" + id;
}

auction::StatementLine statement_of(const Services& services, const std::string& id,
                                    const BankLineState& state) {
    return {state.bank_reference, state.reference,
            unseal_json<std::string>(services, state.payer, bank_line_stream(id)), state.amount,
            state.received_at};
}

std::optional<LockedBankLine> lock_bank_line(Act& act, const std::string& id) {
    auto stream = act.lock(bank_line_stream(id));
    auto row = act.tx.find<BankLineRow>(schema::Lock::update, id);
    if (!row) {
        return std::nullopt;
    }
    auto state = stored_state<BankLineState>(row->state);
    return LockedBankLine{std::move(stream), std::move(*row), std::move(state)};
}

void store_bank_line(Act& act, LockedBankLine& line, const std::vector<auction::BankLineEvent>& events,
                     const std::string& actor) {
    apply(act, line.stream, line.state, events, actor);
    line.row.seq = line.stream.head.seq;
    line.row.phase = boost::describe::enum_to_string(line.state.phase, "");
    if (line.state.is_void()) {
        line.row.bank_reference.reset();
    }
    line.row.state = to_json_text(line.state);
    act.update(line.row);
}

}  // namespace daylit::app
