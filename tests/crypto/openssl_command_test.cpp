// What we make is accepted by the stock command, and what it makes is read by us.
#include "tests/crypto/openssl_command.hpp"

#include "crypto/ed25519.hpp"
#include "tests/crypto/authority_fixture.hpp"

#include <gmock/gmock.h>

namespace daylit {
namespace {

using testing::bidder_order;
using ::testing::HasSubstr;
using testing::make_authority;
using testing::noon;
using testing::server_order;

std::string epoch_seconds(Instant at) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

class OpensslCommand : public testing::OpensslTest {
protected:
    CertificateAuthority authority = make_authority();
    P256PrivateKey key = P256PrivateKey::generate();

    void write_authority() const { folder.write("ca.pem", authority.certificate().pem()); }
    std::string verify(const std::string& options) const {
        return "verify -x509_strict -CAfile ca.pem " + options + " -attime ";
    }
};

TEST_F(OpensslCommand, AcceptsABiddersCertificate) {
    auto order = bidder_order(key.public_key());
    order.revocation_list_uri = "https://localhost:8443/certificates/ca.crl";
    write_authority();
    folder.write("bidder.pem", authority.issue(order)->pem());

    EXPECT_EQ(run(verify("-purpose sslclient") + epoch_seconds(noon) + " bidder.pem").output,
              "bidder.pem: OK\n");
    EXPECT_NE(run(verify("-purpose sslserver") + epoch_seconds(noon) + " bidder.pem").status, 0);
    EXPECT_NE(
        run(verify("-purpose sslclient") + epoch_seconds(testing::one_year.until) + " bidder.pem").status, 0);

    const auto text = run("x509 -in bidder.pem -noout -text -nameopt utf8,sep_comma_plus_space").output;
    for (const char* wanted :
         {"Version: 3", "ecdsa-with-SHA256", "prime256v1", "CA:FALSE", "Digital Signature",
          "TLS Web Client Authentication", "URI:https://localhost:8443/certificates/ca.crl", "CN=张三",
          "O=青溪市大地置业有限公司", "NTRCN-91320000MA1234567X", "X509v3 Key Usage: critical",
          "X509v3 Basic Constraints: critical", "X509v3 Subject Key Identifier",
          "X509v3 Authority Key Identifier", "Not Before: Nov 23 12:00:00 2026 GMT", "5a:01:02:03"}) {
        EXPECT_THAT(text, HasSubstr(wanted));
    }
    EXPECT_THAT(text, ::testing::Not(HasSubstr("Key Encipherment")));
}

TEST_F(OpensslCommand, AcceptsTheAuthorityItself) {
    write_authority();
    EXPECT_EQ(run(verify("-check_ss_sig") + epoch_seconds(noon) + " ca.pem").output, "ca.pem: OK\n");
    const auto text = run("x509 -in ca.pem -noout -text").output;
    EXPECT_THAT(text, HasSubstr("CA:TRUE, pathlen:0"));
    EXPECT_THAT(text, HasSubstr("Certificate Sign, CRL Sign"));
}

TEST_F(OpensslCommand, AcceptsATlsServersCertificateForItsNames) {
    write_authority();
    folder.write("server.pem", authority.issue(server_order(key.public_key()))->pem());
    const auto status = [&](const std::string& options) {
        return run(verify("-purpose sslserver " + options) + epoch_seconds(noon) + " server.pem").status;
    };
    EXPECT_EQ(status("-verify_hostname localhost"), 0);
    EXPECT_EQ(status("-verify_hostname daylight.example"), 0);
    EXPECT_EQ(status("-verify_ip 127.0.0.1"), 0);
    EXPECT_EQ(status("-verify_ip ::1"), 0);
    EXPECT_NE(status("-verify_hostname other.example"), 0);
}

TEST_F(OpensslCommand, ObeysOurRevocationList) {
    write_authority();
    folder.write("bidder.pem", authority.issue(bidder_order(key.public_key()))->pem());
    RevocationOrder order{1, noon, noon + std::chrono::hours(24), {}};
    folder.write("good.crl", authority.revoke(order).pem());
    order.revoked = {{testing::bidder_serial, noon, RevocationReason::key_compromise}};
    folder.write("bad.crl", authority.revoke(order).pem());

    EXPECT_THAT(run("crl -in bad.crl -CAfile ca.pem -noout").output, HasSubstr("verify OK"));
    EXPECT_EQ(run(verify("-crl_check -CRLfile good.crl") + epoch_seconds(noon) + " bidder.pem").status, 0);
    const auto revoked = run(verify("-crl_check -CRLfile bad.crl") + epoch_seconds(noon) + " bidder.pem");
    EXPECT_NE(revoked.status, 0);
    EXPECT_THAT(revoked.output, HasSubstr("certificate revoked"));
    const auto text = run("crl -in bad.crl -noout -text").output;
    EXPECT_THAT(text, HasSubstr("Key Compromise"));
    EXPECT_THAT(text, HasSubstr("5A0102030405060708090A0B0C0D0E0F"));
    EXPECT_THAT(text, HasSubstr("X509v3 CRL Number"));
}

TEST_F(OpensslCommand, AcceptsOurRequestsAndWeAcceptIts) {
    folder.write("ours.csr", make_certificate_request_pem(key, "bidder"));
    EXPECT_THAT(run("req -in ours.csr -verify -noout").output, HasSubstr("verify OK"));

    ASSERT_EQ(run("ecparam -name prime256v1 -genkey -noout -out key.pem").status, 0);
    ASSERT_EQ(run("req -new -key key.pem -subj '/CN=x' -utf8 -out theirs.csr").status, 0);
    ASSERT_EQ(run("req -in theirs.csr -outform DER -out theirs.der").status, 0);
    ASSERT_EQ(run("ec -in key.pem -pubout -out key.pub").status, 0);
    const auto key_of_pem = CertificateRequest::parse(folder.read("theirs.csr"));
    const auto key_of_der = CertificateRequest::parse(folder.read("theirs.der"));
    ASSERT_TRUE(key_of_pem.ok() && key_of_der.ok());
    EXPECT_EQ(key_of_pem->public_key(), P256PublicKey::from_spki_pem(folder.read("key.pub")).value());
    EXPECT_EQ(key_of_der->public_key(), key_of_pem->public_key());
}

TEST_F(OpensslCommand, ReadsOurKeysAndWeReadIts) {
    folder.write("p256.pem", key.pkcs8_pem().reveal());
    EXPECT_EQ(run("pkey -in p256.pem -pubout").output, key.public_key().spki_pem());
    const auto signer = Ed25519PrivateKey::generate();
    folder.write("ed25519.pem", signer.pkcs8_pem().reveal());
    EXPECT_EQ(run("pkey -in ed25519.pem -pubout").output, signer.public_key().spki_pem());

    ASSERT_EQ(run("genpkey -algorithm ED25519 -out theirs.pem").status, 0);
    EXPECT_TRUE(Ed25519PrivateKey::from_pkcs8_pem(Secret(folder.read("theirs.pem"))).ok());
    ASSERT_EQ(run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out theirs2.pem").status, 0);
    EXPECT_TRUE(P256PrivateKey::from_pkcs8_pem(Secret(folder.read("theirs2.pem"))).ok());
    ASSERT_EQ(
        run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:x -out locked.pem")
            .status,
        0);
    EXPECT_EQ(P256PrivateKey::from_pkcs8_pem(Secret(folder.read("locked.pem"))).refusal().code,
              "malformed_key");
}

}  // namespace
}  // namespace daylit
