// Tokens that are bound to a certificate, and the programs' port, on which no other is good.
#include "crypto/jws.hpp"
#include "crypto/random.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/certificates.hpp"
#include "server/app/outside_certificates.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/wire/support.hpp"

#include <filesystem>
#include <fstream>

namespace daylit::wire {
namespace {

namespace fs = std::filesystem;
using app::testing::Party;
using std::chrono::days;

class BoundTokens : public testing::WireTest {
protected:
    BoundTokens() : party(bidder("甲置业有限公司")), other(bidder("乙置业有限公司")) {
        use(all_routes());
        own = der_of(party.serial);
        others = der_of(other.serial);
    }

    std::string der_of(const std::string& serial) {
        std::string der;
        store.read([&](schema::UnitOfWork& tx) {
            der = tx.find<schema::CertificateRow>(schema::Lock::none, serial).value().certificate;
        });
        return der;
    }
    std::string order(const std::string& certificate) {
        boost::json::object made{{"name", "对账"},
                                 {"scopes", {"read", "uploads"}},
                                 {"expires_at", to_rfc3339(wall.now() + days(30))}};
        if (!certificate.empty()) {
            made["certificate"] = certificate;
        }
        return boost::json::serialize(made);
    }
    http::Response make(const Party& who, const std::string& certificate) {
        return ask(by(who, command("/api/v1/my/tokens", order(certificate))));
    }
    std::string refusal(const Party& who, const std::string& certificate) {
        return word(by(who, command("/api/v1/my/tokens", order(certificate))));
    }
    std::string secret(const Party& who, const std::string& certificate) {
        const auto response = make(who, certificate);
        EXPECT_EQ(response.status, 200) << *response.body;
        return std::string(body_of(response).at("secret").as_string());
    }
    // As a program asks: no cookie, no Origin.
    static http::Request program(http::Request asked) {
        return without(without(std::move(asked), "origin"), "sec-fetch-site");
    }
    static http::Request under(const std::string& token, http::Request asked) {
        return with(program(std::move(asked)), "authorization", "Bearer " + token);
    }
    // On a connection that was opened with the certificate.
    static http::Request over(const std::string& der, http::Request asked) {
        asked.client_certificate = der;
        return asked;
    }
    static http::Request reading() { return request("GET", "/api/v1/my/organisation"); }
    void revoke(const Party& who, const std::string& serial) {
        auto revoking = call(who);
        ASSERT_TRUE(app::revoke_certificate(revoking, path({{"serial", serial}}), {"密钥遗失"}).ok());
    }

