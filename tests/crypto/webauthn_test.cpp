#include "crypto/webauthn.hpp"

#include "tests/crypto/authenticator.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using testing::Authenticator;

const RelyingParty party{"localhost", "https://localhost:8443"};
const std::string challenge(32, 'c');

std::string created(const Authenticator& authenticator) {
    const auto checked = check_attestation(party, challenge, authenticator.create(challenge), "passkey");
    return checked ? "ok" : checked.refusal().code;
}

std::string asserted(const Authenticator& authenticator, std::uint32_t counter = 0) {
    const auto checked = check_assertion(party, challenge, authenticator.get(challenge),
                                         authenticator.key.public_key(), counter, "passkey");
    return checked ? "ok" : checked.refusal().code;
}

// The same case for a registration and for an assertion.
std::string both(const Authenticator& authenticator) {
    const auto one = created(authenticator);
    const auto other = asserted(authenticator);
    return one == other ? one : one + " but " + other;
}

TEST(WebAuthn, TakesACredentialWithItsKeyAndCounter) {
    Authenticator authenticator;
    authenticator.counter = 70000;
    const auto taken = check_attestation(party, challenge, authenticator.create(challenge), "passkey");
    ASSERT_TRUE(taken.ok()) << taken.refusal().code;
    EXPECT_EQ(taken->credential_id, authenticator.id);
    EXPECT_EQ(taken->key, authenticator.key.public_key());
    EXPECT_EQ(taken->counter, 70000U);
}

TEST(WebAuthn, TakesTheCredentialsOwnAttestationAndNoOther) {
    Authenticator authenticator;
    authenticator.format = "packed";
    EXPECT_EQ(created(authenticator), "ok");
    authenticator.format = "fido-u2f";
    EXPECT_EQ(created(authenticator), "passkey_attestation_not_allowed");

    authenticator.format = "packed";
    auto answer = authenticator.create(challenge);
    answer.client_data.back() = ' ';
    answer.client_data += "}";
    EXPECT_EQ(check_attestation(party, challenge, answer, "passkey").refusal().code, "signature_invalid");
}

TEST(WebAuthn, RefusesAnotherChallenge) {
    const Authenticator authenticator;
    const std::string other(32, 'd');
    EXPECT_EQ(check_attestation(party, other, authenticator.create(challenge), "p").refusal(),
              refuse("passkey_challenge_differs", "p"));
    EXPECT_EQ(
        check_assertion(party, other, authenticator.get(challenge), authenticator.key.public_key(), 0, "p")
            .refusal(),
        refuse("passkey_challenge_differs", "p"));
}

TEST(WebAuthn, RefusesAnotherOriginAndAFrame) {
    Authenticator authenticator;
    for (const char* origin : {"https://localhost:8444", "http://localhost:8443", "https://localhost",
                               "https://evil.example", "https://localhost:8443/", ""}) {
        authenticator.origin = origin;
        EXPECT_EQ(both(authenticator), "passkey_elsewhere") << origin;
    }
    authenticator.origin = party.origin;
    for (const char* framed :
         {",\"crossOrigin\":true", ",\"crossOrigin\":null", ",\"topOrigin\":\"https://localhost:8443\""}) {
        authenticator.more_client_data = framed;
        EXPECT_EQ(both(authenticator), "passkey_elsewhere") << framed;
    }
    authenticator.more_client_data = "";
    EXPECT_EQ(both(authenticator), "ok");
}

TEST(WebAuthn, RefusesAnotherRelyingParty) {
    Authenticator authenticator;
    authenticator.host = "example.org";
    EXPECT_EQ(both(authenticator), "passkey_elsewhere");
}

TEST(WebAuthn, WantsTheUserPresentAndVerified) {
    Authenticator authenticator;
    for (const unsigned flags : {0x00U, 0x01U, 0x04U}) {
        authenticator.flags = flags;
        EXPECT_EQ(both(authenticator), "passkey_user_not_verified") << flags;
    }
    authenticator.flags = 0x15;  // backed up, yet not eligible for it
    EXPECT_EQ(both(authenticator), "passkey_malformed");
    authenticator.flags = 0x1d;
    EXPECT_EQ(both(authenticator), "ok");
}

