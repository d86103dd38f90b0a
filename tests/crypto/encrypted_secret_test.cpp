#include "crypto/encrypted_secret.hpp"

#include "tests/crypto/openssl_command.hpp"

namespace daylit {
namespace {

class EncryptedSecret : public testing::OpensslTest {};

std::string word(const Result<Secret>& secret) {
    return secret ? std::string(secret->reveal()) : secret.refusal().code;
}

TEST_F(EncryptedSecret, OpensWithItsPassphraseAlone) {
    const Secret passphrase("解密人员的口令");
    const auto pem = encrypt_secret(Secret("shares"), passphrase);
    EXPECT_EQ(pem.find("shares"), std::string::npos);
    EXPECT_NE(encrypt_secret(Secret("shares"), passphrase), pem);
    EXPECT_EQ(word(decrypt_secret(pem, passphrase)), "shares");
    EXPECT_EQ(word(decrypt_secret(pem, Secret("another"))), "passphrase_wrong");
    EXPECT_EQ(word(decrypt_secret("", passphrase)), "encrypted_secret_malformed");
    EXPECT_EQ(word(decrypt_secret(pem.substr(0, pem.size() / 2), passphrase)), "encrypted_secret_malformed");
    const std::string long_secret(300'000, 's');
    EXPECT_EQ(word(decrypt_secret(encrypt_secret(Secret(long_secret), passphrase), passphrase)), long_secret);
}

TEST_F(EncryptedSecret, IsReadByStockOpenssl) {
    folder.write("secret.pem", encrypt_secret(Secret("shares"), Secret("open sesame")));
    const auto shown = run("asn1parse -in secret.pem");
    EXPECT_NE(shown.output.find("scrypt"), std::string::npos) << shown.output;
    const auto opened = run("pkcs8 -in secret.pem -passin 'pass:open sesame' -out plain.pem -outform PEM");
    // It decrypts to a key of a kind that openssl does not know, which it says.
    EXPECT_EQ(opened.output.find("maybe wrong password"), std::string::npos) << opened.output;
}

// Whoever hands us a file that takes hours to try is not tried.
TEST_F(EncryptedSecret, IsNotOpenedAtAnyPrice) {
    ASSERT_EQ(run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem").status, 0);
    ASSERT_EQ(run("pkcs8 -topk8 -in key.pem -scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 40 -passout pass:x "
                  "-out hard.pem")
                  .status,
              0);
    EXPECT_EQ(word(decrypt_secret(folder.read("hard.pem"), Secret("x"))), "encrypted_secret_malformed");
    ASSERT_EQ(run("pkcs8 -topk8 -in key.pem -v2 aes256 -passout pass:x -out other.pem").status, 0);
    EXPECT_EQ(word(decrypt_secret(folder.read("other.pem"), Secret("x"))), "encrypted_secret_malformed");
}

}  // namespace
}  // namespace daylit
