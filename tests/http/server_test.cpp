// Requests and answers over TLS as a client sees them.
#include "server/http/gate.hpp"
#include "tests/http/server_fixture.hpp"

#include <thread>

namespace daylit::http::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(ServerTest, AnswersOneRequestAfterTheOtherOnOneConnection) {
    start();
    TlsClient client(server->port());
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.ask(post("body " + std::to_string(i)));
        ASSERT_TRUE(reply.has_value());
        EXPECT_EQ(reply->status, 200);
        EXPECT_EQ(reply->body, "POST body " + std::to_string(i));
        EXPECT_EQ(reply->headers.at("connection"), "keep-alive");
    }
}

TEST_F(ServerTest, AnswersRequestsThatCameTogetherInTheirOrder) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(post("one") + get("/echo") + post("three")));
    EXPECT_EQ(client.reply()->body, "POST one");
    EXPECT_EQ(client.reply()->body, "GET ");
    EXPECT_EQ(client.reply()->body, "POST three");
}

TEST_F(ServerTest, ReadsARequestThatComesByteByByte) {
    start();
    TlsClient client(server->port());
    for (const char c : post("slow but steady")) {
        ASSERT_TRUE(client.send(std::string(1, c)));
    }
    EXPECT_EQ(client.reply()->body, "POST slow but steady");
}

TEST_F(ServerTest, ClosesWhenTheClientAsksForIt) {
    start();
    TlsClient client(server->port());
    const auto reply = client.ask(get("/echo", "Connection: close\r\n"));
    EXPECT_EQ(reply->headers.at("connection"), "close");
    EXPECT_TRUE(client.closes_within(seconds(1)));
}

TEST_F(ServerTest, AnswersHeadAsGetWithoutTheBody) {
    start();
    TlsClient client(server->port());
    const auto reply = client.ask(head("HEAD /echo HTTP/1.1"), true);
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->headers.at("content-length"), "5");  // what "HEAD " has
    EXPECT_EQ(client.ask(get("/echo"))->body, "GET ");    // so nothing stood between the two
}

TEST_F(ServerTest, AnswersWithoutContentCarryNoLength) {
    start();
    TlsClient client(server->port());
    const auto reply = client.ask(get("/empty"));
    EXPECT_EQ(reply->status, 204);
    EXPECT_FALSE(reply->headers.contains("content-length"));
    EXPECT_EQ(client.ask(get("/echo"))->body, "GET ");
}

TEST_F(ServerTest, SetsTheHeadersThatKeepPagesSafe) {
    start();
    TlsClient client(server->port());
    for (const char* target : {"/echo", "/nowhere", "/throw"}) {
        const auto reply = client.ask(get(target));
        ASSERT_TRUE(reply.has_value()) << target;
        const auto& headers = reply->headers;
        EXPECT_EQ(headers.at("strict-transport-security"), "max-age=31536000; includeSubDomains");
        EXPECT_EQ(headers.at("x-content-type-options"), "nosniff");
        EXPECT_EQ(headers.at("referrer-policy"), "no-referrer");
        EXPECT_EQ(headers.at("cross-origin-opener-policy"), "same-origin");
        EXPECT_EQ(headers.at("cross-origin-resource-policy"), "same-origin");
        EXPECT_EQ(headers.at("cache-control"), "no-store");
        const auto& policy = headers.at("content-security-policy");
        for (const char* wanted :
             {"default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"}) {
            EXPECT_NE(policy.find(wanted), std::string::npos) << wanted;
        }
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_EQ(policy.find('*'), std::string::npos);
        EXPECT_EQ(headers.at("date").substr(headers.at("date").size() - 4), " GMT");
        EXPECT_EQ(headers.at("x-request-id").size(), 26U);
        EXPECT_FALSE(headers.contains("server"));
    }
}

