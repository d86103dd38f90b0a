// A bidder signs with a certificate of an outside authority that the operator trusts.
#include "server/app/outside_certificates.hpp"

#include "crypto/jws.hpp"
#include "crypto/random.hpp"
#include "crypto/revocation_list.hpp"
#include "schema/rows_registry.hpp"
#include "tests/app/support/land_fixture.hpp"

#include <fstream>

namespace daylit::app::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

class OutsideCertificates : public LandTest {
protected:
    OutsideCertificates()
        : outside(CertificateAuthority::create({"Licensed authority"}, random_serial(),
                                               {wall.now() - days(1), wall.now() + days(3650)})
                      .value()),
          first(bidder("甲置业有限公司")) {
        folder = fs::temp_directory_path() / ("daylight-outside-" + random_serial());
        fs::create_directories(folder);
        write("licensed.pem", outside.certificate().pem());
        write("licensed.json", R"({"uscc_attribute":"2.5.4.97","uscc_prefix":"NTRCN-"})");
        publish({});
        own_keys = std::make_unique<Keys>(keys.authority, keys.receipt_key, keys.receipt_certificate,
                                          keys.sealing_key.duplicate(), keys.linking_key.duplicate(),
                                          std::make_shared<TrustedAuthorities>(folder));
        const auto settings = services->settings;
        services.reset(new Services{store, log, procedure, wall, random, outlet, *own_keys, rules, passwords,
                                    quotes, settings});
        heart = std::make_unique<Heart>(*services, "test:8443");
        certificate = issued(code_of(first));
    }
    ~OutsideCertificates() override { fs::remove_all(folder); }

