// Routes of signed acts on lots and of their receipts.
#include "server/app/confirmation.hpp"
#include "server/app/probes.hpp"
#include "server/app/quoting.hpp"
#include "server/app/receipts.hpp"
#include "server/wire/route.hpp"

namespace daylit::wire {

namespace {

using registry::Role;
using registry::Scope;

}  // namespace

std::vector<Route> bidding_routes() {
    const auto bidder = only({Role::bidder_agent});
    const auto party = only({Role::bidder_agent, Role::seller_agent});
    return {
        under(Scope::quotes, command(Method::post, "/api/v1/lots/{id}/quotes", bidder,
                                     "Quote: a signed act that binds", &app::place_quote)),
        uncounted(under(Scope::quotes, command(Method::post, "/api/v1/lots/{id}/answers", bidder,
                                               "Answer whether one goes on", &app::answer_question))),
        query("/api/v1/lots/{id}/confirmation", signed_in(),
              "The deal confirmation, for its parties and the staff", {}, &app::confirmation),
        // A bidder's key is in its own hands; the seller binds a public body.
        stepped_up(command(Method::post, "/api/v1/lots/{id}/confirmation", party,
                           "Sign the deal confirmation", &app::sign_confirmation),
                   {Role::seller_agent}),
        command(Method::post, "/api/v1/lots/{id}/confirmation/refuse", bidder,
                "Refuse to sign: the deposit is forfeited", &app::refuse_confirmation),
        stepped_up(command(Method::post, "/api/v1/lots/{id}/contract", only({Role::seller_agent}),
                           "Record the signed contract", &app::record_contract)),
        command(Method::post, "/api/v1/probes", only({Role::probe}),
                "An outside probe's signed act, which reports what it could not complete before",
                &app::probe),
        query("/api/v1/my/receipts", party, "One's organisation's receipts, newest first",
              {"lot", "cursor", "limit"}, &app::my_receipts),
        query("/api/v1/my/receipts/{digest}", party, "A receipt as a proof bundle", {}, &app::my_receipt),
    };
}

}  // namespace daylit::wire