TEST(WebAuthn, ReadsExtensionsToTheirEndAndNothingMore) {
    Authenticator authenticator;
    authenticator.after = "\xa1\x61\x61\xf5";
    EXPECT_EQ(both(authenticator), "passkey_malformed");  // not announced
    authenticator.flags = 0x85;
    EXPECT_EQ(both(authenticator), "ok");
    authenticator.after += "x";
    EXPECT_EQ(both(authenticator), "passkey_malformed");
    authenticator.after = "\x01";
    EXPECT_EQ(both(authenticator), "passkey_malformed");
}

TEST(WebAuthn, WantsACounterThatMovesOnOrNone) {
    Authenticator authenticator;
    EXPECT_EQ(asserted(authenticator, 0), "ok");
    EXPECT_EQ(asserted(authenticator, 1), "passkey_copied");
    authenticator.counter = 7;
    EXPECT_EQ(asserted(authenticator, 6), "ok");
    EXPECT_EQ(asserted(authenticator, 7), "passkey_copied");
    EXPECT_EQ(asserted(authenticator, 8), "passkey_copied");
}

TEST(WebAuthn, RefusesAnotherKeysSignatureAndAlteredBytes) {
    const Authenticator authenticator;
    const auto& key = authenticator.key.public_key();
    const auto answer = authenticator.get(challenge);
    EXPECT_EQ(
        check_assertion(party, challenge, answer, Authenticator().key.public_key(), 0, "").refusal().code,
        "signature_invalid");
    auto altered = answer;
    altered.authenticator_data[36] = 1;  // the counter's last byte
    EXPECT_EQ(check_assertion(party, challenge, altered, key, 0, "").refusal().code, "signature_invalid");
    altered = answer;
    altered.signature += '\0';
    EXPECT_EQ(check_assertion(party, challenge, altered, key, 0, "").refusal().code, "signature_invalid");
    altered = answer;
    altered.signature.clear();
    EXPECT_EQ(check_assertion(party, challenge, altered, key, 0, "").refusal().code, "signature_invalid");
}

TEST(WebAuthn, RefusesAnAnswerOfTheOtherCeremony) {
    const Authenticator authenticator;
    auto answer = authenticator.get(challenge);
    answer.client_data = authenticator.client_data("webauthn.create", challenge);
    EXPECT_EQ(check_assertion(party, challenge, answer, authenticator.key.public_key(), 0, "").refusal().code,
              "passkey_malformed");
    auto made = authenticator.create(challenge);
    made.client_data = authenticator.client_data("webauthn.get", challenge);
    EXPECT_EQ(check_attestation(party, challenge, made, "").refusal().code, "passkey_malformed");
}

TEST(WebAuthn, NeverFailsOnAnAnswerThatBreaksOff) {
    const Authenticator authenticator;
    const auto whole = authenticator.create(challenge);
    for (std::size_t size = 0; size < whole.attestation.size(); ++size) {
        EXPECT_FALSE(
            check_attestation(party, challenge, {whole.client_data, whole.attestation.substr(0, size)}, "")
                .ok())
            << size;
    }
    const auto answer = authenticator.get(challenge);
    for (std::size_t size = 0; size < answer.authenticator_data.size(); ++size) {
        EXPECT_FALSE(
            check_assertion(party, challenge,
                            {answer.client_data, answer.authenticator_data.substr(0, size), answer.signature},
                            authenticator.key.public_key(), 0, "")
                .ok())
            << size;
    }
}

TEST(WebAuthn, RefusesKeysOfOtherAlgorithmsAndPointsOffTheCurve) {
    const Authenticator authenticator;
    const auto whole = authenticator.create(challenge).attestation;
    const auto cose = authenticator.cose();
    const auto with = [&](const std::string& other) {
        auto changed = whole;
        changed.replace(changed.find(cose), cose.size(), other);
        const auto checked = check_attestation(
            party, challenge, {authenticator.client_data("webauthn.create", challenge), changed}, "");
        return checked ? "ok" : checked.refusal().code;
    };
    const auto with_byte = [&](std::size_t at, char byte) {
        auto other = cose;
        other[at] = byte;
        return with(other);
    };
    EXPECT_EQ(with(cose), "ok");
    EXPECT_EQ(with_byte(2, '\x03'), "passkey_algorithm_not_allowed");  // RSA
    EXPECT_EQ(with_byte(4, '\x27'), "passkey_algorithm_not_allowed");  // EdDSA
    EXPECT_EQ(with_byte(6, '\x02'), "passkey_algorithm_not_allowed");  // P-384
    EXPECT_EQ(with_byte(40, static_cast<char>(cose[40] ^ 1)), "malformed_key");
}

}  // namespace
}  // namespace daylit
