// Finance's desk: lines of the bank's statement, which a program matches with deposit references. Finance
// sees payers, references and amounts, never lots.
#pragma once

#include "auction/bank_line.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct BankLineInput {
    std::string bank_reference;  // the bank's own number of the line
    std::string reference;       // the deposit reference that the payer gave
    std::string payer;           // the account's name
    Fen amount;
    Instant received_at;
};
BOOST_DESCRIBE_STRUCT(BankLineInput, (), (bank_reference, reference, payer, amount, received_at))

struct BankLineView {
    std::string id;
    auction::BankLinePhase state = auction::BankLinePhase::none;
    std::string bank_reference;
    std::string reference;
    std::string payer;
    Fen amount;
    Instant received_at;
    Instant entered_at;
    std::string mismatch;          // auction::Mismatch as text: why it matches nothing; "" for none
    std::string proposed_by_name;  // of a resolution that waits for a second person
    std::string proposal;          // auction::Resolution as text, "" for none
    bool may_confirm = false;
};
BOOST_DESCRIBE_STRUCT(BankLineView, (),
                      (id, state, bank_reference, reference, payer, amount, received_at, entered_at, mismatch,
                       proposed_by_name, proposal, may_confirm))

struct BankImport {
    std::vector<BankLineInput> lines;  // at most 500; all or none
};
BOOST_DESCRIBE_STRUCT(BankImport, (), (lines))

struct ResolutionInput {
    auction::Resolution resolution = auction::Resolution::return_to_payer;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ResolutionInput, (), (resolution, reason))

Result<BankLineView> enter_bank_line(Call& call, const Params& params, const BankLineInput& in);
Result<Page<BankLineView>> import_bank_lines(Call& call, const Params& params, const BankImport& in);
// The same from a statement as CSV (auction/bank_statement.hpp has its form); refusals name the line.
Result<Page<BankLineView>> import_statement(Call& call, std::string_view csv);
// Newest first; ?state=, ?cursor=, ?limit=
Result<Page<BankLineView>> bank_lines(Call& call, const Params& params);
Result<BankLineView> propose_resolution(Call& call, const Params& params, const ResolutionInput& in);
Result<BankLineView> confirm_resolution(Call& call, const Params& params, const Nothing& in);

// --- for the jobs, each step in a transaction of its own, each safe to repeat ---

// Matches entered lines with applications and qualifies, gives each its plate and makes an excess a refund;
// tells how many lines it judged. A line that came after the deadline of a suspended lot waits.
int match_bank_lines(const Services& services);

}  // namespace daylit::app
