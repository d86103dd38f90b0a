// A bidder's signed acts on a lot: quotes, answers to the question who goes on, and the deal confirmation.
// Each is a compact JWS (ES256, kid: the certificate's serial) whose nonce is the Idempotency-Key.
//
//   daylight-quote+jws         {audience, lot, plate, price, seen_number, nonce, expires_at}
//   daylight-answer+jws        {audience, lot, plate, go_on, nonce, expires_at}
//   daylight-confirmation+jws  {audience, lot, confirmation_digest, nonce, expires_at}
//   daylight-refusal+jws       {audience, lot, reason, nonce, expires_at}
//
// audience is the log's origin (GET /api/v1/site); expires_at is by the wall clock, at most ten minutes
// ahead. A signed act that is refused gets a signed refusal as the problem's `evidence` (type
// daylight-refused+jws).
#pragma once

#include "server/app/lots.hpp"

namespace daylit::app {

struct SignedAct {
    std::string statement;  // compact JWS
};
BOOST_DESCRIBE_STRUCT(SignedAct, (), (statement))

struct QuoteAnswer {
    LotId lot;
    std::int64_t number = 0;
    Fen price;
    Instant at;
    std::optional<Instant> until;  // of the window that now runs
    Digest event_digest;
    std::string receipt;  // compact JWS, type daylight-receipt+jws
};
BOOST_DESCRIBE_STRUCT(QuoteAnswer, (), (lot, number, price, at, until, event_digest, receipt))

struct ActAnswer {
    LotId lot;
    Instant at;
    Digest event_digest;
    std::string receipt;
};
BOOST_DESCRIBE_STRUCT(ActAnswer, (), (lot, at, event_digest, receipt))

// Quotes on a lot wait for each other: they go through the quote desk, which takes many in one transaction,
// and the answer comes when that has committed.
void place_quote(Call call, const Params& params, const SignedAct& in, Answered<QuoteAnswer> answered);
Result<ActAnswer> answer_question(Call& call, const Params& params, const SignedAct& in);

}  // namespace daylit::app
