// Receipts: signed with the act's transaction, kept for their owner, completed by the log's proof and its
// time stamp.
#pragma once

#include "crypto/proof_bundle.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

// Signs and stores the receipt of an event that this transaction appended.
std::string give_receipt(Act& act, const OrganisationId& owner, const std::string& kind, const LotId& lot,
                         const schema::StoredEvent& event, boost::json::object subject);

struct ReceiptView {
    Digest event_digest;
    LotId lot;
    std::string kind;
    Instant at;
    boost::json::object subject;
    std::string receipt;  // compact JWS
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (), (event_digest, lot, kind, at, subject, receipt))

Result<Page<ReceiptView>> my_receipts(Call& call,
                                      const Params& params);  // newest first; ?lot=, ?cursor=, ?limit=
// The proof bundle (crypto/proof_bundle.hpp) with the log's proof and the time stamp where they are there
// already.
Result<ProofBundle> my_receipt(Call& call, const Params& params);

}  // namespace daylit::app
