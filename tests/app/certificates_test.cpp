// Certificates from the request to the list of the revoked.
#include "server/app/certificates.hpp"

#include "crypto/certificate_request.hpp"
#include "server/app/messages.hpp"
#include "tests/app/registry_fixture.hpp"
#include "tests/crypto/openssl_command.hpp"

namespace daylit::app::testing {
namespace {

using registry::Role;

class CertifiedTest : public RegistryTest {
protected:
    Result<CertificateView> certify(const Caller& caller, const std::string& request) {
        auto asking = fresh(caller);
        return issue_certificate(asking, {}, {request});
    }
    Result<CertificateView> revoke(const Caller& caller, const std::string& serial) {
        auto revoking = fresh(caller);
        return revoke_certificate(revoking, path({{"serial", serial}}), {"密钥遗失"});
    }
    std::string not_revoked(const std::string& serial) {
        auto looking = fresh({});
        std::string found;
        (void)looking.read<Nothing>([&](Act& act) -> Result<Nothing> {
            found = word(check_not_revoked(act.tx.find<schema::CertificateRow>(schema::Lock::none, serial),
                                           "statement"));
            return Nothing{};
        });
        return found;
    }
};

TEST_F(CertifiedTest, AKeyIsCertifiedForItsHoldersOrganisationWhateverTheRequestSays) {
    const auto acting = agent();
    const auto key = P256PrivateKey::generate();
    const auto issued = certify(acting, make_certificate_request_pem(key, "岱阳市自然资源和规划局"));
    ASSERT_TRUE(issued.ok()) << word(issued);
    EXPECT_EQ(issued->state, "valid");

    const auto certificate = Certificate::from_pem(issued->certificate_pem).value();
    EXPECT_EQ(certificate.subject().common_name, "王二");
    EXPECT_EQ(certificate.subject().organisation, "岱阳大地置业有限公司");
    const auto signer = find_signer(*services, issued->serial, "statement");
    ASSERT_TRUE(signer.ok()) << word(signer);
    EXPECT_EQ(signer->organisation, acting.organisation);
    EXPECT_EQ(signer->person, acting.person);
    EXPECT_EQ(not_revoked(issued->serial), "ok");
    auto reading = fresh(acting);
    EXPECT_EQ(my_certificates(reading, {})->items.size(), 1U);
    expect_streams_sound({"certificate:" + issued->serial});
}

// Nobody has a certificate made unseen: it stands in the log before it is handed out, and the organisation is
// told.
TEST_F(CertifiedTest, EachOneIssuedIsAnEventOfTheLogAndAMessageToItsHolder) {
    const auto acting = agent();
    procedure.move(std::chrono::seconds(1));  // after the message of the approval
    const auto issued = certify(acting, make_certificate_request_pem(P256PrivateKey::generate(), "x"));
    ASSERT_TRUE(issued.ok()) << word(issued);
    const auto certificate = Certificate::from_pem(issued->certificate_pem).value();
    store.read([&](schema::UnitOfWork& tx) {
        const auto events = tx.events("certificate:" + issued->serial, 0, 10);
        ASSERT_EQ(events.size(), 1U);
        EXPECT_EQ(events[0].type, "certificate_issued");
        EXPECT_EQ(events[0].actor, acting.actor());
        EXPECT_NE(events[0].body.find(certificate.fingerprint().hex()), std::string::npos);
        EXPECT_TRUE(tx.event_by_digest(events[0].digest).has_value());
    });
    auto reading = fresh(acting);
    const auto newest = my_messages(reading, {})->items.front();
    EXPECT_EQ(newest.kind, MessageKind::certificate_issued);
    EXPECT_EQ(newest.values, (std::vector<std::string>{issued->serial, "王二"}));
}

// Whose letter ran out in the middle of an auction must not take the colleagues' keys away.
TEST_F(CertifiedTest, WhoMayActNoMoreRevokesItsOwnAlone) {
    const auto acting = agent();
    const auto own = certify(acting, make_certificate_request_pem(P256PrivateKey::generate(), "a"));
    auto former = acting;
    former.person = PersonId{"01ARZ3NDEKTSV4RRFFQ69G5FAV"};
    former.roles.clear();
    EXPECT_EQ(word(revoke(former, own->serial)), "not_found serial");
    former.roles = acting.roles;
    EXPECT_EQ(word(revoke(former, own->serial)), "ok");

    const auto another = certify(acting, make_certificate_request_pem(P256PrivateKey::generate(), "b"));
    auto holder = acting;
    holder.roles.clear();
    EXPECT_EQ(word(revoke(holder, another->serial)), "ok");
}

TEST_F(CertifiedTest, WhatIsNoRequestIsRefused) {
    const auto acting = agent();
    auto damaged = make_certificate_request_pem(P256PrivateKey::generate(), "x");
    damaged[damaged.size() / 2] = damaged[damaged.size() / 2] == 'A' ? 'B' : 'A';
    for (const auto& request : {std::string(), std::string("-----BEGIN CERTIFICATE REQUEST-----\n"), damaged,
                                authority_pem(*services)}) {
        const auto issued = certify(acting, request);
        ASSERT_FALSE(issued.ok());
        EXPECT_EQ(issued.refusal().field, "request_pem");
    }
}

TEST_F(CertifiedTest, ARevokedCertificateSignsNothingMore) {
    const auto acting = agent();
    const auto issued =
        certify(acting, make_certificate_request_pem(P256PrivateKey::generate(), "agent")).value();
    EXPECT_EQ(revoke(acting, issued.serial)->state, "revoked");
    EXPECT_EQ(not_revoked(issued.serial), "certificate_revoked statement");
    EXPECT_EQ(word(revoke(acting, issued.serial)), "certificate_revoked serial");
    expect_streams_sound({"certificate:" + issued.serial});
}

TEST_F(CertifiedTest, OnlyItsOwnOrganisationAndRegistrarsRevokeACertificate) {
    const auto acting = agent();
    const auto issued =
        certify(acting, make_certificate_request_pem(P256PrivateKey::generate(), "agent")).value();
    EXPECT_EQ(word(revoke(bidder("另一家有限公司").caller, issued.serial)), "not_found serial");
    EXPECT_EQ(word(revoke(staff(Role::clerk).caller, issued.serial)), "not_found serial");
    EXPECT_EQ(word(revoke(acting, "no-serial")), "not_found serial");
    EXPECT_EQ(word(revoke(acting, std::string(32, 'a'))), "not_found serial");
    EXPECT_EQ(not_revoked(issued.serial), "ok");
    EXPECT_EQ(revoke(staff(Role::registrar).caller, issued.serial)->state, "revoked");
}

TEST_F(CertifiedTest, ACertificateThatNobodyIssuedIsUnknown) {
    EXPECT_EQ(word(find_signer(*services, std::string(32, 'a'), "statement")),
              "certificate_unknown statement");
    EXPECT_EQ(word(find_signer(*services, "../x", "statement")), "certificate_unknown statement");
    EXPECT_EQ(not_revoked(std::string(32, 'a')), "certificate_revoked statement");
}

// The stock command makes the request, checks the certificate and reads the list of the revoked.
class OpensslCommand : public daylit::testing::OpensslTest {
public:
    using OpensslTest::folder;
    using OpensslTest::run;
    void TestBody() override {}
};

TEST_F(CertifiedTest, TheStockCommandsRequestIsTakenAndItsCertificateHoldsThere) {
    OpensslCommand openssl;
    ASSERT_EQ(openssl.run("ecparam -name prime256v1 -genkey -noout -out key.pem").status, 0);
    ASSERT_EQ(openssl.run("req -new -key key.pem -subj '/CN=agent' -sha256 -out request.pem").status, 0);
    const auto acting = agent();
    const auto issued = certify(acting, openssl.folder.read("request.pem"));
    ASSERT_TRUE(issued.ok()) << word(issued);

    openssl.folder.write("authority.pem", authority_pem(*services));
    openssl.folder.write("certificate.pem", issued->certificate_pem);
    openssl.folder.write("list.pem", revocation_list_pem(*services));
    const auto at = " -attime " +
                    std::to_string(wall.now().time_since_epoch() / std::chrono::seconds(1) + 60) +
                    " -crl_check -CRLfile list.pem -CAfile authority.pem certificate.pem";
    const auto verified = openssl.run("verify" + at);
    EXPECT_EQ(verified.status, 0) << verified.output;

    ASSERT_TRUE(revoke(acting, issued->serial).ok());
    openssl.folder.write("list.pem", revocation_list_pem(*services));
    const auto revoked = openssl.run("verify" + at);
    EXPECT_NE(revoked.status, 0);
    EXPECT_NE(revoked.output.find("certificate revoked"), std::string::npos) << revoked.output;
}

}  // namespace
}  // namespace daylit::app::testing