    Party party;
    Party other;
    std::string own;
    std::string others;
};

TEST_F(BoundTokens, SayWhatTheyAreBoundTo) {
    const auto answer = body_of(make(party, party.serial));
    const auto& bound = answer.at("token").at("certificate");
    EXPECT_EQ(bound.at("serial").as_string(), party.serial);
    EXPECT_EQ(bound.at("thumbprint").as_string(), sha256(own).hex());
    const auto list = body_of(ask(by(party, request("GET", "/api/v1/my/tokens"))));
    EXPECT_EQ(list.at("items").at(0).at("certificate"), bound);
    expect_streams_sound({"program_token:" + std::string(answer.at("token").at("id").as_string())});
    EXPECT_TRUE(body_of(make(party, "")).at("token").at("certificate").is_null());
}

TEST_F(BoundTokens, AreBoundToOnesOwnGoodCertificateAlone) {
    EXPECT_EQ(refusal(party, other.serial), "403 certificate_not_yours certificate");
    EXPECT_EQ(refusal(party, "5b5c"), "422 certificate_unknown certificate");
    EXPECT_EQ(refusal(party, "no serial"), "422 certificate_unknown certificate");
    revoke(party, party.serial);
    EXPECT_EQ(refusal(party, party.serial), "409 certificate_revoked certificate");
    wall.move(days(366));
    EXPECT_EQ(refusal(other, other.serial), "422 certificate_expired certificate");
}

TEST_F(BoundTokens, OpenTheirScopesWithTheirCertificate) {
    const auto token = secret(party, party.serial);
    EXPECT_EQ(word(over(own, under(token, reading()))), "200");
    EXPECT_EQ(word(over(own, under(token, request("GET", "/api/v1/lots")))), "200");
    const auto upload = with(command("/api/v1/uploads", "%PDF"), "content-type", "application/pdf");
    EXPECT_EQ(word(over(own, under(token, upload))), "200");
    EXPECT_EQ(word(over(own, under(token, command("/api/v1/parcels")))), "403 not_your_right");
    EXPECT_EQ(word(over(own, under(token, command("/api/v1/my/tokens", order(""))))), "403 not_for_programs");
}

TEST_F(BoundTokens, AreRefusedWhereTheirCertificateIsNotPresented) {
    const auto token = secret(party, party.serial);
    EXPECT_EQ(word(under(token, reading())), "401 token_wants_certificate Authorization");
    EXPECT_EQ(word(over(others, under(token, reading()))), "401 token_for_another_certificate Authorization");
    const auto refused = ask(under(token, reading()));
    EXPECT_EQ(header(refused, "WWW-Authenticate"), "Bearer realm=\"daylight\", error=\"invalid_token\"");
    // A second one of the same person is another one too.
    auto second = party;
    certify(second);
    ASSERT_NE(second.serial, party.serial);
    EXPECT_EQ(word(over(der_of(second.serial), under(token, reading()))),
              "401 token_for_another_certificate Authorization");
}

TEST_F(BoundTokens, AreAllThatIsGoodOnTheProgramsPort) {
    const auto unbound = secret(party, "");
    EXPECT_EQ(word(under(unbound, reading())), "200");
    EXPECT_EQ(word(over(own, under(unbound, reading()))), "401 token_not_bound Authorization");
    EXPECT_EQ(word(over(own, program(reading()))), "401 token_wanted Authorization");
    EXPECT_EQ(word(over(own, program(request("GET", "/api/v1/lots")))), "401 token_wanted Authorization");
    EXPECT_EQ(word(over(own, program(request("GET", "/api/v1/feed")))), "401 token_wanted Authorization");
    EXPECT_EQ(word(over(own, program(command("/api/v1/session")))), "401 token_wanted Authorization");
    EXPECT_EQ(word(over(own, by(party, reading()))), "401 token_wanted Authorization");
    EXPECT_EQ(word(over(own, by(party, under(secret(party, party.serial), reading())))),
              "400 two_identities Authorization");
    EXPECT_EQ(word(request("GET", "/page")), "200");
    EXPECT_EQ(word(over(own, request("GET", "/page"))), "404 not_found");
}

// Between two requests of one connection as well as between two connections: each request is judged.
TEST_F(BoundTokens, EndWithTheirCertificate) {
    const auto token = secret(party, party.serial);
    EXPECT_EQ(word(over(own, under(token, reading()))), "200");
    revoke(party, party.serial);
    EXPECT_EQ(word(over(own, under(token, reading()))), "409 certificate_revoked certificate");
    EXPECT_EQ(word(under(token, reading())), "401 token_wants_certificate Authorization");
    const auto others_token = body_of(make(other, other.serial));
    wall.move(days(29));
    const std::string text(others_token.at("secret").as_string());
    EXPECT_EQ(word(over(others, under(text, reading()))), "200");
    wall.move(days(1));
    EXPECT_EQ(word(over(others, under(text, reading()))), "401 token_expired Authorization");
}

TEST_F(BoundTokens, AreRefusedByExpiredCertificates) {
    wall.move(days(360));
    const auto token = secret(party, party.serial);
    EXPECT_EQ(word(over(own, under(token, reading()))), "200");
    wall.move(days(6));
    EXPECT_EQ(word(over(own, under(token, reading()))), "422 certificate_expired certificate");
}

TEST_F(BoundTokens, LookAgainWhileTheyWatchAFeed) {
    const auto token = secret(party, party.serial);
    const auto asked = over(own, under(token, request("GET", "/api/v1/feed")));
    auto answer = dispatcher->handle(asked);
    auto& feed = std::get<http::Feed>(answer);
    ASSERT_TRUE(feed.may_watch);
    EXPECT_TRUE(feed.may_watch());
    revoke(party, party.serial);
    EXPECT_FALSE(feed.may_watch());
    // A session's feed ends with the session, by its topic; a visitor's needs no right.
    const auto visiting = request("GET", "/api/v1/feed");
    auto visitors = dispatcher->handle(visiting);
    EXPECT_FALSE(std::get<http::Feed>(visitors).may_watch);
}

// --- of a trusted outside authority ---

class OutsideBoundTokens : public BoundTokens {
protected:
    OutsideBoundTokens() {
        write("licensed.pem", outside.certificate().pem());
        write("licensed.json", R"({"uscc_attribute":"2.5.4.97","uscc_prefix":"NTRCN-"})");
        own_keys = std::make_unique<app::Keys>(keys.authority, keys.receipt_key, keys.receipt_certificate,
                                               keys.sealing_key.duplicate(), keys.linking_key.duplicate(),
                                               std::make_shared<app::TrustedAuthorities>(folder));
        const auto settings = services->settings;
        services.reset(new app::Services{store, log, procedure, wall, random, outlet, *own_keys, rules,
                                         passwords, quotes, settings});
        use(all_routes());
        publish(1, {});
    }

