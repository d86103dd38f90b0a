// What the registry remembers of a certificate that the platform issued, or that a trusted outside authority
// did and its holder registered: whose it is, and whether it was revoked here. Kept for five years after it
// expires (Electronic Signature Law, article 24).
#pragma once

#include "base/event.hpp"
#include "crypto/digest.hpp"

namespace daylit::registry {

enum class CertificatePhase { none, valid, revoked };
BOOST_DESCRIBE_ENUM(CertificatePhase, none, valid, revoked)

struct CertificateIssued {
    PersonId person;
    OrganisationId organisation;
    Digest key_fingerprint;
    Digest certificate_digest;
    Instant not_before;
    Instant not_after;
};
BOOST_DESCRIBE_STRUCT(CertificateIssued, (),
                      (person, organisation, key_fingerprint, certificate_digest, not_before, not_after))

struct OutsideCertificateRegistered {
    PersonId person;
    OrganisationId organisation;
    std::string authority;  // the operator's name of the one that issued it
    std::string serial;     // by that authority
    Digest key_fingerprint;
    Digest certificate_digest;
    Instant not_before;
    Instant not_after;
};
BOOST_DESCRIBE_STRUCT(OutsideCertificateRegistered, (),
                      (person, organisation, authority, serial, key_fingerprint, certificate_digest,
                       not_before, not_after))

struct CertificateRevoked {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CertificateRevoked, (), (reason))

using CertificateEvent = std::variant<CertificateIssued, OutsideCertificateRegistered, CertificateRevoked>;

struct CertificateState {
    CertificatePhase phase = CertificatePhase::none;
    PersonId person;
    OrganisationId organisation;
    std::string reason;
    bool operator==(const CertificateState&) const = default;
};
BOOST_DESCRIBE_STRUCT(CertificateState, (), (phase, person, organisation, reason))

struct RevokeCertificate {
    std::string reason;
};

Result<std::vector<CertificateEvent>> decide(const CertificateState& state, const RevokeCertificate& command);
CertificateState evolve(CertificateState state, const CertificateEvent& event);

}  // namespace daylit::registry

namespace daylit {
template <>
struct EventTag<registry::CertificateIssued> : NamedEvent<"certificate_issued", 1> {};
template <>
struct EventTag<registry::OutsideCertificateRegistered> : NamedEvent<"outside_certificate_registered", 1> {};
template <>
struct EventTag<registry::CertificateRevoked> : NamedEvent<"certificate_revoked", 1> {};
}  // namespace daylit
