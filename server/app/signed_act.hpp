// A bidder's or seller's signed act as it arrives (compact JWS, ES256): whose it is and what it says, checked
// before any lock. What the certificate is worth at the moment of the act is judged again inside the
// transaction.
#pragma once

#include "schema/rows_registry.hpp"
#include "server/app/certificates.hpp"
#include "server/app/quoting.hpp"

namespace daylit::app {

struct ActFacts {
    std::string audience;
    LotId lot;
    std::string nonce;
    Instant expires_at;
};

struct QuoteStatement {
    std::string audience;
    LotId lot;
    std::string plate;
    Fen price;
    std::int64_t seen_number = 0;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(QuoteStatement, (), (audience, lot, plate, price, seen_number, nonce, expires_at))

struct AnswerStatement {
    std::string audience;
    LotId lot;
    std::string plate;
    bool go_on = false;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(AnswerStatement, (), (audience, lot, plate, go_on, nonce, expires_at))

struct ConfirmationStatement {
    std::string audience;
    LotId lot;
    Digest confirmation_digest;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ConfirmationStatement, (), (audience, lot, confirmation_digest, nonce, expires_at))

struct RefusalStatement {
    std::string audience;
    LotId lot;
    std::string reason;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(RefusalStatement, (), (audience, lot, reason, nonce, expires_at))

// The statement's exact bytes under a signature that holds, made with a certificate of the caller's. Refuses
// what a JWS refuses, certificate_unknown, certificate_expired …, certificate_not_yours.
struct VerifiedAct {
    std::string payload;
    std::string serial;
    Digest digest;  // of the compact JWS: the evidence that the event names
    Instant expires_at;
};
Result<VerifiedAct> verify_act(Call& call, const SignedAct& act, std::string_view type);

// That a signed text is addressed to us, carries the request's key and does not live too long.
Outcome check_address(const Call& call, const std::string& audience, const std::string& nonce,
                      Instant expires_at);
// That the act is addressed to us and this lot, carries the request's key and does not live too long.
Outcome check_facts(const Call& call, const ActFacts& facts, const LotId& lot);

// Both, and the payload read; field names are the statement's own.
template <class Statement>
Result<std::pair<Statement, VerifiedAct>> read_act(Call& call, const SignedAct& act, std::string_view type,
                                                   const LotId& lot) {
    auto verified = verify_act(call, act, type);
    if (!verified) {
        return verified.refusal();
    }
    auto statement = parse_as<Statement>(verified->payload);
    if (!statement) {
        return refuse("act_malformed", statement.refusal().field);
    }
    const ActFacts facts{statement->audience, statement->lot, statement->nonce, statement->expires_at};
    if (auto fits = check_facts(call, facts, lot); !fits) {
        return fits.refusal();
    }
    verified->expires_at = statement->expires_at;
    return std::pair(std::move(*statement), std::move(*verified));
}

// What is judged inside the transaction, at the moment of the act: the certificate is not revoked, the act
// has not expired by the wall clock, and the signer and its organisation may still act. An act that was
// answered in time so gets its kept answer again, as long as answers are kept.
Outcome check_good_now(Act& act, const VerifiedAct& verified);
// The same of what was read already.
struct SignerKey {
    std::string serial;  // of its certificate
    PersonId person;
    OrganisationId organisation;
    auto operator<=>(const SignerKey&) const = default;
};
struct SignerStanding {
    bool certified = false;  // its certificate is not revoked
    bool active = false;     // it and its organisation may act
};
std::map<SignerKey, SignerStanding> signer_standings(Act& act, const std::set<SignerKey>& wanted);
Outcome check_good_at(const VerifiedAct& verified, const SignerStanding& standing, Instant wall_now);

// Keeps the act as it arrived, sealed, under its digest.
void keep_evidence(Act& act, const SignedAct& signed_act, const Digest& digest);

// The refusal with our signature under it: which act was refused, why and when (type daylight-refused+jws).
Refusal signed_refusal(const Services& services, Refusal refusal, const LotId& lot, const Digest& act,
                       Instant at);

}  // namespace daylit::app
