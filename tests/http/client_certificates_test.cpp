// A listener that demands clients' certificates: who is let in, with which alert the others are not, and that
// nothing of an earlier connection stands in for the handshake.
#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "tests/http/server_fixture.hpp"

namespace daylit::http::testing {
namespace {

class ClientCertificatesTest : public ServerTest {
protected:
    ClientCertificatesTest() {
        ClientCertificates clients;
        clients.authorities = {authority.certificate().pem()};
        clients.judge = [this](const std::string& der) {
            const std::lock_guard lock(mutex);
            judged.push_back(der);
            if (!verdict) {
                throw std::runtime_error("nobody can say");
            }
            return *verdict;
        };
        options.clients = std::move(clients);
    }

    TlsClient::Wishes with_certificate(int version = TLS1_3_VERSION) const {
        TlsClient::Wishes wishes;
        wishes.least_version = version;
        wishes.most_version = version;
        wishes.certificate_pem = certificate.pem();
        wishes.key_pem = key.pkcs8_pem().reveal();
        return wishes;
    }
    void say(std::optional<ClientVerdict> next) {
        const std::lock_guard lock(mutex);
        verdict = next;
    }
    std::size_t times_judged() {
        const std::lock_guard lock(mutex);
        return judged.size();
    }

    const Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const Validity validity{now - std::chrono::hours(1), now + std::chrono::hours(24)};
    CertificateAuthority authority =
        CertificateAuthority::create({"Clients"}, random_serial(), validity).value();
    P256PrivateKey key = P256PrivateKey::generate();
    Certificate certificate =
        authority.issue({key.public_key(), {"program"}, random_serial(), validity, CertificateUse::bidder})
            .value();
    std::mutex mutex;
    std::vector<std::string> judged;
    std::optional<ClientVerdict> verdict = ClientVerdict::admitted;  // none: throws
};

constexpr std::array versions{TLS1_2_VERSION, TLS1_3_VERSION};

TEST_F(ClientCertificatesTest, LetInWhoIsAdmittedAndAreHandedOn) {
    start();
    for (const int version : versions) {
        TlsClient client(server->port(), with_certificate(version));
        EXPECT_EQ(client.ask(get("/who"))->body, certificate.fingerprint().hex());
        EXPECT_EQ(client.ask(get("/who"))->body, certificate.fingerprint().hex()) << "each request";
    }
    EXPECT_EQ(judged, (std::vector<std::string>{certificate.der(), certificate.der()}));
}

TEST_F(ClientCertificatesTest, AreDemandedAtTheHandshake) {
    start();
    for (const int version : versions) {
        auto wishes = with_certificate(version);
        wishes.certificate_pem.clear();
        TlsClient client(server->port(), wishes);
        EXPECT_FALSE(client.let_in());
        EXPECT_EQ(client.alert(), version == TLS1_3_VERSION ? "certificate required" : "handshake failure");
    }
    EXPECT_EQ(times_judged(), 0U);
    EXPECT_EQ(handler.handled, 0);
}

TEST_F(ClientCertificatesTest, EndTheHandshakeWithTheAlertThatSaysWhy) {
    start();
    const std::vector<std::pair<std::optional<ClientVerdict>, std::string>> rows{
        {ClientVerdict::malformed, "bad certificate"},
        {ClientVerdict::foreign, "unknown CA"},
        {ClientVerdict::not_in_time, "certificate expired"},
        {ClientVerdict::revoked, "certificate revoked"},
        {ClientVerdict::wrong_use, "unsupported certificate"},
        {ClientVerdict::unknown, "handshake failure"},
        {std::nullopt, "bad certificate"},
    };
    for (const auto& [said, alert] : rows) {
        for (const int version : versions) {
            say(said);
            TlsClient client(server->port(), with_certificate(version));
            EXPECT_FALSE(client.let_in()) << alert;
            EXPECT_EQ(client.alert(), alert);
        }
    }
    EXPECT_EQ(handler.handled, 0);
}

// Whoever was let in once is judged again: there is nothing to resume.
TEST_F(ClientCertificatesTest, AreJudgedAtEachConnectionWhateverTheClientOffers) {
    start();
    for (const int version : versions) {
        say(ClientVerdict::admitted);
        const auto before = times_judged();
        TlsClient first(server->port(), with_certificate(version));
        ASSERT_TRUE(first.let_in());
        auto wishes = with_certificate(version);
        wishes.resumed = first.session();
        TlsClient again(server->port(), wishes);
        EXPECT_TRUE(again.let_in());
        EXPECT_FALSE(again.resumed());
        EXPECT_EQ(times_judged(), before + 2);
        say(ClientVerdict::revoked);
        TlsClient revoked(server->port(), wishes);
        EXPECT_FALSE(revoked.let_in());
        EXPECT_EQ(revoked.alert(), "certificate revoked");
        SSL_SESSION_free(wishes.resumed);
    }
}

TEST_F(ServerTest, AsksNobodyForACertificateWhereNoneIsDemanded) {
    start();
    EXPECT_EQ(TlsClient(server->port()).ask(get("/who"))->body, "-");
}

TEST_F(ServerTest, EndsAFeedWhoseWatcherMayNoLongerWatch) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/leave")));
    EXPECT_NE(client.receive_until("retry: 1000", std::chrono::seconds(10)), "");
    ASSERT_TRUE(becomes([&] { return handler.looked > 0; }));
    hub.publish("lot:1", {"1", "quote", "still here"});
    EXPECT_NE(client.receive_until("still here", std::chrono::seconds(10)).find("still here"),
              std::string::npos);
    handler.open_gate();
    EXPECT_TRUE(client.closes_within(std::chrono::seconds(30)));
    EXPECT_TRUE(becomes([&] { return hub.watchers() == 0; }));
}

}  // namespace
}  // namespace daylit::http::testing
