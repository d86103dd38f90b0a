// The tables of published framing attacks (tables/framing_*.txt) against the real listener. Behind the bytes
// of each row a second request is sent at once, as a smuggler does: where the row is refused, the connection
// closes after one answer and no handler has run; where it passes, the second request is answered as the
// second and as nothing else. Each row is sent whole, and again byte by byte: how the bytes are cut must
// change nothing.
#include "tests/http/server_fixture.hpp"

#include <fstream>

namespace daylit::http::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string second_request = "GET /echo?second HTTP/1.1\r\nHost: localhost\r\n\r\n";

struct Attack {
    std::string name;
    int status = 0;
    std::string body;  // what /echo gives back, where the status is 200
    std::string code;  // of the refusal, elsewhere
    std::string bytes;
};

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// \r \n \t \0 \\ and \xHH as in C, but never more than two digits.
std::string unescaped(const std::string& text) {
    static const std::map<char, char> plain{{'r', '\r'}, {'n', '\n'}, {'t', '\t'}, {'0', '\0'}, {'\\', '\\'}};
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\') {
            bytes += text[at];
        } else if (text.at(++at) == 'x') {
            bytes += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
            at += 2;
        } else {
            bytes += plain.at(text[at]);
        }
    }
    return bytes;
}

// What stands in braces: a shorthand of a whole head's beginning, or a text and how often.
std::string expanded(const std::string& inside) {
    if (inside == "GET" || inside == "POST") {
        return inside + " /echo HTTP/1.1\r\nHost: localhost\r\n";
    }
    const auto star = inside.rfind('*');
    const auto repeated = unescaped(inside.substr(0, star));
    std::string bytes;
    for (int i = std::stoi(inside.substr(star + 1)); i > 0; --i) {
        bytes += repeated;
    }
    return bytes;
}

std::string bytes_of(const std::string& text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = std::min(text.find('{', at), text.size());
        bytes += unescaped(text.substr(at, open - at));
        const auto close = open == text.size() ? open : text.find('}', open);
        bytes += open == close ? "" : expanded(text.substr(open + 1, close - open - 1));
        at = close + (open == close ? 0 : 1);
    }
    return bytes;
}

Attack read_row(const std::string& line) {
    const auto first = line.find('|');
    const auto second = line.find('|', first + 1);
    const auto expected = trimmed(line.substr(first + 1, second - first - 1));
    Attack attack;
    attack.name = trimmed(line.substr(0, first));
    attack.status = std::stoi(expected);
    const auto rest = expected.substr(4);
    (rest.front() == '"' ? attack.body : attack.code) =
        rest.front() == '"' ? rest.substr(1, rest.size() - 2) : rest;
    attack.bytes = bytes_of(line.substr(second + 2));
    return attack;
}

std::vector<Attack> read_table(const std::string& name) {
    std::ifstream in(std::string(DAYLIGHT_SOURCE_DIR) + "/tests/http/tables/" + name);
    std::vector<Attack> attacks;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#') {
            attacks.push_back(read_row(line));
        }
    }
    return attacks;
}

enum class Cut { whole, byte_by_byte };

class FramingAttacks : public ServerTest, public ::testing::WithParamInterface<const char*> {
protected:
    void SetUp() override {
        options.body_timeout = seconds(5);
        start();
    }

    static void send(TlsClient& client, const std::string& bytes, Cut cut) {
        const std::size_t step = cut == Cut::whole ? bytes.size() : 1;
        for (std::size_t at = 0; at < bytes.size() && client.send(bytes.substr(at, step)); at += step) {}
    }

    void expect_refused(const Attack& attack, TlsClient& client) {
        const auto answer = client.receive_until("no such bytes", seconds(4));  // until it closes
        EXPECT_TRUE(client.closes_within(milliseconds(0))) << "is still open";
        const auto begins = "HTTP/1.1 " + std::to_string(attack.status) + " ";
        EXPECT_EQ(answer.substr(0, begins.size()), begins) << answer.substr(0, 400);
        EXPECT_EQ(answer.find("X-Request-Id: "), answer.rfind("X-Request-Id: "))
            << "was answered twice: " << answer;
        EXPECT_NE(answer.find("\"code\":\"" + attack.code + "\""), std::string::npos) << answer;
        EXPECT_NE(answer.find("\r\nConnection: close\r\n"), std::string::npos);
    }

    void expect_passed(const Attack& attack, TlsClient& client) {
        auto first = client.reply();
        while (first && first->status == 100) {
            first = client.reply();
        }
        ASSERT_TRUE(first.has_value());
        EXPECT_EQ(first->status, attack.status);
        EXPECT_EQ(first->body, attack.body);
        const auto second = client.reply();
        ASSERT_TRUE(second.has_value());
        EXPECT_EQ(second->status, 200);
        EXPECT_EQ(second->headers.at("x-query"), "second");
    }

    void run(const Attack& attack, Cut cut) {
        SCOPED_TRACE(attack.name + (cut == Cut::whole ? ", whole" : ", byte by byte"));
        TlsClient client(server->port());
        ASSERT_TRUE(client.connected());
        const auto before = handler.handled.load();
        send(client, attack.bytes + second_request, cut);
        if (attack.status == 200) {
            expect_passed(attack, client);
            EXPECT_EQ(handler.handled.load(), before + 2);
        } else {
            expect_refused(attack, client);
            EXPECT_EQ(handler.handled.load(), before) << "a handler has run";
        }
    }
};

TEST_P(FramingAttacks, AreAnsweredOnceAndCloseTheConnection) {
    const auto attacks = read_table(GetParam());
    ASSERT_GE(attacks.size(), 90U);
    for (const auto& attack : attacks) {
        run(attack, Cut::whole);
    }
}

TEST_P(FramingAttacks, AreAnsweredAlikeHoweverTheirBytesAreCut) {
    constexpr std::size_t most = 1000;  // longer ones say nothing new
    for (const auto& attack : read_table(GetParam())) {
        if (attack.bytes.size() <= most) {
            run(attack, Cut::byte_by_byte);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Tables, FramingAttacks,
                         ::testing::Values("framing_requests.txt", "framing_bodies.txt"),
                         [](const auto& table) { return table.index == 0 ? "Requests" : "Bodies"; });

}  // namespace
}  // namespace daylit::http::testing
