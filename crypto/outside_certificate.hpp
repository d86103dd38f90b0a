// Certificates of authorities outside the platform that the operator trusts (Electronic Signature Law,
// article 16: a licensed certification service), on P-256 keys as our own are.
#pragma once

#include "crypto/certificate.hpp"

namespace daylit {

// An authority that issues directly from its self-signed root, and where its subjects carry the unified
// social credit code: the attribute of that object identifier, after the prefix.
struct TrustedAuthority {
    std::string name;  // the operator's word for it
    Certificate certificate;
    std::string uscc_attribute;  // "2.5.4.97"
    std::string uscc_prefix;     // "NTRCN-", or ""
};

// Whether the authority issued this certificate for signing and it is valid at that instant: digitalSignature
// or contentCommitment, no authority, and clientAuth where it names purposes at all. Revocation is not
// checked. Refuses what check_certificate refuses.
Outcome check_outside_certificate(const Certificate& certificate, const TrustedAuthority& authority,
                                  Instant at, const std::string& field = {});

// Whether the certificate's key may sign a TLS handshake (RFC 8446, 4.4.2.3): digitalSignature, where
// contentCommitment alone is enough for acts.
bool may_sign_handshakes(const Certificate& certificate);

// The code in the certificate's subject; none when the attribute is missing, stands twice or lacks the
// prefix.
std::optional<std::string> uscc_of(const Certificate& certificate, const TrustedAuthority& authority);

// The name under which we keep it and by which a JWS calls it (kid): 32 hex digits of its SHA-256, the first
// one made a 4. An outside serial number is unique among its authority's alone.
std::string outside_serial(const Certificate& certificate);

// Whether the text is an object identifier that a subject can be asked for.
bool is_attribute(const std::string& oid);

}  // namespace daylit
