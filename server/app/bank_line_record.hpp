// A line of the bank's statement as it is stored: its row, and the payer that stands sealed in its state.
#pragma once

#include "auction/bank_line.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/sealed_json.hpp"

namespace daylit::app {

std::string bank_line_stream(const std::string& id);

// The line as the bank told it, its payer unsealed.
auction::StatementLine statement_of(const Services& services, const std::string& id,
                                    const auction::BankLineState& state);

// A line whose stream and row this transaction holds locked.
struct LockedBankLine {
    Stream stream;
    schema::BankLineRow row;
    auction::BankLineState state;
};
// nullopt when there is no such line.
std::optional<LockedBankLine> lock_bank_line(Act& act, const std::string& id);
// Stores the events and the row that they lead to.
void store_bank_line(Act& act, LockedBankLine& line, const std::vector<auction::BankLineEvent>& events,
                     const std::string& actor);

}  // namespace daylit::app
