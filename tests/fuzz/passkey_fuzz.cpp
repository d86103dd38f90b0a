// What a browser hands over for a passkey: nothing but an answer to this challenge from our own pages is
// taken, and nobody answers for a key that it does not hold. The first byte says which part is the browser's.
#include "crypto/webauthn.hpp"
#include "tests/crypto/authenticator.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

namespace {

const RelyingParty party{"localhost", "https://localhost:8443"};
const std::string challenge(passkey_challenge_bytes, 'c');
const std::string another(passkey_challenge_bytes, 'd');

void try_credential(std::string attestation) {
    const testing::Authenticator pages;
    const AttestationAnswer answer{pages.client_data("webauthn.create", challenge), std::move(attestation)};
    const auto made = check_attestation(party, challenge, answer, "answer");
    if (made) {
        ensure(!made->credential_id.empty() && made->credential_id.size() <= most_credential_id,
               "a credential has an id of some length");
        ensure(P256PublicKey::from_spki_der(made->key.spki_der()).ok(), "its key is one of the curve");
    }
    ensure(!check_attestation(party, another, answer, "answer"), "it answers no other challenge");
}

void try_client_data(std::string said) {
    static const testing::Authenticator authenticator;
    static const auto good = authenticator.create(challenge);
    if (check_attestation(party, challenge, {said, good.attestation}, "answer")) {
        ensure(said.find(to_base64url(challenge)) != std::string::npos &&
                   said.find("webauthn.create") != std::string::npos,
               "the browser says what it answered");
    }
}

void try_assertion(std::string_view bytes) {
    static const testing::Authenticator authenticator;
    static const auto good = authenticator.get(challenge);
    const auto half = bytes.size() / 2;
    const std::string data(bytes.substr(0, half));
    const std::string signature(bytes.substr(half));
    const auto& key = authenticator.key.public_key();
    ensure(!check_assertion(party, challenge, {good.client_data, data, signature}, key, 0, "answer"),
           "nobody else has the key");
    if (data != good.authenticator_data) {
        ensure(!check_assertion(party, challenge, {good.client_data, data, good.signature}, key, 0, "answer"),
               "a signature is of what was signed");
    }
}

}  // namespace

void try_input(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    const auto rest = bytes.substr(1);
    switch (static_cast<unsigned char>(bytes[0]) % 3) {
        case 0:
            return try_credential(std::string(rest));
        case 1:
            return try_client_data(std::string(rest));
        default:
            return try_assertion(rest);
    }
}

}  // namespace daylit::fuzz
