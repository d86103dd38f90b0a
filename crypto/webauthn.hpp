// Passkeys (W3C Web Authentication, level 2): what a relying party checks of a new credential (section 7.1)
// and of an assertion (7.2). Keys are ES256 on P-256; the user must be present and verified (UP, UV); the
// answer must have been made on our own pages, at the top level. Attestation is not asked for: "none" is
// taken, and "packed" signed by the credential itself, which some browsers pass on all the same.
//
// Refusals: passkey_malformed, passkey_algorithm_not_allowed, passkey_attestation_not_allowed,
// passkey_challenge_differs, passkey_elsewhere, passkey_user_not_verified, passkey_copied, signature_invalid.
#pragma once

#include "crypto/p256.hpp"

#include <cstdint>

namespace daylit {

struct RelyingParty {
    std::string id;      // the host: "localhost"
    std::string origin;  // "https://localhost:8443"
};

// All of it raw bytes, as the browser's ArrayBuffers have them.
struct AttestationAnswer {
    std::string client_data;  // clientDataJSON
    std::string attestation;  // attestationObject
};

struct RegisteredPasskey {
    std::string credential_id;  // at most 1023 bytes
    P256PublicKey key;
    std::uint32_t counter = 0;
};

constexpr std::size_t most_credential_id = 1023;
constexpr std::size_t passkey_challenge_bytes = 32;

// `challenge`: the random bytes that the ceremony was begun with.
Result<RegisteredPasskey> check_attestation(const RelyingParty& party, std::string_view challenge,
                                            const AttestationAnswer& answer, const std::string& field);

struct AssertionAnswer {
    std::string client_data;
    std::string authenticator_data;
    std::string signature;  // DER
};

// The counter that the authenticator now tells. A counter that stands still at zero is not kept at all; any
// other must be greater than `counter`, the last one told: else two authenticators may hold the key.
Result<std::uint32_t> check_assertion(const RelyingParty& party, std::string_view challenge,
                                      const AssertionAnswer& answer, const P256PublicKey& key,
                                      std::uint32_t counter, const std::string& field);

}  // namespace daylit
