// Certificates: issued to a person of an active organisation from a request that proves possession of the
// key.
#pragma once

#include "crypto/certificate.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/known_signers.hpp"
#include "server/app/registration.hpp"

namespace daylit::app {

struct CertificateOrderInput {
    std::string request_pem;
};
BOOST_DESCRIBE_STRUCT(CertificateOrderInput, (), (request_pem))

struct CertificateView {
    std::string serial;  // of an outside authority's: our own name for it
    std::string state;
    std::string certificate_pem;
    Digest fingerprint;  // SHA-256 of the public key's SPKI
    Instant not_before;
    Instant not_after;
    std::optional<Instant> revoked_at;
    std::string issuer;              // the authority's common name
    std::optional<PersonId> person;  // who holds its key
};
BOOST_DESCRIBE_STRUCT(CertificateView, (),
                      (serial, state, certificate_pem, fingerprint, not_before, not_after, revoked_at, issuer,
                       person))

Result<CertificateView> issue_certificate(Call& call, const Params& params, const CertificateOrderInput& in);
Result<Page<CertificateView>> my_certificates(Call& call, const Params& params);
Result<CertificateView> revoke_certificate(Call& call, const Params& params, const Reason& in);

std::string authority_pem(const Services& services);
std::string receipt_certificate_pem(const Services& services);
std::string revocation_list_pem(const Services& services);

CertificateView certificate_view(const schema::CertificateRow& row);

// The signer behind a JWS header's kid, checked against its authority, ours or a trusted one; refuses
// certificate_unknown, and for an outside one authority_not_trusted and what its authority's present list
// says. Revocation is judged later, of the row as the transaction sees it, by check_not_revoked.
Result<Signer> find_signer(const Services& services, const std::string& serial, const std::string& field);
Outcome check_not_revoked(const std::optional<schema::CertificateRow>& certificate, const std::string& field);

// Whose the certificate (DER) is that a program presents at the handshake, as everything stands now. Refuses
// (field "certificate") what Certificate::from_der and check_certificate refuse, authority_not_trusted, what
// a trusted authority's present list says, certificate_unknown for one that nobody registered here, and
// certificate_revoked.
Result<Signer> check_presented(const Services& services, const std::string& der);

}  // namespace daylit::app
