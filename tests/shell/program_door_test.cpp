// Whom the programs' port lets shake hands: what is for good ends the handshake, what is of the moment does
// not, and is told at each request.
#include "server/shell/program_door.hpp"

#include "crypto/random.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/certificates.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>

namespace daylit::shell {
namespace {

namespace fs = std::filesystem;
using http::ClientVerdict;
using std::chrono::days;

// A store whose database went away.
class AbsentStore : public schema::Store {
public:
    void transact(const std::function<void(schema::UnitOfWork&)>&) override { go(); }
    void read(const std::function<void(schema::UnitOfWork&)>&) override { go(); }
    bool alive() override { return false; }

private:
    [[noreturn]] static void go() { throw schema::StoreUnavailable("away"); }
};

class ProgramDoor : public app::testing::AppTest {
protected:
    ProgramDoor() : party(bidder("甲置业有限公司")) {
        std::ofstream(folder / "licensed.pem") << outside.certificate().pem();
        std::ofstream(folder / "licensed.json") << R"({"uscc_attribute":"2.5.4.97","uscc_prefix":"NTRCN-"})";
        own_keys = std::make_unique<app::Keys>(keys.authority, keys.receipt_key, keys.receipt_certificate,
                                               keys.sealing_key.duplicate(), keys.linking_key.duplicate(),
                                               std::make_shared<app::TrustedAuthorities>(folder));
        use(store);
    }

    void use(schema::Store& chosen) {
        const auto settings = services->settings;
        services.reset(new app::Services{chosen, log, procedure, wall, random, outlet, *own_keys, rules,
                                         passwords, quotes, settings});
    }
    ClientVerdict judged(const std::string& der) { return program_certificates(*services).judge(der); }
    std::string own() {
        std::string der;
        store.read([&](schema::UnitOfWork& tx) {
            der = tx.find<schema::CertificateRow>(schema::Lock::none, party.serial).value().certificate;
        });
        return der;
    }
    std::string issued(const CertificateAuthority& by, CertificateUse use = CertificateUse::bidder) {
        CertificateOrder order{
            key.public_key(), {"王二"}, random_serial(), {wall.now(), wall.now() + days(9)}, use};
        if (use == CertificateUse::tls_server) {
            order.dns_names = {"localhost"};
        }
        return by.issue(order)->der();
    }

    app::testing::Party party;
    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
    CertificateAuthority outside =
        CertificateAuthority::create({"Licensed authority"}, random_serial(),
                                     {wall.now() - days(1), wall.now() + days(3650)})
            .value();
    P256PrivateKey key = P256PrivateKey::generate();
    std::unique_ptr<app::Keys> own_keys;
};

TEST_F(ProgramDoor, TellsClientsWhoseCertificatesItTakes) {
    EXPECT_EQ(program_certificates(*services).authorities,
              (std::vector<std::string>{keys.authority.certificate().pem(), outside.certificate().pem()}));
}

TEST_F(ProgramDoor, ShutsOutWhatIsForGood) {
    EXPECT_EQ(judged(own()), ClientVerdict::admitted);
    EXPECT_EQ(judged("no certificate"), ClientVerdict::malformed);
    EXPECT_EQ(judged(issued(keys.authority)), ClientVerdict::unknown);
    EXPECT_EQ(judged(issued(keys.authority, CertificateUse::tls_server)), ClientVerdict::wrong_use);
    const Validity validity{wall.now() - days(1), wall.now() + days(3650)};
    const auto stranger = CertificateAuthority::create({"Stranger"}, random_serial(), validity).value();
    EXPECT_EQ(judged(issued(stranger)), ClientVerdict::foreign);
    const auto impostor =
        CertificateAuthority::create({"Licensed authority"}, random_serial(), validity).value();
    EXPECT_EQ(judged(issued(impostor)), ClientVerdict::foreign);
    wall.move(-days(2));
    EXPECT_EQ(judged(own()), ClientVerdict::not_in_time);
    wall.move(days(2));
    auto revoking = call(party);
    ASSERT_TRUE(app::revoke_certificate(revoking, path({{"serial", party.serial}}), {"密钥遗失"}).ok());
    EXPECT_EQ(judged(own()), ClientVerdict::revoked);
    wall.move(days(366));
    EXPECT_EQ(judged(own()), ClientVerdict::not_in_time);
}

// The request is refused then, with the code that says why.
TEST_F(ProgramDoor, LeavesToTheRequestWhatNobodyCanSayAtTheMoment) {
    const auto certificate = issued(outside);
    EXPECT_EQ(app::check_presented(*services, certificate).refusal().code, "revocation_list_missing");
    EXPECT_EQ(judged(certificate), ClientVerdict::admitted);
    const auto ours = own();
    AbsentStore absent;
    use(absent);
    EXPECT_THROW(static_cast<void>(app::check_presented(*services, ours)), schema::StoreUnavailable);
    EXPECT_EQ(judged(ours), ClientVerdict::admitted);
}

TEST_F(ProgramDoor, IsTheMainListenersButForWhatItDemands) {
    http::ServerOptions main;
    main.port = 8443;
    main.hosts = {"localhost:8443"};
    main.write_timeout = std::chrono::seconds(4);
    main.heartbeat = [] { return std::string("now"); };
    const auto listener = program_listener(main, {"localhost", "[::1]"}, 9443, 7, *services);
    EXPECT_EQ(listener.port, 9443);
    EXPECT_EQ(listener.hosts, (std::vector<std::string>{"localhost:9443", "[::1]:9443"}));
    EXPECT_EQ(listener.most_connections, 7U);
    EXPECT_EQ(listener.write_timeout, std::chrono::seconds(4));
    EXPECT_FALSE(listener.heartbeat) << "both have the same feeds";
    EXPECT_TRUE(listener.clients.has_value());
}

}  // namespace
}  // namespace daylit::shell