    void write(const std::string& name, const std::string& bytes) {
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }
    void publish(std::int64_t number, std::vector<RevokedCertificate> revoked) {
        const auto taken = own_keys->trusted->take_list(
            own_keys->trusted->all().at(0),
            outside.revoke({number, wall.now(), wall.now() + days(7), std::move(revoked)}).der(), wall.now());
        ASSERT_TRUE(taken.ok()) << taken.refusal().code;
    }
    Certificate issued() {
        std::string code;
        store.read([&](schema::UnitOfWork& tx) {
            code = tx.find<schema::OrganisationRow>(schema::Lock::none, *party.caller.organisation)->uscc;
        });
        return outside
            .issue({key.public_key(),
                    {"王二", "甲置业有限公司", code},
                    random_serial(),
                    {wall.now() - std::chrono::hours(1), wall.now() + days(365)},
                    CertificateUse::bidder})
            .value();
    }
    std::string registered(const Certificate& certificate) {
        auto registering = call(party);
        const boost::json::object said{{"audience", services->settings.log_origin},
                                       {"person", party.caller.person->text},
                                       {"certificate_digest", certificate.fingerprint().hex()},
                                       {"nonce", registering.idempotency_key},
                                       {"expires_at", to_rfc3339(wall.now() + std::chrono::minutes(5))}};
        const auto view = app::register_outside_certificate(
            registering, {},
            {certificate.pem(),
             jws::sign(boost::json::serialize(said), {.typ = "daylight-possession+jws"}, key)});
        ensure(view.ok(), "a test's outside certificate is registered");
        return view->serial;
    }

    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
    CertificateAuthority outside =
        CertificateAuthority::create({"Licensed authority"}, random_serial(),
                                     {wall.now() - days(1), wall.now() + days(3650)})
            .value();
    P256PrivateKey key = P256PrivateKey::generate();
    std::unique_ptr<app::Keys> own_keys;
};

TEST_F(OutsideBoundTokens, AreGoodWhileTheAuthoritysListSaysSo) {
    const auto certificate = issued();
    const auto token = secret(party, registered(certificate));
    const auto asked = over(certificate.der(), under(token, reading()));
    EXPECT_EQ(word(asked), "200");
    wall.move(days(7));
    EXPECT_EQ(word(asked), "409 revocation_list_stale certificate");
    publish(2, {});
    EXPECT_EQ(word(asked), "200");
    publish(3, {{certificate.serial(), wall.now(), RevocationReason::key_compromise}});
    EXPECT_EQ(word(asked), "409 certificate_revoked certificate");
}

TEST_F(OutsideBoundTokens, AreNotMadeForACertificateThatItsAuthorityRevoked) {
    const auto certificate = issued();
    const auto serial = registered(certificate);
    publish(2, {{certificate.serial(), wall.now(), RevocationReason::key_compromise}});
    EXPECT_EQ(refusal(party, serial), "409 certificate_revoked certificate");
}

TEST_F(OutsideBoundTokens, AreNobodysWithACertificateThatNobodyRegistered) {
    const auto token = secret(party, registered(issued()));
    EXPECT_EQ(word(over(issued().der(), under(token, reading()))), "422 certificate_unknown certificate");
    const auto stranger = CertificateAuthority::create({"Unknown authority"}, random_serial(),
                                                       {wall.now() - days(1), wall.now() + days(3650)})
                              .value();
    const auto foreign = stranger.issue({key.public_key(),
                                         {"王二"},
                                         random_serial(),
                                         {wall.now(), wall.now() + days(365)},
                                         CertificateUse::bidder});
    EXPECT_EQ(word(over(foreign->der(), under(token, reading()))), "422 authority_not_trusted certificate");
    EXPECT_EQ(word(over("no certificate", under(token, reading()))), "422 certificate_malformed certificate");
    // Our own authority's, but for another use.
    const auto receipt = keys.receipt_certificate.der();
    EXPECT_EQ(word(over(receipt, under(token, reading()))), "422 certificate_wrong_use certificate");
}

}  // namespace
}  // namespace daylit::wire
