#include "crypto/p256.hpp"

#include "crypto/ed25519.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

using testing::with_bit_flipped;

constexpr const char* p384_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEB6IgbFPWf9n3PrhagooOE4mzWCM10Fo5\n"
    "BkV2eSGnREiq7c/g7HCGPCeHJjS665IdBHFmzGppNvpk8aSTLC689r/QMG7YVjg/\n"
    "mk+ZQqZfMog9URaIZ1Cmwyb92mVgK2jv\n"
    "-----END PUBLIC KEY-----\n";

TEST(P256, WritesAndReadsItsKeys) {
    const auto key = P256PrivateKey::generate();
    const auto pem = key.pkcs8_pem();
    EXPECT_TRUE(pem.reveal().starts_with("-----BEGIN PRIVATE KEY-----\n"));

    const auto read = P256PrivateKey::from_pkcs8_pem(pem);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->public_key(), key.public_key());

    const auto& spki = key.public_key().spki_der();
    EXPECT_EQ(spki.size(), 91U);
    EXPECT_EQ(P256PublicKey::from_spki_der(spki).value(), key.public_key());
    EXPECT_EQ(P256PublicKey::from_spki_pem(key.public_key().spki_pem()).value(), key.public_key());
    EXPECT_EQ(P256PublicKey::from_coordinates(spki.substr(27, 32), spki.substr(59)).value(),
              key.public_key());
    EXPECT_EQ(key.public_key().fingerprint(), sha256(spki));
}

TEST(P256, ASignatureHoldsForItsMessageAndKeyAlone) {
    const auto key = P256PrivateKey::generate();
    const std::string message = "报价 1,680,000.00";
    const auto signature = key.sign(message);
    ASSERT_EQ(signature.size(), 64U);
    EXPECT_TRUE(key.public_key().verify(message, signature).ok());

    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        EXPECT_EQ(key.public_key().verify(message, with_bit_flipped(signature, bit), "jws").refusal(),
                  refuse("signature_invalid", "jws"));
    }
    for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
        EXPECT_FALSE(key.public_key().verify(with_bit_flipped(message, bit), signature).ok());
    }
    EXPECT_FALSE(P256PrivateKey::generate().public_key().verify(message, signature).ok());
    EXPECT_FALSE(key.public_key().verify(message, signature + '\0').ok());
    EXPECT_FALSE(key.public_key().verify(message, signature.substr(1)).ok());
    EXPECT_FALSE(key.public_key().verify(message, std::string(64, '\0')).ok());
    EXPECT_FALSE(key.public_key().verify(message, std::string(64, '\xff')).ok());
    EXPECT_FALSE(key.public_key().verify(message, "").ok());
}

TEST(P256, RefusesPointsThatAreNotOnTheCurve) {
    const auto spki = P256PrivateKey::generate().public_key().spki_der();
    int refused = 0;
    for (std::size_t bit = 0; bit < spki.size() * 8; ++bit) {
        const auto read = P256PublicKey::from_spki_der(with_bit_flipped(spki, bit));
        refused += read.ok() ? 0 : 1;
    }
    EXPECT_EQ(refused, 91 * 8);
    EXPECT_EQ(P256PublicKey::from_coordinates(std::string(32, '\0'), std::string(32, '\0'), "x").refusal(),
              refuse("malformed_key", "x"));
    EXPECT_EQ(P256PublicKey::from_coordinates(std::string(31, '\1'), std::string(32, '\1')).refusal().code,
              "malformed_key");
}

TEST(P256, RefusesOtherKeysAndSpellings) {
    const auto key = P256PrivateKey::generate();
    const auto& spki = key.public_key().spki_der();
    EXPECT_EQ(P256PublicKey::from_spki_der(spki + '\0').refusal().code, "key_not_p256");
    EXPECT_EQ(P256PublicKey::from_spki_der("").refusal().code, "key_not_p256");
    EXPECT_EQ(P256PublicKey::from_spki_pem(p384_pem, "key").refusal(), refuse("key_not_p256", "key"));
    EXPECT_EQ(P256PublicKey::from_spki_pem("no key at all").refusal().code, "malformed_key");
    EXPECT_EQ(P256PublicKey::from_spki_pem(key.public_key().spki_pem() + key.public_key().spki_pem())
                  .refusal()
                  .code,
              "malformed_key");
    EXPECT_EQ(P256PrivateKey::from_pkcs8_pem(Secret(key.public_key().spki_pem())).refusal().code,
              "malformed_key");
    EXPECT_EQ(P256PrivateKey::from_pkcs8_pem(Secret()).refusal().code, "malformed_key");
}

TEST(P256, RefusesAnEd25519PrivateKey) {
    const auto pem = Ed25519PrivateKey::generate().pkcs8_pem();
    EXPECT_EQ(P256PrivateKey::from_pkcs8_pem(pem, "key").refusal(), refuse("key_not_p256", "key"));
}

}  // namespace
}  // namespace daylit
