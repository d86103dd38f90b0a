#include "crypto/certificate_authority.hpp"

#include "crypto/random.hpp"
#include "tests/crypto/authority_fixture.hpp"

namespace daylit {
namespace {

using testing::bidder_order;
using testing::make_authority;
using testing::noon;
using testing::one_year;
using testing::server_order;
using testing::ten_years;

class CertificateAuthorityTest : public ::testing::Test {
protected:
    CertificateAuthority authority = make_authority();
    P256PublicKey key = P256PrivateKey::generate().public_key();

    Refusal refusal(const CertificateOrder& order) const {
        const auto issued = authority.issue(order);
        return issued ? refuse("ok") : issued.refusal();
    }
};

TEST_F(CertificateAuthorityTest, IsRestoredFromItsStoredParts) {
    const auto restored =
        CertificateAuthority::from_pem(authority.certificate().pem(), authority.key().pkcs8_pem());
    ASSERT_TRUE(restored.ok());
    const auto issued = restored->issue(bidder_order(key)).value();
    EXPECT_TRUE(check_certificate(issued, authority.certificate(), noon, CertificateUse::bidder).ok());
}

TEST_F(CertificateAuthorityTest, IsNotRestoredFromPartsThatDoNotBelongTogether) {
    const auto pem = authority.certificate().pem();
    const auto other = make_authority();
    EXPECT_EQ(CertificateAuthority::from_pem(pem, other.key().pkcs8_pem()).refusal(),
              refuse("key_pair_mismatch", "key"));
    EXPECT_EQ(CertificateAuthority::from_pem(pem, Secret("x")).refusal(), refuse("malformed_key", "key"));
    EXPECT_EQ(CertificateAuthority::from_pem("x", other.key().pkcs8_pem()).refusal(),
              refuse("certificate_malformed", "certificate"));

    const auto bidder = P256PrivateKey::generate();
    const auto leaf = authority.issue(bidder_order(bidder.public_key())).value();
    EXPECT_EQ(CertificateAuthority::from_pem(leaf.pem(), bidder.pkcs8_pem()).refusal(),
              refuse("not_an_authority", "certificate"));
}

TEST_F(CertificateAuthorityTest, IssuesForEachUse) {
    auto order = bidder_order(key);
    order.use = CertificateUse::receipt_signing;
    const auto receipts = authority.issue(order).value();
    EXPECT_TRUE(
        check_certificate(receipts, authority.certificate(), noon, CertificateUse::receipt_signing).ok());
    const auto server = authority.issue(server_order(key)).value();
    EXPECT_TRUE(check_certificate(server, authority.certificate(), noon, CertificateUse::tls_server).ok());
}

TEST_F(CertificateAuthorityTest, RefusesNamesThatACertificateCannotCarry) {
    auto order = bidder_order(key);
    order.subject.common_name = "";
    EXPECT_EQ(refusal(order), refuse("empty_text", "common_name"));
    order.subject.common_name = "a\nb";
    EXPECT_EQ(refusal(order), refuse("malformed_name", "common_name"));
    order.subject.common_name = "\xff";
    EXPECT_EQ(refusal(order), refuse("malformed_name", "common_name"));
    order.subject.common_name = std::string(65, 'a');
    EXPECT_EQ(refusal(order), refuse("text_too_long", "common_name", {"64"}));

    order = bidder_order(key);
    std::string long_name;
    for (int i = 0; i < 64; ++i) {
        long_name += "司";
    }
    order.subject.organisation = long_name;
    EXPECT_EQ(authority.issue(order).value().subject().organisation, long_name);
    order.subject.organisation = long_name + "司";
    EXPECT_EQ(refusal(order), refuse("text_too_long", "organisation", {"64"}));
    order = bidder_order(key);
    order.subject.uscc = "";
    EXPECT_EQ(refusal(order), refuse("empty_text", "uscc"));
}

TEST_F(CertificateAuthorityTest, LetsNothingSlipIntoAnExtension) {
    auto order = bidder_order(key);
    for (const char* uri :
         {"http://a,URI:http://b", "http://a;b", "http://a\nb", "ftp://a", "@section", ""}) {
        order.revocation_list_uri = uri;
        EXPECT_EQ(refusal(order), refuse("malformed_uri", "revocation_list_uri")) << uri;
    }
    auto server = server_order(key);
    for (const char* name :
         {"a,IP:1.2.3.4", "a b", "*.example", "", ".a", "a..b", "-a", "@names", "a:b", "名"}) {
        server.dns_names = {name};
        EXPECT_EQ(refusal(server), refuse("malformed_host_name", "dns_names")) << name;
    }
    server = server_order(key);
    for (const char* address : {"1.2.3", "1.2.3.256", "localhost", "::1,DNS:a", ""}) {
        server.ip_addresses = {address};
        EXPECT_EQ(refusal(server), refuse("malformed_host_name", "ip_addresses")) << address;
    }
}

TEST_F(CertificateAuthorityTest, NamesHostsForServersAlone) {
    auto server = server_order(key);
    server.dns_names.clear();
    server.ip_addresses.clear();
    EXPECT_EQ(refusal(server).code, "malformed_host_name");
    auto bidder = bidder_order(key);
    bidder.dns_names = {"localhost"};
    EXPECT_EQ(refusal(bidder).code, "malformed_host_name");
}

TEST_F(CertificateAuthorityTest, IssuesNothingThatOutlivesIt) {
    auto order = bidder_order(key);
    order.validity = {noon, ten_years.until};
    EXPECT_EQ(refusal(order).code, "ok");
    order.validity.until += std::chrono::seconds(1);
    EXPECT_EQ(refusal(order), refuse("certificate_outlives_authority", "validity"));
    order.validity = {ten_years.from - std::chrono::seconds(1), noon};
    EXPECT_EQ(refusal(order), refuse("certificate_outlives_authority", "validity"));
}

TEST_F(CertificateAuthorityTest, CannotBeAskedForAnotherAuthority) {
    auto order = bidder_order(key);
    order.use = CertificateUse::authority;
    EXPECT_THROW(static_cast<void>(authority.issue(order)), BrokenPromise);
    order = bidder_order(key);
    order.serial = "-1";
    EXPECT_THROW(static_cast<void>(authority.issue(order)), BrokenPromise);
}

TEST_F(CertificateAuthorityTest, ReachesDatesBeyondTheTwoDigitYears) {
    const Validity long_life{noon, testing::instant("2060-01-01T00:00:00Z")};
    const auto old = CertificateAuthority::create({"长期根证书"}, "7f", long_life).value();
    EXPECT_EQ(old.certificate().validity(), long_life);
    EXPECT_TRUE(check_certificate(old.certificate(), old.certificate(),
                                  testing::instant("2055-01-01T00:00:00Z"), CertificateUse::authority)
                    .ok());
}

class RevocationListTest : public CertificateAuthorityTest {
protected:
    RevocationOrder order{7,
                          noon,
                          noon + std::chrono::hours(24),
                          {{"5b", noon - std::chrono::hours(2), RevocationReason::key_compromise},
                           {"4a", noon - std::chrono::hours(1), RevocationReason::unspecified},
                           {"5c", noon, RevocationReason::privilege_withdrawn}}};
};

TEST_F(RevocationListTest, SaysWhatWasRevokedWhenAndWhy) {
    const auto list = authority.revoke(order);
    const auto read = RevocationList::from_der(list.der(), authority.certificate()).value();
    EXPECT_EQ(read.content().number, 7);
    EXPECT_EQ(read.content().this_update, order.this_update);
    EXPECT_EQ(read.content().next_update, order.next_update);
    const std::vector<RevokedCertificate> by_serial{order.revoked[1], order.revoked[0], order.revoked[2]};
    EXPECT_EQ(read.content().revoked, by_serial);
    EXPECT_EQ(RevocationList::from_pem(list.pem(), authority.certificate())->der(), list.der());
}

TEST_F(RevocationListTest, MayBeEmpty) {
    order.revoked.clear();
    EXPECT_TRUE(authority.revoke(order).content().revoked.empty());
}

TEST_F(RevocationListTest, FailsWithAnyBitOfItChangedOrFromAnotherAuthority) {
    const auto list = authority.revoke(order);
    for (std::size_t bit = 0; bit < list.der().size() * 8; ++bit) {
        const auto changed = testing::with_bit_flipped(list.der(), bit);
        EXPECT_FALSE(RevocationList::from_der(changed, authority.certificate()).ok()) << "bit " << bit;
    }
    EXPECT_EQ(RevocationList::from_der(list.der(), make_authority().certificate(), "crl").refusal(),
              refuse("revocation_list_wrong_issuer", "crl"));
    EXPECT_EQ(RevocationList::from_der(list.der() + "x", authority.certificate(), "crl").refusal(),
              refuse("revocation_list_malformed", "crl"));
    EXPECT_EQ(RevocationList::from_pem("", authority.certificate(), "crl").refusal(),
              refuse("revocation_list_malformed", "crl"));
}

}  // namespace
}  // namespace daylit
