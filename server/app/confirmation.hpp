// What follows a sale: the deal confirmation, which seller and winner sign (server/app/quoting.hpp says how),
// and the contract.
#pragma once

#include "server/app/quoting.hpp"

namespace daylit::app {

// The deal confirmation, drawn up once when a lot is sold and binding when both have signed: what they sign
// is the digest of `text`.
struct ConfirmationView {
    LotId lot;
    std::string text;
    Digest digest;
    std::optional<Instant> seller_signed_at;
    std::optional<Instant> winner_signed_at;
    std::optional<Instant> refused_at;
    bool may_sign = false;    // the reader, now
    bool may_refuse = false;  // the winner alone
};
BOOST_DESCRIBE_STRUCT(ConfirmationView, (),
                      (lot, text, digest, seller_signed_at, winner_signed_at, refused_at, may_sign,
                       may_refuse))

// For the seller, the winner and the staff; everybody else gets not_found.
Result<ConfirmationView> confirmation(Call& call, const Params& params);
Result<ActAnswer> sign_confirmation(Call& call, const Params& params, const SignedAct& in);
Result<ActAnswer> refuse_confirmation(Call& call, const Params& params, const SignedAct& in);

// For the jobs: draws up the confirmation of every lot that was sold; tells how many.
int draw_up_confirmations(const Services& services);
// For the jobs: drafts the announcements that are due, those of sold lots once their confirmation names the
// winner.
int draft_announcements(const Services& services);

struct ContractInput {
    std::string number;
    Date signed_on;
};
BOOST_DESCRIBE_STRUCT(ContractInput, (), (number, signed_on))
// By the seller, once the confirmation binds.
Result<LotView> record_contract(Call& call, const Params& params, const ContractInput& in);

}  // namespace daylit::app
