#include "server/app/known_certificates.hpp"

#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace daylit::app {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Instant moment(std::string_view text) {
    return parse_instant(text, "").value();
}

class KnownCertificatesTest : public testing::Test {
protected:
    Certificate issued(CertificateUse use = CertificateUse::bidder) {
        CertificateOrder order{P256PrivateKey::generate().public_key(),
                               {"王二", "岱阳大地置业有限公司"},
                               random_serial(),
                               {now, now + hours(24)},
                               use};
        return authority.issue(order).value();
    }
    std::string judged(const Certificate& certificate, Instant at) {
        const auto judged = known.check_bidders(certificate, authority.certificate(), at, "statement");
        const auto directly =
            check_certificate(certificate, authority.certificate(), at, CertificateUse::bidder, "statement");
        EXPECT_EQ(judged.ok(), directly.ok());
        EXPECT_TRUE(judged.ok() || judged.refusal() == directly.refusal());
        return judged.ok() ? "ok" : judged.refusal().code;
    }

    const Instant now = moment("2026-03-02T01:00:00Z");
    CertificateAuthority authority =
        CertificateAuthority::create({"岱阳交易根"}, random_serial(), {now - hours(1), now + hours(48)})
            .value();
    KnownCertificates known{4};
};

TEST_F(KnownCertificatesTest, AreReadAsTheyAre) {
    const auto certificate = issued();
    for (int i = 0; i < 2; ++i) {
        const auto read = known.read(certificate.der());
        EXPECT_EQ(read, certificate);
        EXPECT_EQ(read.serial(), certificate.serial());
        EXPECT_EQ(read.public_key(), certificate.public_key());
    }
}

TEST_F(KnownCertificatesTest, AreJudgedByTheTimeEachTime) {
    const auto certificate = issued();
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(judged(certificate, now), "ok");
        EXPECT_EQ(judged(certificate, now - Milliseconds(1)), "certificate_not_yet_valid");
        EXPECT_EQ(judged(certificate, now + hours(24) - Milliseconds(1)), "ok");
        EXPECT_EQ(judged(certificate, now + hours(24)), "certificate_expired");
    }
}

TEST_F(KnownCertificatesTest, AreGoodForTheAuthorityThatIssuedThemAlone) {
    const auto certificate = issued();
    EXPECT_EQ(judged(certificate, now), "ok");
    // The same name and another key.
    const auto other =
        CertificateAuthority::create({"岱阳交易根"}, random_serial(), {now - hours(1), now + hours(48)})
            .value();

    const auto refused = known.check_bidders(certificate, other.certificate(), now, "statement");

    EXPECT_EQ(refused.refusal().code, "certificate_wrong_issuer");
    EXPECT_EQ(judged(certificate, now), "ok");
}

TEST_F(KnownCertificatesTest, AreNeverGoodWhereTheyWereNot) {
    const auto receipt = issued(CertificateUse::receipt_signing);
    EXPECT_EQ(judged(receipt, now), "certificate_wrong_use");
    EXPECT_EQ(judged(receipt, now), "certificate_wrong_use");
}

TEST_F(KnownCertificatesTest, AreForgottenBeyondTheBoundAndReadAgain) {
    std::vector<Certificate> many;
    for (int i = 0; i < 9; ++i) {
        many.push_back(issued());
    }
    for (int round = 0; round < 2; ++round) {
        for (const auto& one : many) {
            EXPECT_EQ(known.read(one.der()), one);
            EXPECT_EQ(judged(one, now), "ok");
        }
    }
}

TEST_F(KnownCertificatesTest, AreReadByManyThreads) {
    const std::vector<Certificate> many{issued(), issued(), issued(), issued(), issued(), issued()};
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 60; ++i) {
                const auto read = known.read(many.at(i % many.size()).der());
                good += known.check_bidders(read, authority.certificate(), now, "").ok() ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(good, 4 * 60);
}

}  // namespace
}  // namespace daylit::app
