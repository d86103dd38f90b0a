// Certificates of trusted outside authorities, registered by the person who holds the key: it signs a
// statement with it. From then on it signs quotes as one of the platform's own does.
#pragma once

#include "server/app/certificates.hpp"

namespace daylit::app {

struct OutsideCertificateInput {
    std::string certificate_pem;
    std::string statement;  // compact JWS (ES256, type daylight-possession+jws) by the certificate's key
};
BOOST_DESCRIBE_STRUCT(OutsideCertificateInput, (), (certificate_pem, statement))

// What the key's holder signs.
struct PossessionStatement {
    std::string audience;
    PersonId person;            // who registers it
    Digest certificate_digest;  // SHA-256 of the certificate's DER
    std::string nonce;          // the request's Idempotency-Key
    Instant expires_at;         // ten minutes ahead at most
};
BOOST_DESCRIBE_STRUCT(PossessionStatement, (), (audience, person, certificate_digest, nonce, expires_at))

// Refuses what a certificate and a JWS refuse, key_not_p256 (RSA and SM2 are not supported),
// authority_not_trusted, certificate_for_another, certificate_registered, and what its authority's revocation
// list says.
Result<CertificateView> register_outside_certificate(Call& call, const Params& params,
                                                     const OutsideCertificateInput& in);

}  // namespace daylit::app
