#include "crypto/certificate.hpp"

#include "tests/crypto/authority_fixture.hpp"

namespace daylit {
namespace {

using testing::bidder_order;
using testing::make_authority;
using testing::noon;
using testing::one_year;

class CertificateTest : public ::testing::Test {
protected:
    CertificateAuthority authority = make_authority();
    P256PrivateKey key = P256PrivateKey::generate();
    Certificate certificate = authority.issue(bidder_order(key.public_key())).value();

    std::string code(Instant at, CertificateUse use = CertificateUse::bidder) const {
        const auto outcome = check_certificate(certificate, authority.certificate(), at, use, "kid");
        return outcome ? "ok" : outcome.refusal().code;
    }
};

TEST_F(CertificateTest, SaysWhomItNamesAndHowLong) {
    EXPECT_EQ(certificate.serial(), testing::bidder_serial);
    EXPECT_EQ(certificate.subject(), (Subject{"张三", "青溪市大地置业有限公司", "91320000MA1234567X"}));
    EXPECT_EQ(certificate.issuer(), authority.certificate().subject());
    EXPECT_EQ(certificate.validity(), one_year);
    EXPECT_EQ(certificate.public_key(), key.public_key());
    EXPECT_EQ(certificate.spki_fingerprint(), sha256(key.public_key().spki_der()));
    EXPECT_EQ(Certificate::from_pem(certificate.pem()).value(), certificate);
    EXPECT_EQ(Certificate::from_der(certificate.der()).value().subject(), certificate.subject());
}

TEST_F(CertificateTest, IsValidFromItsFirstMomentUntilJustBeforeItsLast) {
    EXPECT_EQ(code(one_year.from - Milliseconds(1)), "certificate_not_yet_valid");
    EXPECT_EQ(code(one_year.from), "ok");
    EXPECT_EQ(code(one_year.until - Milliseconds(1)), "ok");
    EXPECT_EQ(code(one_year.until), "certificate_expired");
}

TEST_F(CertificateTest, NamesTheMomentThatWasMissed) {
    EXPECT_EQ(
        check_certificate(certificate, authority.certificate(), one_year.until, CertificateUse::bidder, "kid")
            .refusal(),
        refuse("certificate_expired", "kid", {"2027-11-23T12:00:00.000Z"}));
}

TEST_F(CertificateTest, ServesItsUseAlone) {
    EXPECT_EQ(code(noon, CertificateUse::bidder), "ok");
    EXPECT_EQ(code(noon, CertificateUse::tls_server), "certificate_wrong_use");
    EXPECT_EQ(code(noon, CertificateUse::receipt_signing), "certificate_wrong_use");
    EXPECT_EQ(code(noon, CertificateUse::authority), "certificate_wrong_use");
    EXPECT_TRUE(
        check_certificate(authority.certificate(), authority.certificate(), noon, CertificateUse::authority)
            .ok());
    EXPECT_EQ(
        check_certificate(authority.certificate(), authority.certificate(), noon, CertificateUse::bidder)
            .refusal()
            .code,
        "certificate_wrong_use");
}

TEST_F(CertificateTest, IsRefusedFromAnotherAuthority) {
    // Given an authority of another name, and one that took ours
    const auto other = make_authority("另一平台");
    const auto impostor = make_authority();

    for (const auto* stranger : {&other, &impostor}) {
        EXPECT_EQ(check_certificate(certificate, stranger->certificate(), noon, CertificateUse::bidder)
                      .refusal()
                      .code,
                  "certificate_wrong_issuer");
    }
    // And one that a bidder issued to itself
    const auto bidder_as_root = check_certificate(certificate, certificate, noon, CertificateUse::bidder);
    EXPECT_FALSE(bidder_as_root.ok());
}

TEST_F(CertificateTest, FailsWithAnyBitOfItChanged) {
    const auto& der = certificate.der();
    for (std::size_t bit = 0; bit < der.size() * 8; ++bit) {
        const auto read = Certificate::from_der(testing::with_bit_flipped(der, bit), "certificate");
        if (read) {
            const auto outcome =
                check_certificate(*read, authority.certificate(), noon, CertificateUse::bidder);
            EXPECT_FALSE(outcome.ok()) << "bit " << bit;
        } else {
            // A bit of the key's algorithm makes it another kind of key.
            EXPECT_EQ(read.refusal().field, "certificate");
            EXPECT_TRUE(read.refusal().code == "certificate_malformed" ||
                        read.refusal().code == "key_not_p256")
                << "bit " << bit << " " << read.refusal().code;
        }
    }
}

TEST_F(CertificateTest, IsReadOnlyWhenItStandsAlone) {
    const auto pem = certificate.pem();
    const auto code_of = [](const std::string& text) {
        const auto read = Certificate::from_pem(text);
        return read ? "ok" : read.refusal().code;
    };
    EXPECT_EQ(code_of("\n" + pem + "\n"), "ok");
    EXPECT_EQ(code_of(pem + pem), "certificate_malformed");
    EXPECT_EQ(code_of("subject=CN\n" + pem), "certificate_malformed");
    EXPECT_EQ(code_of(pem.substr(0, pem.size() / 2)), "certificate_malformed");
    EXPECT_EQ(code_of(key.public_key().spki_pem()), "certificate_malformed");
    EXPECT_EQ(code_of(""), "certificate_malformed");
    EXPECT_FALSE(Certificate::from_der(certificate.der() + '\0').ok());
    EXPECT_FALSE(Certificate::from_der(std::string(20'000, '\x30')).ok());
}

TEST(Serial, IsPositiveHexOfAtMostTwentyBytes) {
    EXPECT_TRUE(is_serial_text("01"));
    EXPECT_TRUE(is_serial_text("ff"));
    EXPECT_TRUE(is_serial_text("7f" + std::string(38, 'f')));
    EXPECT_FALSE(is_serial_text("80" + std::string(38, '0')));
    EXPECT_FALSE(is_serial_text(std::string(42, '1')));
    EXPECT_FALSE(is_serial_text(""));
    EXPECT_FALSE(is_serial_text("0"));
    EXPECT_FALSE(is_serial_text("00"));
    EXPECT_FALSE(is_serial_text("0001"));
    EXPECT_FALSE(is_serial_text("FF"));
}

}  // namespace
}  // namespace daylit
