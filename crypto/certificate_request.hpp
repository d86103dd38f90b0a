// PKCS#10 certificate requests (RFC 2986). A request gives us one thing: a public key whose holder signed.
// Whatever it says about names and extensions is ignored; the authority sets them.
//
// Refusals: request_too_large, request_malformed, key_not_p256, request_signature_invalid.
#pragma once

#include "crypto/p256.hpp"

#include <string>
#include <string_view>

namespace daylit {

class CertificateRequest {
public:
    static constexpr std::size_t most_bytes = 8 * 1024;

    // Exactly one request, PEM or DER, signed by its own P-256 key with ECDSA and SHA-256.
    static Result<CertificateRequest> parse(std::string_view request, const std::string& field = {});

    const P256PublicKey& public_key() const { return public_key_; }

private:
    explicit CertificateRequest(P256PublicKey key) : public_key_(std::move(key)) {}
    P256PublicKey public_key_;
};

// A request as a bidder's program makes it; common_name is 1 to 64 characters.
std::string make_certificate_request_pem(const P256PrivateKey& key, const std::string& common_name);

}  // namespace daylit
