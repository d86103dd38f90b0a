// What the fixtures send: lawful bodies, so that nothing but the right is in the way.
#include "crypto/random.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/outside_certificates.hpp"
#include "server/app/people.hpp"
#include "tests/wire/authority_world.hpp"

namespace daylit::wire::testing {

namespace {
constexpr const char* password = "三月的河水慢慢地流过石桥";
}  // namespace

std::string AuthorityWorld::statement(const Asker& asker, const std::string& type,
                                      boost::json::object payload, const std::string& nonce) {
    const auto& signer = asker.party && asker.party->key ? *asker.party : first;
    payload["audience"] = services->settings.log_origin;
    payload["nonce"] = nonce;
    payload["expires_at"] = to_rfc3339(wall.now() + std::chrono::minutes(5));
    return to_json_text(app::SignedAct{
        jws::sign(boost::json::serialize(payload), {.typ = type, .kid = signer.serial}, *signer.key)});
}

// Lawful when it is published on the morning of Monday, 13 April: six weeks after the fixture's own times.
auction::LotTimes AuthorityWorld::later_times(auction::LotTimes times) {
    const auto by = std::chrono::days(42);
    times.application_from += by;
    times.application_until += by;
    times.deposit_until += by;
    times.listing_start += by;
    times.listing_end += by;
    times.timed_start = times.timed_start ? std::optional(*times.timed_start + by) : std::nullopt;
    return times;
}

std::string AuthorityWorld::parcel_body(const std::string& number) {
    return to_json_text(app::ParcelInput{parcel_terms(number)});
}

std::string AuthorityWorld::draft_body(const std::string& parcel) {
    auto content = draft({parcel});
    content.lots.front().times = later_times(content.lots.front().times);
    return to_json_text(content);
}

std::string AuthorityWorld::registration_body() {
    const auto& agreement = rules.agreement();
    return to_json_text(
        app::Registration{{registry::OrganisationKind::bidder, registry::ApplicantKind::enterprise,
                           "又一家公司", "91440300MA5DAJ3J91", "岱阳市人民路 2 号", "李一"},
                          {"another.one", password, "李二", "13800138003", "li.er@example.com"},
                          {uploaded("letter of another"), "参加竞买", parse_date("2026-12-31", "").value()},
                          {agreement.version, agreement.digest}});
}

std::string AuthorityWorld::letter_body(const std::string& login) {
    return to_json_text(
        app::Colleague{login,
                       password,
                       "又一同事",
                       "13800138004",
                       "c@example.com",
                       {uploaded("letter of " + login), "参加竞买", parse_date("2026-12-31", "").value()}});
}

std::string AuthorityWorld::request_pem() {
    return make_certificate_request_pem(*first.key, "agent");
}

std::string AuthorityWorld::outside_body(const Asker& asker, const std::string& nonce) {
    const auto& who = asker.party ? *asker.party : first;
    std::string uscc;
    store.read([&](schema::UnitOfWork& tx) {
        uscc = tx.find<schema::OrganisationRow>(schema::Lock::none, *who.caller.organisation)->uscc;
    });
    const auto certificate = outside_
                                 ->issue({first.key->public_key(),
                                          {"agent", who.name, uscc},
                                          random_serial(),
                                          {wall.now(), wall.now() + std::chrono::days(30)},
                                          CertificateUse::bidder})
                                 .value();
    const boost::json::object said{{"audience", services->settings.log_origin},
                                   {"person", who.caller.person->text},
                                   {"certificate_digest", certificate.fingerprint().hex()},
                                   {"nonce", nonce},
                                   {"expires_at", to_rfc3339(wall.now() + std::chrono::minutes(5))}};
    return to_json_text(app::OutsideCertificateInput{
        certificate.pem(),
        jws::sign(boost::json::serialize(said), {.typ = "daylight-possession+jws"}, *first.key)});
}

std::string AuthorityWorld::digest_of_confirmation(const std::string& lot) {
    std::optional<schema::DealRow> deal;
    store.read(
        [&](schema::UnitOfWork& tx) { deal = tx.find<schema::DealRow>(schema::Lock::none, LotId{lot}); });
    return (deal ? deal->digest : sha256("no confirmation")).hex();
}

}  // namespace daylit::wire::testing
