#include "tests/app/support/app_fixture.hpp"

#include "base/codes.hpp"
#include "crypto/random.hpp"
#include "crypto/sealed_box.hpp"
#include "registry/person.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/certificates.hpp"
#include "server/app/uploads.hpp"

namespace daylit::app::testing {

namespace {

using std::chrono::days;

Instant monday_morning() {
    return parse_instant("2026-03-02T09:00:00+08:00", "").value();
}

// The authority and the receipt key are made once for all tests: making keys is slow.
const Keys& shared_keys() {
    static const Keys keys = [] {
        const auto from = monday_morning() - days(1);
        auto authority =
            CertificateAuthority::create({"Test authority"}, random_serial(), {from, from + days(3650)})
                .value();
        auto receipt_key = P256PrivateKey::generate();
        CertificateOrder order{receipt_key.public_key(),
                               {"Test receipts"},
                               random_serial(),
                               {from, from + days(1825)},
                               CertificateUse::receipt_signing};
        auto receipt = authority.issue(order).value();
        return Keys(std::move(authority), std::move(receipt_key), std::move(receipt),
                    random_secret(sealing_key_bytes), random_secret(sealing_key_bytes));
    }();
    return keys;
}

const P256PrivateKey& shared_bidder_key(int number) {
    static std::map<int, P256PrivateKey> keys;
    auto found = keys.find(number);
    if (found == keys.end()) {
        found = keys.emplace(number, P256PrivateKey::generate()).first;
    }
    return found->second;
}

Settings test_settings() {
    Settings settings;
    // What a test is about is not delayed by registering factors; the tests of the policy set it.
    settings.second_factor = registry::SecondFactorPolicy::optional;
    settings.center_name_zh = "岱阳市公共资源交易中心";
    settings.center_name_en = "Daiyang Public Resource Trading Center";
    settings.center_code = "123456789";
    settings.log_origin = "localhost/daylight";
    settings.public_address = "https://localhost:8443";
    settings.account_name = "岱阳市公共资源交易中心";
    settings.account_bank = "示例银行岱阳分行";
    settings.account_number = "0000 0000 0000 0000";
    return settings;
}

}  // namespace

std::uint64_t CountedRandom::next() {
    // SplitMix64: well spread and never the same twice.
    state_ += 0x9E3779B97F4A7C15ULL;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

Entropy CountedRandom::entropy() {
    Entropy entropy{};
    for (std::size_t half = 0; half < 2; ++half) {
        const auto bits = next();
        for (std::size_t i = 0; i < 8; ++i) {
            entropy[half * 8 + i] = static_cast<std::uint8_t>(bits >> (8U * i));
        }
    }
    return entropy;
}

std::uint64_t CountedRandom::below(std::uint64_t bound) {
    return next() % bound;
}

AppTest::AppTest()
    : procedure(monday_morning()),
      wall(monday_morning()),
      log(store),
      keys(shared_keys()),
      services(new Services{store, log, procedure, wall, random, outlet, keys, rules, passwords, quotes,
                            test_settings()}),
      heart(std::make_unique<Heart>(*services, "test:8443")) {}

AppTest::~AppTest() = default;

namespace {

// A code whose two check characters are right, found by trying them.
std::string sound_uscc(int number) {
    constexpr std::string_view characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const auto body = "91320102" + std::to_string(100'000'000 + number).substr(1);
    for (const char organisation : characters) {
        for (const char check : characters) {
            auto code = body + organisation + check;
            if (require_uscc(code, "").ok()) {
                return code;
            }
        }
    }
    throw std::logic_error("every number has its check characters");
}

}  // namespace

OrganisationId AppTest::make_organisation(registry::OrganisationKind kind, const std::string& name) {
    const OrganisationId id{id_text(random.entropy())};
    registry::OrganisationState state;
    state.phase = registry::OrganisationPhase::active;
    state.kind = kind;
    state.details = {name, sound_uscc(++organisations_), "岱阳市人民路 1 号", "法定代表人"};
    store.transact([&](schema::UnitOfWork& tx) {
        ensure(tx.insert(schema::OrganisationRow{id, 0, "active", boost::describe::enum_to_string(kind, ""),
                                                 state.details.uscc, name, wall.now(), to_json_text(state)}),
               "a test's organisation is new");
    });
    return id;
}

Party AppTest::make_party(const OrganisationId& organisation, const std::string& name,
                          std::vector<registry::Role> roles) {
    const PersonId id{id_text(random.entropy())};
    const auto login = "person-" + std::to_string(++parties_);
    registry::PersonState state;
    state.phase = registry::PersonPhase::active;
    state.organisation = organisation;
    state.roles = roles;
    store.transact([&](schema::UnitOfWork& tx) {
        ensure(tx.insert(schema::PersonRow{id, 0, "active", organisation, login, "人员" + login,
                                           to_json_text(state)}),
               "a test's person is new");
    });
    Party party;
    party.name = name;
    party.caller.person = id;
    party.caller.organisation = organisation;
    party.caller.organisation_name = name;
    party.caller.roles = {roles.begin(), roles.end()};
    return party;
}

Party AppTest::staff(registry::Role role) {
    const bool supervises = role == registry::Role::supervisor;
    const std::string name = supervises ? "岱阳市公共资源交易监督管理局" : "岱阳市公共资源交易中心";
    if (!offices_.contains(name)) {
        offices_[name] = make_organisation(
            supervises ? registry::OrganisationKind::supervisor : registry::OrganisationKind::center, name);
    }
    return make_party(offices_[name], name, {role});
}

Party AppTest::bidder(const std::string& name) {
    auto party = make_party(make_organisation(registry::OrganisationKind::bidder, name), name,
                            {registry::Role::bidder_agent});
    certify(party);
    return party;
}

Party AppTest::seller(const std::string& name) {
    auto party = make_party(make_organisation(registry::OrganisationKind::seller, name), name,
                            {registry::Role::seller_agent});
    certify(party);
    return party;
}

void AppTest::certify(Party& party) {
    party.key = shared_bidder_key(parties_);
    auto issuing = call(party);
    const auto issued = issue_certificate(issuing, {}, {make_certificate_request_pem(*party.key, "agent")});
    ensure(issued.ok(), "a test's party gets its certificate");
    party.serial = issued->serial;
}

Call AppTest::call(const Party& party) {
    Call made(*services, party.caller);
    made.idempotency_key = "test-key-" + std::to_string(++calls_);
    made.request = sha256(made.idempotency_key);
    return made;
}

Call AppTest::visitor() {
    return Call(*services, {});
}

Digest AppTest::uploaded(const std::string& bytes) {
    Call uploading(*services, {});
    const auto done = upload(uploading, "application/pdf", bytes);
    ensure(done.ok(), "a test's file is taken");
    return done->digest;
}

void AppTest::expect_streams_sound(const std::vector<std::string>& streams) {
    store.read([&](schema::UnitOfWork& tx) {
        for (const auto& stream : streams) {
            schema::StreamHead head{stream, 0, std::nullopt, std::nullopt};
            for (const auto& event : tx.events(stream, 0, 10000)) {
                const auto sound = schema::check_event(event, head);
                EXPECT_TRUE(sound.ok()) << stream << " " << event.seq << " " << event.type;
                head = {stream, event.seq, event.digest, event.at};
            }
            EXPECT_EQ(head, tx.stream_head(stream)) << stream;
        }
    });
}

}  // namespace daylit::app::testing
