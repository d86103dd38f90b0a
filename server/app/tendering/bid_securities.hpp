// Bid securities by transfer (tendering/bid_security.hpp). Finance sees that money came in under a reference
// and from whom, and not for which lot: only an open letter can name its reference. The bidder sees whether
// its money has come, and has it back where no bid named it.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/bid_security.hpp"

#include <map>

namespace daylit::app {

struct TransferView {
    Fen amount;
    Instant received_at;
    bool from_own_account = false;
};
BOOST_DESCRIBE_STRUCT(TransferView, (), (amount, received_at, from_own_account))

struct SecurityTransfersView {
    std::string reference;
    std::string payer;  // the registered name of the caller's organisation: only its account counts
    Fen received;       // from it, and not given back
    std::vector<TransferView> items;
};
BOOST_DESCRIBE_STRUCT(SecurityTransfersView, (), (reference, payer, received, items))

struct SecurityReturnInput {
    std::string reference;
};
BOOST_DESCRIBE_STRUCT(SecurityReturnInput, (), (reference))

// ?reference=. Refuses malformed_reference.
Result<SecurityTransfersView> my_security_transfers(Call& call, const Params& params);
// Gives back what came from the caller's account. Refuses
// malformed_reference, not_found where nothing did, security_in_use where an open bid has named it: then it
// is given back as the law says, by finance.
Result<SecurityTransfersView> return_security(Call& call, const Params& params,
                                              const SecurityReturnInput& in);

// --- for the opening ---

using ReceivedTransfers = std::map<std::string, std::vector<tendering::ReceivedTransfer>>;  // by reference
// What has come in under these references, of which each has the name that must pay; the transfers' streams
// are locked until the transaction ends, so that nothing is given back meanwhile. Locks "bank_line:".
ReceivedTransfers lock_transfers(Act& act, const std::map<std::string, std::string>& payers);
// From now on the reference is a bid's.
void name_security(Act& act, const std::string& reference, const LotId& lot, const std::string& submission);

}  // namespace daylit::app
