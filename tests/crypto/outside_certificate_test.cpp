// Certificates as other authorities make them, here with the stock openssl command.
#include "crypto/outside_certificate.hpp"

#include "crypto/revocation_list.hpp"
#include "tests/crypto/openssl_command.hpp"

namespace daylit {
namespace {

constexpr const char* uscc = "91320000MA1234567X";

class OutsideCertificate : public testing::OpensslTest {
protected:
    void SetUp() override {
        OpensslTest::SetUp();
        folder.write(
            "ca.cnf",
            "[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = Other authority\n"
            "[root]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\n"
            "subjectKeyIdentifier = hash\n"
            "[signer]\nbasicConstraints = critical,CA:FALSE\n"
            "keyUsage = critical,digitalSignature,nonRepudiation\n"
            "extendedKeyUsage = clientAuth,emailProtection\n"
            "subjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n"
            "[server]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n"
            "extendedKeyUsage = serverAuth\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n");
        must("ecparam -name prime256v1 -genkey -noout -out ca.key");
        must("req -new -x509 -key ca.key -config ca.cnf -extensions root -days 3650 -out ca.pem");
        make("agent", "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1", "signer");
    }
    void must(const std::string& arguments) {
        const auto done = run(arguments);
        ASSERT_EQ(done.status, 0) << done.output;
    }
    void make(const std::string& name, const std::string& key, const std::string& section) {
        must("req -new " + key + " -nodes -keyout " + name +
             ".key -config ca.cnf -subj '/C=CN/O=Some company/serialNumber=USCC:" + uscc +
             "/CN=agent' -out " + name + ".csr");
        must("x509 -req -in " + name +
             ".csr -CA ca.pem -CAkey ca.key -set_serial 11 -days 365 -extfile ca.cnf -extensions " + section +
             " -out " + name + ".pem");
    }
    TrustedAuthority authority() {
        return {"other", Certificate::from_pem(folder.read("ca.pem")).value(), "2.5.4.5", "USCC:"};
    }
    Certificate certificate(const std::string& name) {
        return Certificate::from_pem(folder.read(name + ".pem")).value();
    }
    static std::string word(const Outcome& outcome) { return outcome ? "ok" : outcome.refusal().code; }
    const Instant now =
        std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()) + std::chrono::minutes(5);
};

TEST_F(OutsideCertificate, IsAcceptedForSigning) {
    EXPECT_EQ(word(check_outside_certificate(certificate("agent"), authority(), now)), "ok");
    EXPECT_EQ(
        word(check_outside_certificate(certificate("agent"), authority(), now + std::chrono::days(366))),
        "certificate_expired");
    EXPECT_EQ(
        word(check_certificate(certificate("agent"), authority().certificate, now, CertificateUse::bidder)),
        "certificate_wrong_use")
        << "the platform's own certificates stay stricter";
}

TEST_F(OutsideCertificate, IsNotAcceptedForAnotherUseOrFromAnother) {
    make("server", "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1", "server");
    EXPECT_EQ(word(check_outside_certificate(certificate("server"), authority(), now)),
              "certificate_wrong_use");
    EXPECT_EQ(word(check_outside_certificate(certificate("ca"), authority(), now)), "certificate_wrong_use");
    const auto trusted = authority();
    must("ecparam -name prime256v1 -genkey -noout -out ca.key");
    must("req -new -x509 -key ca.key -config ca.cnf -extensions root -days 3650 -out ca.pem");
    make("impostor", "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1", "signer");
    EXPECT_EQ(word(check_outside_certificate(certificate("impostor"), trusted, now)),
              "certificate_wrong_issuer");
}

TEST_F(OutsideCertificate, OfAnRsaKeyIsRefusedByThatName) {
    make("rsa", "-newkey rsa:2048", "signer");
    EXPECT_EQ(Certificate::from_pem(folder.read("rsa.pem")).refusal().code, "key_not_p256");
}

TEST_F(OutsideCertificate, CarriesTheCodeWhereItsAuthorityPutsIt) {
    auto trusted = authority();
    EXPECT_EQ(uscc_of(certificate("agent"), trusted), uscc);
    trusted.uscc_prefix = "NTRCN-";
    EXPECT_EQ(uscc_of(certificate("agent"), trusted), std::nullopt);
    trusted.uscc_prefix = "";
    EXPECT_EQ(uscc_of(certificate("agent"), trusted), std::string("USCC:") + uscc);
    trusted.uscc_attribute = "2.5.4.97";
    EXPECT_EQ(uscc_of(certificate("agent"), trusted), std::nullopt);
}

TEST_F(OutsideCertificate, IsKeptUnderANameOfItsOwn) {
    const auto serial = outside_serial(certificate("agent"));
    EXPECT_TRUE(is_serial_text(serial)) << serial;
    EXPECT_EQ(serial.substr(1), certificate("agent").fingerprint().hex().substr(1, 31));
    EXPECT_NE(serial, outside_serial(certificate("ca")));
}

TEST(OutsideAttribute, IsAnObjectIdentifier) {
    EXPECT_TRUE(is_attribute("2.5.4.97"));
    EXPECT_FALSE(is_attribute("organizationIdentifier"));
    EXPECT_FALSE(is_attribute(""));
}

}  // namespace
}  // namespace daylit
