// What many, slow or greedy peers can take of the server.
#include "tests/http/server_fixture.hpp"

namespace daylit::http::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(ServerTest, TakesOnlySoManyConnectionsInAll) {
    options.most_connections = 2;
    start();
    auto first = std::make_unique<TlsClient>(server->port());
    TlsClient second(server->port());
    EXPECT_TRUE(first->connected());
    EXPECT_TRUE(second.connected());
    EXPECT_FALSE(TlsClient(server->port()).connected());
    first.reset();
    EXPECT_TRUE(becomes([&] { return TlsClient(server->port()).connected(); }));
}

// A handshake costs more than most requests.
TEST_F(ServerTest, TakesOnlySoManyNewConnectionsOfOneAddress) {
    options.new_connections = {3, 1};
    start();
    int connected = 0;
    for (int i = 0; i < 6; ++i) {
        connected += TlsClient(server->port()).connected() ? 1 : 0;
    }
    EXPECT_GE(connected, 3);
    EXPECT_LE(connected, 4);  // a second may have passed
    EXPECT_TRUE(becomes([&] { return TlsClient(server->port()).connected(); }));
}

TEST_F(ServerTest, CountsConnectionsAndWhyTheyWereRefused) {
    options.most_connections = 2;
    options.new_connections = {4, 1};
    start();
    auto first = std::make_unique<TlsClient>(server->port());
    auto second = std::make_unique<TlsClient>(server->port());
    ASSERT_TRUE(first->connected() && second->connected());
    EXPECT_FALSE(TlsClient(server->port()).connected());
    auto counts = server->counts();
    EXPECT_EQ(counts.connections, 2U);
    EXPECT_EQ(counts.accepted, 2U);
    EXPECT_EQ(counts.too_many, 1U);
    EXPECT_EQ(counts.failed_handshakes, 0U);

    first.reset();
    second.reset();
    EXPECT_TRUE(becomes([&] { return server->counts().connections == 0; }));
    EXPECT_TRUE(becomes([&] {  // the bucket runs empty, unless the machine is too slow for that
        (void)say_in_the_clear(server->port(), "GET / HTTP/1.1\r\n\r\n");
        counts = server->counts();
        return counts.too_often > 0 && counts.failed_handshakes > 0;
    }));
    EXPECT_EQ(counts.too_many, 1U);
}

TEST_F(ServerTest, CountsRequestsUntilTheyAreAnswered) {
    options.workers = 1;
    start();
    TlsClient one(server->port());
    TlsClient other(server->port());
    ASSERT_TRUE(one.send(get("/wait")));
    EXPECT_TRUE(becomes([&] { return handler.waiting == 1; }));
    ASSERT_TRUE(other.send(get("/wait")));
    EXPECT_TRUE(becomes([&] { return server->counts().waiting == 1; }));
    EXPECT_EQ(server->counts().requests, 2U);

    handler.open_gate();
    EXPECT_TRUE(becomes([&] { return server->counts().requests == 0; }));
    EXPECT_EQ(server->counts().waiting, 0U);
}

TEST_F(ServerTest, TellsWhoCountsWhichPatternAnsweredAndWhatItRefused) {
    start();
    EXPECT_EQ(TlsClient(server->port()).ask(get("/empty"))->status, 204);
    EXPECT_EQ(TlsClient(server->port()).ask(get("/throw"))->status, 500);
    EXPECT_EQ(TlsClient(server->port()).ask("GET / HTTP/1.1\r\nHost: other\r\n\r\n")->status, 421);
    EXPECT_TRUE(becomes([&] { return answered().size() == 3; }));
    const auto told = answered();
    EXPECT_EQ(told[0], "204 GET /empty ");
    EXPECT_EQ(told[1], "500 GET  internal_error");
    EXPECT_EQ(told[2], "421   host_not_ours");  // refused before its method is anything
}

TEST_F(ServerTest, KnowsWhenItsCertificateEnds) {
    start();
    const auto left = server->certificate_ends() - std::chrono::system_clock::now();
    EXPECT_GT(left, std::chrono::hours(22));
    EXPECT_LE(left, std::chrono::hours(24));
}

TEST_F(ServerTest, EndsAHandshakeThatDoesNotGoOn) {
    start();
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(say_in_the_clear(server->port(), "\x16\x03\x01"), "");  // the beginning of a record
    EXPECT_GE(std::chrono::steady_clock::now() - begun, milliseconds(900));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(4));
}

TEST_F(ServerTest, HasOnlySoMuchMemoryForLargeBodies) {
    options.most_body_bytes = 40'000;
    start();
    const auto announced = head("POST /echo HTTP/1.1", "Content-Length: 100000\r\n");
    auto first = std::make_unique<TlsClient>(server->port());
    ASSERT_TRUE(first->send(announced + std::string(80'000, 'a')));

    TlsClient second(server->port());
    std::optional<Reply> refused;
    EXPECT_TRUE(becomes([&] {  // the first one's head has a moment to arrive
        refused = TlsClient(server->port()).ask(announced);
        return refused && refused->status == 503;
    }));
    EXPECT_EQ(refused->headers.at("retry-after"), "1");
    EXPECT_EQ(second.ask(post(std::string(60'000, 'a')))->status, 200);  // what is small goes through

    first.reset();
    EXPECT_TRUE(becomes([&] {
        const auto reply = TlsClient(server->port()).ask(announced + std::string(100'000, 'a'));
        return reply && reply->status == 200;
    }));
}

TEST_F(ServerTest, ClosesOnAReaderThatDoesNotRead) {
    start();
    TlsClient::Wishes wishes;
    wishes.receive_buffer = 4096;
    TlsClient slow(server->port(), wishes);
    std::string asked;
    for (int i = 0; i < 100; ++i) {
        asked += post(std::string(90'000, 'a'));
    }
    std::size_t sent = 0;  // until the server, which waits for us to read, reads no more either
    const auto begun = std::chrono::steady_clock::now();
    while (sent < asked.size() && slow.send(std::string_view(asked).substr(sent, 16'000))) {
        sent += 16'000;
    }
    EXPECT_LT(sent, asked.size());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(8));
    EXPECT_LT(handler.handled, 100);
    EXPECT_EQ(TlsClient(server->port()).ask(get("/echo"))->status, 200);
}

}  // namespace
}  // namespace daylit::http::testing