TEST_F(ServerTest, LetsTheHandlersOwnPolicyStand) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/own-policy")));
    const auto text = client.receive_until("\r\n\r\n", seconds(5));
    EXPECT_NE(text.find("content-security-policy: default-src 'none'\r\n"), std::string::npos);
    EXPECT_EQ(text.find("Content-Security-Policy:"), std::string::npos);
}

TEST_F(ServerTest, NeverWritesAHeaderThatEndsItsLineEarly) {
    start();
    TlsClient client(server->port());
    const auto reply = client.ask(get("/split"));
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 500);
    EXPECT_FALSE(reply->headers.contains("set-cookie"));
    EXPECT_EQ(failures().size(), 1U);
}

TEST_F(ServerTest, HidesWhatWentWrongInsideAndTellsTheLog) {
    start();
    TlsClient client(server->port());
    const auto reply = client.ask(get("/throw", "Accept-Language: en\r\n"));
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 500);
    EXPECT_EQ(reply->headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(reply->body.find("fire"), std::string::npos);
    EXPECT_NE(reply->body.find(reply->headers.at("x-request-id")), std::string::npos);
    EXPECT_EQ(failures(), std::vector<std::string>{"the store is on fire"});
}

TEST_F(ServerTest, TellsTheAccessLogThePathWithoutTheQuery) {
    start();
    TlsClient client(server->port());
    const auto reply = client.ask(get("/echo?secret=1"));
    EXPECT_EQ(reply->headers.at("x-query"), "secret=1");
    ASSERT_TRUE(becomes([&] { return accessed().size() == 1; }));
    const auto record = accessed().front();
    EXPECT_EQ(record.method, "GET");
    EXPECT_EQ(record.path, "/echo");
    EXPECT_EQ(record.status, 200);
    EXPECT_EQ(record.bytes, 4U);
    EXPECT_EQ(record.peer_address, "127.0.0.1");
    EXPECT_EQ(record.request_id, reply->headers.at("x-request-id"));
}

TEST_F(ServerTest, TakesBodiesInChunksWithAllTheirExtensions) {
    start();
    TlsClient client(server->port());
    const auto chunked = head("POST /echo HTTP/1.1", "Transfer-Encoding: chunked\r\n");
    EXPECT_EQ(client.ask(chunked + "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n")->body, "POST hello world");
    EXPECT_EQ(client.ask(chunked + "0\r\n\r\n")->body, "POST ");
    EXPECT_EQ(client.ask(get("/echo"))->body, "GET ");
}

TEST_F(ServerTest, RefusesChunksOfAnotherShapeAndTrailers) {
    start();
    const auto chunked = head("POST /echo HTTP/1.1", "Transfer-Encoding: chunked\r\n");
    for (const std::string body : {
             "x\r\nhello\r\n0\r\n\r\n",
             "-5\r\nhello\r\n0\r\n\r\n",
             "0x5\r\nhello\r\n0\r\n\r\n",
             "5\r\nhello!\r\n0\r\n\r\n",
             "\r\nhello\r\n0\r\n\r\n",
             "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
             "5\r\nhello\r\n0\r\nX-Trailer: y\r\n\r\n",
             "5\r\nhello\r\n0\r\nContent-Length: 3\r\n\r\n",
         }) {
        TlsClient client(server->port());
        const auto reply = client.ask(chunked + body);
        ASSERT_TRUE(reply.has_value()) << ::testing::PrintToString(body);
        EXPECT_EQ(reply->status, 400) << ::testing::PrintToString(body);
        EXPECT_TRUE(client.closes_within(seconds(5)));
    }
    EXPECT_EQ(handler.handled, 0);
}

