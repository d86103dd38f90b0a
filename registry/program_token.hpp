// Tokens under which a person's programs act in its name: made with a name, scopes and an expiry, revoked by
// their holder or when the holder is disabled. What a scope opens stands in the route table
// (server/wire/route.hpp). A token may be bound to one of the person's certificates: then it is good only on
// connections on which that certificate was presented (RFC 8705, 3).
#pragma once

#include "crypto/digest.hpp"
#include "registry/roles.hpp"

namespace daylit::registry {

// Groups of routes that a token may open. What a second person confirms, what moves money, what concludes a
// deal and what changes who may sign in or sign has no scope: no program does it.
enum class Scope {
    read,          // what the person may read
    uploads,       // handing in files
    applications,  // applying to lots
    quotes,        // quotes and answers: signed acts, which also need the signer's key
    parcels,       // the seller's parcels
    listings,      // drafting listing announcements and notices
    documents,     // revising drafts of announcements
    bids,          // sealed files and submissions: signed acts, which also need the signer's key
    openings,      // words in ceremonies and parts at openings: signed acts, too
};
BOOST_DESCRIBE_ENUM(Scope, read, uploads, applications, quotes, parcels, listings, documents, bids, openings)

struct BoundCertificate {
    std::string serial;  // under which the registry keeps it
    Digest thumbprint;   // SHA-256 of its DER ("x5t#S256")
    bool operator==(const BoundCertificate&) const = default;
};
BOOST_DESCRIBE_STRUCT(BoundCertificate, (), (serial, thumbprint))

enum class TokenPhase { none, valid, revoked };
BOOST_DESCRIBE_ENUM(TokenPhase, none, valid, revoked)

// --- events ---

struct TokenMade {
    PersonId person;
    OrganisationId organisation;
    std::string name;
    std::vector<Scope> scopes;
    Instant expires_at;
    std::optional<BoundCertificate> certificate;
};
BOOST_DESCRIBE_STRUCT(TokenMade, (), (person, organisation, name, scopes, expires_at, certificate))

struct TokenRevoked {
    std::string author;
};
BOOST_DESCRIBE_STRUCT(TokenRevoked, (), (author))

using TokenEvent = std::variant<TokenMade, TokenRevoked>;

// --- state ---

struct TokenState {
    TokenPhase phase = TokenPhase::none;
    PersonId person;
    OrganisationId organisation;
    std::string name;
    std::vector<Scope> scopes;
    Instant expires_at;
    std::optional<BoundCertificate> certificate = {};
    bool operator==(const TokenState&) const = default;
};
BOOST_DESCRIBE_STRUCT(TokenState, (), (phase, person, organisation, name, scopes, expires_at, certificate))

// --- commands ---

struct MakeToken {
    PersonId person;
    OrganisationId organisation;
    std::string name;
    std::vector<Scope> scopes;
    Instant expires_at;
    std::vector<Scope> offered;  // to this person, by its roles
    std::chrono::days longest{};
    int held = 0;  // tokens that the person has and that still open something
    std::optional<BoundCertificate> certificate = {};  // the person's own and in force
};
struct RevokeToken {
    std::string actor;
};
using TokenCommand = std::variant<MakeToken, RevokeToken>;

inline constexpr int most_tokens = 20;  // that one person may hold at a time

// MakeToken refuses what is no line of text as a name, scopes_empty, scope_repeated, scope_not_offered,
// expiry_not_ahead, expiry_too_far, too_many_tokens; RevokeToken refuses wrong_phase.
Result<std::vector<TokenEvent>> decide(const TokenState& state, const TokenCommand& command, Instant now);
TokenState evolve(TokenState state, const TokenEvent& event);

// Whether the token opens anything at the moment.
bool is_in_force(const TokenState& state, Instant now);

}  // namespace daylit::registry

namespace daylit {
template <>
struct EventTag<registry::TokenMade> : NamedEvent<"token_made", 1> {};
template <>
struct EventTag<registry::TokenRevoked> : NamedEvent<"token_revoked", 1> {};
}  // namespace daylit