    void write(const std::string& name, const std::string& bytes) {
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }
    void publish(std::vector<RevokedCertificate> revoked, days life = days(7)) {
        const RevocationOrder order{1, wall.now() - std::chrono::hours(1), wall.now() + life,
                                    std::move(revoked)};
        write("licensed.crl", outside.revoke(order).pem());
        // A file system's clock may be coarser than a test.
        fs::last_write_time(folder / "licensed.crl",
                            fs::file_time_type::clock::now() + std::chrono::seconds(++lists));
    }
    std::string code_of(const Party& party) {
        std::string code;
        store.read([&](schema::UnitOfWork& tx) {
            code = tx.find<schema::OrganisationRow>(schema::Lock::none, *party.caller.organisation)->uscc;
        });
        return code;
    }
    std::string issued(const std::string& code) {
        return outside
            .issue({key.public_key(),
                    {"王二", "甲置业有限公司", code},
                    random_serial(),
                    {wall.now() - std::chrono::hours(1), wall.now() + days(365)},
                    CertificateUse::bidder})
            ->pem();
    }
    Result<CertificateView> enter(const std::string& pem, boost::json::object change = {},
                                  const P256PrivateKey* signer = nullptr) {
        auto registering = call(first);
        const auto parsed = Certificate::from_pem(pem);
        boost::json::object said{{"audience", services->settings.log_origin},
                                 {"person", first.caller.person->text},
                                 {"certificate_digest", parsed->fingerprint().hex()},
                                 {"nonce", registering.idempotency_key},
                                 {"expires_at", to_rfc3339(wall.now() + std::chrono::minutes(5))}};
        for (const auto& [name, value] : change) {
            said[name] = value;
        }
        return register_outside_certificate(
            registering, {},
            {pem, jws::sign(boost::json::serialize(said), {.typ = "daylight-possession+jws"},
                            signer != nullptr ? *signer : key)});
    }
    static std::string word(const Result<CertificateView>& result) {
        return result.ok() ? "ok" : result.refusal().code;
    }
    // First in the listing period, with its outside certificate.
    Party opened() {
        const auto view = enter(certificate);
        ensure(view.ok(), "a test's outside certificate is registered");
        lot = published("岱挂2026-1");
        plate = qualified(first, lot);
        procedure.set(china("2026-04-01 09:00"));
        auto party = first;
        party.key = key;
        party.serial = view->serial;
        return party;
    }
    std::string quoted(const Party& party) {
        const auto answer = quote(party, lot, plate, price);
        price = price + Fen::yuan(100'000);
        return answer.ok() ? "ok" : answer.refusal().code;
    }

    fs::path folder;
    int lists = 0;
    CertificateAuthority outside;
    P256PrivateKey key = P256PrivateKey::generate();
    std::unique_ptr<Keys> own_keys;
    Party first;
    std::string certificate;
    LotId lot;
    std::string plate;
    Fen price = Fen::yuan(10'000'000);
};

TEST_F(OutsideCertificates, IsRegisteredByTheHolderOfItsKeyOnce) {
    const auto view = enter(certificate);
    ASSERT_EQ(word(view), "ok");
    EXPECT_EQ(view->issuer, "Licensed authority");
    EXPECT_EQ(view->certificate_pem, certificate);
    EXPECT_EQ(word(enter(certificate)), "certificate_registered");
    expect_streams_sound({"certificate:" + view->serial});
    EXPECT_EQ(revocation_list_pem(*services).find("X509 CRL") == std::string::npos, false);
}

TEST_F(OutsideCertificates, IsRefusedWithoutItsKeyOrForAnother) {
    const auto other_key = P256PrivateKey::generate();
    EXPECT_EQ(word(enter(certificate, {}, &other_key)), "signature_invalid");
    EXPECT_EQ(word(enter(certificate, {{"audience", "elsewhere"}})), "act_for_another");
    EXPECT_EQ(word(enter(certificate, {{"person", "01ARZ3NDEKTSV4RRFFQ69G5FAV"}})), "act_for_another");
    EXPECT_EQ(word(enter(certificate, {{"certificate_digest", std::string(64, 'a')}})), "act_for_another");
    EXPECT_EQ(word(enter(certificate, {{"nonce", "another-nonce"}})), "act_nonce_differs");
    EXPECT_EQ(word(enter(certificate, {{"expires_at", to_rfc3339(wall.now())}})), "act_expired");
    EXPECT_EQ(word(enter(certificate, {{"expires_at", to_rfc3339(wall.now() + std::chrono::minutes(11))}})),
              "act_lives_too_long");
    EXPECT_EQ(word(enter(certificate, {{"nonce", 7}})), "act_malformed");
    EXPECT_EQ(word(enter(issued("91320000MA1234567X"))), "certificate_for_another");
}

TEST_F(OutsideCertificates, OfAnAuthorityThatNobodyTrustsIsRefused) {
    const auto other = CertificateAuthority::create({"Unknown authority"}, random_serial(),
                                                    {wall.now() - days(1), wall.now() + days(3650)})
                           .value();
    const auto pem = other
                         .issue({key.public_key(),
                                 {"王二", "甲置业有限公司", code_of(first)},
                                 random_serial(),
                                 {wall.now(), wall.now() + days(365)},
                                 CertificateUse::bidder})
                         ->pem();
    EXPECT_EQ(word(enter(pem)), "authority_not_trusted");
}

TEST_F(OutsideCertificates, SignsQuotesAsOneOfThePlatformsOwn) {
    EXPECT_EQ(quoted(opened()), "ok");
    EXPECT_EQ(lot_of(lot, &first).leader->mine, true);
}

TEST_F(OutsideCertificates, SignsNothingOnceItsAuthorityRevokedIt) {
    const auto party = opened();
    publish({{Certificate::from_pem(certificate)->serial(), wall.now(), RevocationReason::key_compromise}});
    EXPECT_EQ(quoted(party), "certificate_revoked");
}

TEST_F(OutsideCertificates, SignsNothingOnceItIsRevokedHere) {
    const auto party = opened();
    auto revoking = call(first);
    ASSERT_TRUE(revoke_certificate(revoking, path({{"serial", party.serial}}), {"密钥遗失"}).ok());
    EXPECT_EQ(quoted(party), "certificate_revoked");
    const auto ours = RevocationList::from_pem(revocation_list_pem(*services), keys.authority.certificate());
    ASSERT_TRUE(ours.ok());
    EXPECT_TRUE(ours->content().revoked.empty()) << "it is not ours to list";
}

TEST_F(OutsideCertificates, SignsNothingWhileItsListIsStaleMissingOrFalse) {
    const auto party = opened();
    wall.move(days(7));
    EXPECT_EQ(quoted(party), "revocation_list_stale");
    publish({});
    EXPECT_EQ(quoted(party), "ok");
    fs::remove(folder / "licensed.crl");
    EXPECT_EQ(quoted(party), "revocation_list_missing");
    write("licensed.crl", "no list");
    EXPECT_EQ(quoted(party), "revocation_list_malformed");
    const RevocationOrder order{1, wall.now(), wall.now() + days(7), {}};
    write("licensed.crl", keys.authority.revoke(order).pem());
    EXPECT_EQ(quoted(party), "revocation_list_wrong_issuer");
    EXPECT_EQ(word(enter(issued(code_of(first)))), "revocation_list_wrong_issuer");
}

TEST_F(OutsideCertificates, TheFolderMustSayWhereTheCodeStands) {
    write("licensed.json", R"({"uscc_attribute":"serialNumber","uscc_prefix":""})");
    EXPECT_THROW(TrustedAuthorities{folder}, std::runtime_error);
    fs::remove(folder / "licensed.json");
    EXPECT_THROW(TrustedAuthorities{folder}, std::runtime_error);
    EXPECT_EQ(TrustedAuthorities(folder / "nowhere").issuer_of(outside.certificate()), nullptr);
}

}  // namespace
}  // namespace daylit::app::testing
