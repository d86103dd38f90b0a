#include "crypto/certificate_request.hpp"

#include "tests/crypto/openssl_command.hpp"

namespace daylit {
namespace {

std::string code_of(std::string_view request) {
    const auto parsed = CertificateRequest::parse(request, "request_pem");
    if (!parsed) {
        EXPECT_EQ(parsed.refusal().field, "request_pem");
    }
    return parsed ? "ok" : parsed.refusal().code;
}

std::string der_in(const std::string& pem) {
    std::string base64;
    std::istringstream lines(pem);
    for (std::string line; std::getline(lines, line);) {
        base64 += line.starts_with("-----") ? "" : line;
    }
    return from_base64(base64).value();
}

TEST(CertificateRequest, GivesTheKeyWhoseHolderSigned) {
    const auto key = P256PrivateKey::generate();
    const auto pem = make_certificate_request_pem(key, "青溪市大地置业有限公司");
    EXPECT_EQ(CertificateRequest::parse(pem)->public_key(), key.public_key());
    EXPECT_EQ(CertificateRequest::parse(der_in(pem))->public_key(), key.public_key());
}

TEST(CertificateRequest, IsRefusedWithAnyBitOfItChanged) {
    const auto der = der_in(make_certificate_request_pem(P256PrivateKey::generate(), "bidder"));
    for (std::size_t bit = 0; bit < der.size() * 8; ++bit) {
        EXPECT_NE(code_of(testing::with_bit_flipped(der, bit)), "ok") << "bit " << bit;
    }
}

TEST(CertificateRequest, IsRefusedWhenTheSignatureIsAnothers) {
    // Given a request in which somebody put another's key under his own signature
    const auto victim = P256PrivateKey::generate();
    const auto attacker = P256PrivateKey::generate();
    auto der = der_in(make_certificate_request_pem(attacker, "bidder"));
    const auto at = der.find(attacker.public_key().spki_der());
    ASSERT_NE(at, std::string::npos);
    der.replace(at, 91, victim.public_key().spki_der());

    EXPECT_EQ(code_of(der), "request_signature_invalid");
}

TEST(CertificateRequest, IsExactlyOneOfBoundedSize) {
    const auto pem = make_certificate_request_pem(P256PrivateKey::generate(), "bidder");
    EXPECT_EQ(code_of(pem), "ok");
    EXPECT_EQ(code_of("\r\n " + pem + "\r\n"), "ok");
    EXPECT_EQ(code_of(pem + pem), "request_malformed");
    EXPECT_EQ(code_of("Certificate Request:\n" + pem), "request_malformed");
    EXPECT_EQ(code_of(pem + "x"), "request_malformed");
    EXPECT_EQ(code_of(der_in(pem) + '\0'), "request_malformed");
    EXPECT_EQ(code_of(der_in(pem).substr(0, 100)), "request_malformed");
    EXPECT_EQ(code_of(pem.substr(0, pem.size() - 10)), "request_malformed");
    EXPECT_EQ(code_of(""), "request_malformed");
    EXPECT_EQ(code_of("\x30"), "request_malformed");
    EXPECT_EQ(code_of(std::string("\x30\x84\xff\xff\xff\xff", 6)), "request_malformed");
    EXPECT_EQ(code_of(std::string("\x30\x80\x00\x00", 4)), "request_malformed");
    EXPECT_EQ(code_of(std::string(4000, '\x30')), "request_malformed");
    EXPECT_EQ(code_of(pem + std::string(CertificateRequest::most_bytes, '\n')), "request_too_large");
    EXPECT_EQ(code_of(std::string(CertificateRequest::most_bytes + 1, '\x30')), "request_too_large");
}

TEST(CertificateRequest, IsNotACertificateOrAKey) {
    const auto key = P256PrivateKey::generate();
    EXPECT_EQ(code_of(key.public_key().spki_pem()), "request_malformed");
    EXPECT_EQ(code_of(key.pkcs8_pem().reveal()), "request_malformed");
    EXPECT_EQ(code_of(key.public_key().spki_der()), "request_malformed");
}

class HostileRequest : public testing::OpensslTest {
protected:
    std::string made_with(const std::string& key_options, const std::string& request_options = "") {
        EXPECT_EQ(run("genpkey " + key_options + " -out key.pem").status, 0);
        const auto made = run("req -new -key key.pem -subj '/CN=x' " + request_options + " -out made.csr");
        EXPECT_EQ(made.status, 0) << made.output;
        return folder.read("made.csr");
    }
    static constexpr const char* p256 = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";
};

TEST_F(HostileRequest, WithAnotherKindOfKeyIsRefused) {
    EXPECT_EQ(code_of(made_with("-algorithm RSA -pkeyopt rsa_keygen_bits:2048")), "key_not_p256");
    EXPECT_EQ(code_of(made_with("-algorithm EC -pkeyopt ec_paramgen_curve:P-384")), "key_not_p256");
    EXPECT_EQ(code_of(made_with("-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1")), "key_not_p256");
    EXPECT_EQ(code_of(made_with("-algorithm ED25519")), "key_not_p256");
}

TEST_F(HostileRequest, WithAnotherSpellingOfTheCurveOrPointIsRefused) {
    const std::string explicit_curve = std::string(p256) + " -pkeyopt ec_param_enc:explicit";
    EXPECT_EQ(code_of(made_with(explicit_curve)), "key_not_p256");
    ASSERT_EQ(run("ecparam -name prime256v1 -genkey -noout -out key.pem").status, 0);
    ASSERT_EQ(run("ec -in key.pem -conv_form compressed -out c.pem").status, 0);
    ASSERT_EQ(run("req -new -key c.pem -subj /CN=x -out c.csr").status, 0);
    EXPECT_EQ(code_of(folder.read("c.csr")), "key_not_p256");
}

TEST_F(HostileRequest, WithAnotherDigestIsRefused) {
    EXPECT_EQ(code_of(made_with(p256, "-sha1")), "request_signature_invalid");
    EXPECT_EQ(code_of(made_with(p256, "-sha512")), "request_signature_invalid");
    EXPECT_EQ(code_of(made_with(p256, "-sha256")), "ok");
}

TEST_F(HostileRequest, MayAskForAnythingButGetsNothingOfIt) {
    // Given a request for an authority's certificate in another's name
    const auto request = made_with(p256,
                                   "-addext basicConstraints=critical,CA:TRUE -addext "
                                   "subjectAltName=DNS:localhost -addext keyUsage=keyCertSign");
    EXPECT_EQ(code_of(request), "ok");  // its key is all that is read
}

}  // namespace
}  // namespace daylit
