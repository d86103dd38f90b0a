// Which TLS the server speaks, and which it does not.
#include "tests/http/server_fixture.hpp"

namespace daylit::http::testing {
namespace {

TlsClient::Wishes only(int version, const std::string& ciphers = "") {
    TlsClient::Wishes wishes;
    wishes.least_version = version;
    wishes.most_version = version;
    wishes.ciphers = ciphers;
    return wishes;
}

TEST_F(ServerTest, SpeaksTls13) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.version(), "TLSv1.3");
    EXPECT_EQ(client.ask(get("/echo"))->status, 200);
}

TEST_F(ServerTest, SpeaksTls12WithAeadSuitesAlone) {
    start();
    for (const char* suite : {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
                              "ECDHE-ECDSA-CHACHA20-POLY1305"}) {
        TlsClient client(server->port(), only(TLS1_2_VERSION, suite));
        ASSERT_TRUE(client.connected()) << suite;
        EXPECT_EQ(client.version(), "TLSv1.2");
        EXPECT_EQ(client.cipher(), suite);
        EXPECT_EQ(client.ask(get("/echo"))->status, 200);
    }
    for (const char* suite :
         {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA384",
          "AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-CCM", "AES256-SHA"}) {
        EXPECT_FALSE(TlsClient(server->port(), only(TLS1_2_VERSION, suite)).connected()) << suite;
    }
}

TEST_F(ServerTest, SpeaksNothingOlder) {
    start();
    EXPECT_FALSE(TlsClient(server->port(), only(TLS1_1_VERSION)).connected());
    EXPECT_FALSE(TlsClient(server->port(), only(TLS1_VERSION)).connected());
    EXPECT_TRUE(TlsClient(server->port()).connected());
}

// What is not TLS gets no answer that a parser of HTTP could read, and takes nothing from the others.
TEST_F(ServerTest, ClosesOnWhoSpeaksNoTls) {
    start();
    for (const std::string& bytes :
         {std::string("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"),
          std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), std::string(5000, '\xff')}) {
        EXPECT_EQ(say_in_the_clear(server->port(), bytes).find("HTTP/"), std::string::npos);
    }
    EXPECT_EQ(handler.handled, 0);
    EXPECT_EQ(TlsClient(server->port()).ask(get("/echo"))->status, 200);
}

TEST_F(ServerTest, AgreesOnHttp11AndNothingElse) {
    start();
    TlsClient::Wishes wishes;
    wishes.protocol = "http/1.1";
    EXPECT_TRUE(TlsClient(server->port(), wishes).connected());
    wishes.protocol = "h2";
    EXPECT_FALSE(TlsClient(server->port(), wishes).connected());
}

}  // namespace
}  // namespace daylit::http::testing
