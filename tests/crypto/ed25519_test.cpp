#include "crypto/ed25519.hpp"

#include "crypto/p256.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

using testing::bytes;
using testing::with_bit_flipped;

struct Vector {
    const char* seed;
    const char* key;
    const char* message;
    const char* signature;
};

// RFC 8032, 7.1, tests 1 to 3.
constexpr Vector vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f"
     "0595b"
     "be24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2ea"
     "eb430"
     "2aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e"
     "9716e"
     "d28dc027beceea1ec40a"},
};

TEST(Ed25519, SignsAsTheRfcDoes) {
    for (const auto& vector : vectors) {
        const auto key = Ed25519PrivateKey::from_seed(Secret(bytes(vector.seed))).value();
        EXPECT_EQ(to_hex(key.public_key().bytes()), vector.key);
        EXPECT_EQ(to_hex(key.sign(bytes(vector.message))), vector.signature);
        const auto public_key = Ed25519PublicKey::from_bytes(bytes(vector.key)).value();
        EXPECT_TRUE(public_key.verify(bytes(vector.message), bytes(vector.signature)).ok());
    }
}

TEST(Ed25519, ASignatureHoldsForItsMessageAndKeyAlone) {
    const auto key = Ed25519PrivateKey::generate();
    const std::string message = "log.example\n7\n";
    const auto signature = key.sign(message);
    EXPECT_TRUE(key.public_key().verify(message, signature).ok());

    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        EXPECT_EQ(key.public_key().verify(message, with_bit_flipped(signature, bit), "note").refusal(),
                  refuse("signature_invalid", "note"));
    }
    for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
        EXPECT_FALSE(key.public_key().verify(with_bit_flipped(message, bit), signature).ok());
    }
    EXPECT_FALSE(Ed25519PrivateKey::generate().public_key().verify(message, signature).ok());
    EXPECT_FALSE(key.public_key().verify(message, signature.substr(1)).ok());
    EXPECT_FALSE(key.public_key().verify(message, "").ok());
}

TEST(Ed25519, WritesAndReadsItsKeys) {
    const auto key = Ed25519PrivateKey::generate();
    const auto read = Ed25519PrivateKey::from_pkcs8_pem(key.pkcs8_pem());
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->public_key(), key.public_key());
    EXPECT_EQ(read->sign("text"), key.sign("text"));
    EXPECT_EQ(Ed25519PublicKey::from_spki_pem(key.public_key().spki_pem()).value(), key.public_key());
    EXPECT_EQ(Ed25519PublicKey::from_spki_der(key.public_key().spki_der()).value(), key.public_key());
}

TEST(Ed25519, RefusesOtherKeys) {
    const auto other = P256PrivateKey::generate();
    EXPECT_EQ(Ed25519PrivateKey::from_pkcs8_pem(other.pkcs8_pem(), "key").refusal(),
              refuse("key_not_ed25519", "key"));
    EXPECT_EQ(Ed25519PublicKey::from_spki_pem(other.public_key().spki_pem()).refusal().code,
              "key_not_ed25519");
    EXPECT_EQ(Ed25519PublicKey::from_bytes(std::string(31, 'x')).refusal().code, "malformed_key");
    EXPECT_EQ(Ed25519PrivateKey::from_seed(Secret("short")).refusal().code, "malformed_key");
    EXPECT_EQ(Ed25519PrivateKey::from_pkcs8_pem(Secret("-----BEGIN PRIVATE KEY-----")).refusal().code,
              "malformed_key");
}

}  // namespace
}  // namespace daylit
