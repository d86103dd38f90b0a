// Tokens of programs: made by a person for its own programs and shown once, listed, revoked, and recognised
// when a program sends one. A token opens at most what its scopes and its holder's present roles open
// together.
#pragma once

#include "registry/program_token.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct TokenOrder {
    std::string name;
    std::vector<registry::Scope> scopes;
    Instant expires_at;
    std::optional<std::string> certificate = {};  // serial of one's own: the token is good with it alone
};
BOOST_DESCRIBE_STRUCT(TokenOrder, (), (name, scopes, expires_at, certificate))

struct TokenView {
    std::string id;
    std::string name;
    std::vector<registry::Scope> scopes;
    std::string state;  // valid, expired, revoked
    Instant made_at;
    Instant expires_at;
    std::optional<Instant> revoked_at;
    std::optional<Instant> last_used_at;  // to the hour; null before the first use
    std::optional<registry::BoundCertificate> certificate;
};
BOOST_DESCRIBE_STRUCT(TokenView, (),
                      (id, name, scopes, state, made_at, expires_at, revoked_at, last_used_at, certificate))

struct MadeToken {
    TokenView token;
    std::string secret;  // what the program sends; told this once
};
BOOST_DESCRIBE_STRUCT(MadeToken, (), (token, secret))

// `offered` are the scopes that open something to the caller, by the route table. Not to be called under an
// idempotency key: the kept answer would store the secret. Refuses what registry::decide refuses, and a
// certificate that is not one's own or not good now with what find_signer and check_not_revoked refuse, and
// certificate_not_yours.
Result<MadeToken> make_token(Call& call, const TokenOrder& in, const std::vector<registry::Scope>& offered);
Result<Page<TokenView>> my_tokens(Call& call, const Params& params);
Result<TokenView> revoke_token(Call& call, const Params& params, const Nothing& in);

// Within another transaction, which has locked no stream named after "program_token": all tokens of the
// person that are not revoked yet.
void revoke_tokens_of(Act& act, const PersonId& person);

struct Program {
    Caller caller;  // the holder, without a session
    std::vector<registry::Scope> scopes;
};
// `presented` is the DER of the certificate by which the connection was opened on the programs' port, nothing
// on the main one. There a bound token is refused token_wants_certificate; here a token must be bound
// (token_not_bound), to this certificate (token_for_another_certificate), and the certificate still be good:
// what check_presented refuses. Before all that token_malformed, token_unknown, token_revoked, token_expired,
// token_holder_inactive.
Result<Program> authenticate_program(const Services& services, const std::string& token,
                                     const std::string& address, const std::optional<std::string>& presented);

}  // namespace daylit::app
