#include "server/http/private_listener.hpp"

#include "tests/http/tls_client.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace daylit::http::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

class PrivateListenerTest : public ::testing::Test {
protected:
    void start(PrivateListenerOptions options = {}) {
        listener = std::make_unique<PrivateListener>(
            std::move(options), PrivateText{"/metrics", "text/plain; version=0.0.4",
                                            [this] {
                                                if (broken) {
                                                    throw std::runtime_error("a figure is missing");
                                                }
                                                return "figure " + std::to_string(++made) + "\n";
                                            },
                                            [this](const std::string& what) { failures.push_back(what); }});
    }
    std::string host() const { return "127.0.0.1:" + std::to_string(listener->port()); }
    std::string head(const std::string& request_line, const std::string& lines = "") const {
        return request_line + "\r\nHost: " + host() + "\r\n" + lines + "\r\n";
    }
    std::string say(const std::string& bytes) const { return say_in_the_clear(listener->port(), bytes); }
    // "200", of what comes back.
    std::string status(const std::string& bytes) const {
        const auto answer = say(bytes);
        return answer.size() > 12 ? answer.substr(9, 3) : answer;
    }

    int made = 0;
    bool broken = false;
    std::vector<std::string> failures;
    std::unique_ptr<PrivateListener> listener;
};

TEST_F(PrivateListenerTest, GivesItsTextAndCloses) {
    start();
    const auto answer = say(head("GET /metrics HTTP/1.1",
                                 "User-Agent: Prometheus/2.42.0\r\n"
                                 "Accept-Encoding: gzip\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    EXPECT_NE(answer.find("Content-Type: text/plain; version=0.0.4\r\n"), std::string::npos);
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    EXPECT_NE(answer.find("Content-Length: 9\r\n"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("\r\n\r\nfigure 1\n"));
    EXPECT_TRUE(say(head("GET /metrics HTTP/1.1")).ends_with("\r\n\r\nfigure 2\n"));
    EXPECT_EQ(
        status("GET /metrics HTTP/1.1\r\nHost: localhost:" + std::to_string(listener->port()) + "\r\n\r\n"),
        "200");
}

TEST_F(PrivateListenerTest, HasNothingElse) {
    start();
    for (const char* target : {"/", "/metrics/", "/metrics/foo", "/Metrics", "/metrics?name=a",
                               "/api/v1/lots", "/readyz", "/metric"}) {
        EXPECT_EQ(status(head("GET " + std::string(target) + " HTTP/1.1")), "404") << target;
    }
    for (const char* method : {"HEAD", "OPTIONS", "DELETE"}) {
        const auto answer = say(head(std::string(method) + " /metrics HTTP/1.1"));
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 405")) << answer;
        EXPECT_NE(answer.find("Allow: GET\r\n"), std::string::npos);
        EXPECT_EQ(answer.ends_with("\r\n\r\n"), std::string(method) == "HEAD") << answer;
    }
    EXPECT_EQ(status(head("POST /metrics HTTP/1.1", "Content-Length: 0\r\n")), "405");
    EXPECT_EQ(status(head("BREW /metrics HTTP/1.1")), "501");
    EXPECT_EQ(made, 0);
}

// Neither a page of another site that names its own host for this address, nor what could be read in two
// ways.
TEST_F(PrivateListenerTest, HasTheGateInFrontOfIt) {
    start();
    EXPECT_EQ(status("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n"), "421");
    EXPECT_EQ(status("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), "421");
    EXPECT_EQ(status("GET /metrics HTTP/1.1\r\n\r\n"), "400");
    EXPECT_EQ(status("GET /metrics HTTP/1.0\r\nHost: " + host() + "\r\n\r\n"), "505");
    EXPECT_EQ(status("GET /metrics HTTP/1.1\nHost: " + host() + "\n\n"), "400");
    EXPECT_EQ(status("GET http://" + host() + "/metrics HTTP/1.1\r\nHost: " + host() + "\r\n\r\n"), "400");
    EXPECT_EQ(status(head("GET /metrics HTTP/1.1", "Content-Length: 3\r\n") + "abc"), "400");
    EXPECT_EQ(status(head("GET /metrics HTTP/1.1", "X-Long: " + std::string(20'000, 'a') + "\r\n")), "431");
    EXPECT_EQ(made, 0);
}

TEST_F(PrivateListenerTest, AnswersTheFirstRequestOfAConnectionAlone) {
    start();
    const auto twice = head("GET /metrics HTTP/1.1") + head("GET /metrics HTTP/1.1");
    const auto answer = say(twice);
    EXPECT_EQ(answer.find("HTTP/1.1"), answer.rfind("HTTP/1.1")) << answer;
    EXPECT_LE(made, 1);
}

TEST_F(PrivateListenerTest, SaysThatItCannotTellWhereItCannot) {
    start();
    broken = true;
    const auto answer = say(head("GET /metrics HTTP/1.1"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 500")) << answer;
    EXPECT_EQ(answer.find("missing"), std::string::npos);
    EXPECT_EQ(failures, std::vector<std::string>{"a figure is missing"});
    broken = false;
    EXPECT_EQ(status(head("GET /metrics HTTP/1.1")), "200");
}

class Idle {
public:
    explicit Idle(unsigned short port) : handle_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr generic{};
        static_assert(sizeof generic == sizeof address);
        std::copy_n(reinterpret_cast<const char*>(&address), sizeof address,
                    reinterpret_cast<char*>(&generic));
        EXPECT_EQ(::connect(handle_, &generic, sizeof generic), 0);
    }
    ~Idle() { ::close(handle_); }
    Idle(const Idle&) = delete;
    Idle& operator=(const Idle&) = delete;

private:
    int handle_;
};

TEST_F(PrivateListenerTest, GivesSlowPeersOnlySoMuchTimeAndRoom) {
    PrivateListenerOptions options;
    options.most_connections = 2;
    options.patience = seconds(1);
    start(options);
    {
        const Idle one(listener->port());
        const Idle two(listener->port());
        EXPECT_EQ(say(head("GET /metrics HTTP/1.1")), "");  // one too many: closed at once
        const auto begun = steady_clock::now();
        std::string answer;
        while ((answer = status(head("GET /metrics HTTP/1.1"))) != "200" &&
               steady_clock::now() - begun < seconds(20)) {}
        EXPECT_EQ(answer, "200");  // they are still connected on their side, and are ended
    }
}

TEST_F(PrivateListenerTest, StopsWhileAPeerIsConnected) {
    start();
    const Idle peer(listener->port());
    const auto begun = steady_clock::now();
    listener.reset();
    EXPECT_LT(steady_clock::now() - begun, seconds(4));  // it does not wait for its patience
}

TEST_F(PrivateListenerTest, ListensOnPrivateAddressesAlone) {
    for (const char* address :
         {"0.0.0.0", "::", "8.8.8.8", "172.32.0.1", "169.254.1.1", "192.169.0.1", "2001:db8::1", "fe80::1",
          "::ffff:8.8.8.8", "localhost", "", "127.0.0.1:9464"}) {
        PrivateListenerOptions options;
        options.address = address;
        EXPECT_THROW(start(options), std::runtime_error) << address;
    }
    PrivateListenerOptions options;
    options.address = "127.0.0.2";
    start(options);
    EXPECT_NE(listener->port(), 0);
}

TEST_F(PrivateListenerTest, SaysWhichAddressItCannotHave) {
    start();
    PrivateListenerOptions taken;
    taken.port = listener->port();
    try {
        const PrivateListener second(taken, {"/metrics", "text/plain", [] { return ""; }, {}});
        FAIL() << "two on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find(host()), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace daylit::http::testing