// Nobody may wait for the CR of a line that has had its LF, or for the end of a line without any.
TEST_F(ServerTest, RefusesAChunkWhoseLineEndsInABareLfOrNeverEnds) {
    options.body_timeout = seconds(30);
    start();
    const auto chunked = head("POST /echo HTTP/1.1", "Transfer-Encoding: chunked\r\n");
    for (const std::string& body : {
             std::string("5\nhello\n0\n\n") + get("/echo"),
             std::string("5\r\nhello\r\n0\n\n"),
             std::string("5\r\nhello\n"),
             std::string("5;") + std::string(10'000, 'a'),
         }) {
        TlsClient client(server->port());
        const auto reply = client.ask(chunked + body);
        ASSERT_TRUE(reply.has_value()) << ::testing::PrintToString(body);
        EXPECT_EQ(reply->status, 400) << ::testing::PrintToString(body);
        EXPECT_TRUE(client.closes_within(seconds(5)));
    }
    EXPECT_EQ(handler.handled, 0);
}

TEST_F(ServerTest, AnswersWhatTheGateRefusesAndCloses) {
    start();
    const std::vector<std::pair<std::string, int>> rows{
        {"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", 505},
        {"GET / HTTP/1.1\r\nHost: other.example\r\n\r\n", 421},
        {"GET / HTTP/1.1\nHost: localhost\n\n", 400},
        {head("BREW / HTTP/1.1"), 501},
        {get("/" + std::string(5000, 'a')), 414},
        {get("/", "X: " + std::string(most_head_bytes, 'a') + "\r\n"), 431},
        {head("POST /echo HTTP/1.1", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") +
             "0\r\n\r\nGET /",
         400},
    };
    for (const auto& [bytes, status] : rows) {
        TlsClient client(server->port());
        const auto reply = client.ask(bytes);
        ASSERT_TRUE(reply.has_value()) << bytes.substr(0, 60);
        EXPECT_EQ(reply->status, status) << bytes.substr(0, 60);
        EXPECT_EQ(reply->headers.at("connection"), "close");
        EXPECT_EQ(reply->headers.at("content-type"), "application/problem+json");
        EXPECT_TRUE(client.closes_within(seconds(5))) << bytes.substr(0, 60);
    }
    EXPECT_EQ(handler.handled, 0);
}

TEST_F(ServerTest, TakesABodyOfTheLimitAndNoByteMore) {
    start();
    TlsClient client(server->port());
    const std::string most(SmallHandler::most_body, 'a');
    EXPECT_EQ(client.ask(post(most))->body.size(), most.size() + 5);

    const auto reply = client.ask(post(most + "a"));
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 413);

    TlsClient other(server->port());
    std::string chunks = head("POST /echo HTTP/1.1", "Transfer-Encoding: chunked\r\n");
    for (int i = 0; i < 11; ++i) {
        chunks += "2710\r\n" + std::string(10'000, 'a') + "\r\n";
    }
    const auto second = other.ask(chunks + "0\r\n\r\n");
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->status, 413);
}

// A connection that is reset while the client still sends would lose the answer that tells it to stop.
TEST_F(ServerTest, TellsTheRefusalAlsoToAClientThatKeepsSending) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(head("POST /echo HTTP/1.1", "Content-Length: 2000000\r\n")));
    for (int i = 0; i < 20; ++i) {
        client.send(std::string(100'000, 'a'));
    }
    const auto reply = client.reply();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 413);
}

TEST_F(ServerTest, SaysGoOnToWhoAsksBeforeSending) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(head("POST /echo HTTP/1.1", "Content-Length: 2\r\nExpect: 100-continue\r\n")));
    EXPECT_EQ(client.receive_until("\r\n\r\n", seconds(5)), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.ask("ok")->body, "POST ok");

    // Too much is refused before it is sent.
    const auto reply =
        client.ask(head("POST /echo HTTP/1.1", "Content-Length: 9000000\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(reply->status, 413);
}

TEST_F(ServerTest, WaitsForASlowHeadOnlySoLong) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send("GET /echo HTTP/1.1\r\nHost: "));
    const auto begun = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() < begun + milliseconds(600)) {
        client.send("l");  // a byte now and then buys no time
        ASSERT_FALSE(client.closes_within(milliseconds(100)));
    }
    EXPECT_TRUE(client.closes_within(seconds(2)));
    EXPECT_EQ(handler.handled, 0);
}

TEST_F(ServerTest, WaitsForASlowBodyOnlySoLong) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(head("POST /echo HTTP/1.1", "Content-Length: 100\r\n")));
    const auto begun = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() < begun + milliseconds(600)) {
        client.send("b");
        ASSERT_FALSE(client.closes_within(milliseconds(100)));
    }
    EXPECT_TRUE(client.closes_within(seconds(2)));
    EXPECT_EQ(handler.handled, 0);
}

TEST_F(ServerTest, ClosesAnIdleConnection) {
    start();
    TlsClient client(server->port());
    EXPECT_EQ(client.ask(get("/echo"))->status, 200);
    EXPECT_TRUE(client.closes_within(seconds(3)));
}

TEST_F(ServerTest, KeepsAConnectionWhoseHandlerThinksLongerThanAnyLimit) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/wait")));
    ASSERT_FALSE(client.closes_within(milliseconds(1500)));
    handler.open_gate();
    EXPECT_EQ(client.reply()->body, "waited");
}

TEST_F(ServerTest, IsBusyWhenTooManyWaitForAWorker) {
    options.workers = 1;
    options.most_waiting = 1;
    start();
    TlsClient working(server->port());
    TlsClient waiting(server->port());
    ASSERT_TRUE(working.send(get("/wait")));
    ASSERT_TRUE(becomes([&] { return handler.waiting == 1; }));
    ASSERT_TRUE(waiting.send(get("/wait")));

    // The second request needs a moment to stand in the queue; from then on everybody is told.
    TlsClient asking(server->port());
    std::optional<Reply> reply;
    ASSERT_TRUE(waiting.connected());
    std::this_thread::sleep_for(milliseconds(100));
    reply = asking.ask(get("/echo"));
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 503);
    EXPECT_EQ(reply->headers.at("retry-after"), "1");

    handler.open_gate();
    EXPECT_EQ(working.reply()->status, 200);
    EXPECT_EQ(waiting.reply()->status, 200);
    EXPECT_EQ(asking.ask(get("/echo"))->status, 200);
}

TEST_F(ServerTest, TakesOnlySoManyConnectionsFromOneAddress) {
    options.most_connections_an_address = 2;
    start();
    auto first = std::make_unique<TlsClient>(server->port());
    TlsClient second(server->port());
    EXPECT_TRUE(first->connected());
    EXPECT_TRUE(second.connected());
    EXPECT_FALSE(TlsClient(server->port()).connected());
    first.reset();
    EXPECT_TRUE(becomes([&] { return TlsClient(server->port()).connected(); }));
}

TEST_F(ServerTest, StopsWhenWhatIsUnderWayIsAnswered) {
    start();
    const auto port = server->port();
    TlsClient client(port);
    ASSERT_TRUE(client.send(get("/wait")));
    ASSERT_TRUE(becomes([&] { return handler.waiting == 1; }));
    std::thread stopping([&] { server->stop(seconds(10)); });
    EXPECT_TRUE(becomes([&] { return !TlsClient(port).connected(); }));  // nobody new
    handler.open_gate();
    const auto reply = client.reply();
    stopping.join();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->body, "waited");
    EXPECT_EQ(reply->headers.at("connection"), "close");
}

TEST_F(ServerTest, StopsAtOnceWhenNothingIsUnderWay) {
    start();
    TlsClient idle(server->port());
    ASSERT_TRUE(idle.connected());
    const auto begun = std::chrono::steady_clock::now();
    server->stop(seconds(10));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(500));
    EXPECT_TRUE(idle.closes_within(milliseconds(500)));
}

}  // namespace
}  // namespace daylit::http::testing
