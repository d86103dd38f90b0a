#include "server/http/gate.hpp"

#include <gtest/gtest.h>

#include <string>

namespace daylit::http {
namespace {

const std::vector<std::string> ours{"localhost:8443", "trade.example.cn"};

// "ok" or the refusal's code, with the field after a space where there is one.
std::string judged(const std::string& bytes) {
    const auto head = pass_gate(bytes, ours);
    if (head) {
        return "ok";
    }
    const auto& refusal = head.refusal();
    return refusal.field.empty() ? refusal.code : refusal.code + " " + refusal.field;
}

struct Row {
    std::string bytes;
    std::string expected;
};

void expect_rows(const std::vector<Row>& rows) {
    for (const auto& row : rows) {
        EXPECT_EQ(judged(row.bytes), row.expected) << ::testing::PrintToString(row.bytes);
    }
}

// A head with the given lines after a good request line and Host.
std::string get_with(const std::string& lines) {
    return "GET / HTTP/1.1\r\nHost: localhost:8443\r\n" + lines + "\r\n";
}
std::string post_with(const std::string& lines) {
    return "POST /api/v1/x HTTP/1.1\r\nHost: localhost:8443\r\n" + lines + "\r\n";
}
// A head with the given request line.
std::string asking(const std::string& line) {
    return line + "\r\nHost: localhost:8443\r\n\r\n";
}

TEST(Gate, LetsThroughWhatHasOneMeaning) {
    expect_rows({
        {get_with(""), "ok"},
        {get_with("Accept: */*\r\n"), "ok"},
        {get_with("X-Empty:\r\n"), "ok"},
        {get_with("X-Spaced: \t a b \t\r\n"), "ok"},
        {get_with("X-Name: 岱阳\r\n"), "ok"},
        {get_with("Connection: keep-alive\r\n"), "ok"},
        {get_with("Connection: Close\r\n"), "ok"},
        {get_with("Content-Length: 0\r\n"), "ok"},
        {"HEAD /a HTTP/1.1\r\nHost: LOCALHOST:8443\r\n\r\n", "ok"},
        {"GET /a?b=%20c&d HTTP/1.1\r\nhost:trade.example.cn\r\n\r\n", "ok"},
        {asking("OPTIONS /a HTTP/1.1"), "ok"},
        {asking("DELETE /a%2Cb HTTP/1.1"), "ok"},
        {post_with(""), "ok"},
        {post_with("Content-Length: 17\r\n"), "ok"},
        {post_with("Content-Length: 999999999999999\r\n"), "ok"},
        {post_with("Transfer-Encoding: chunked\r\n"), "ok"},
        {post_with("Content-Length: 5\r\nExpect: 100-continue\r\n"), "ok"},
        {"PUT /a HTTP/1.1\r\nHost: localhost:8443\r\nContent-Length: 1\r\n\r\n", "ok"},
    });
}

TEST(Gate, TellsWhatTheHeadSays) {
    const auto head = pass_gate(
        post_with("Content-Length: 17\r\nX-Some: \t v \r\nExpect: 100-continue\r\nConnection: close\r\n"),
        ours);
    ASSERT_TRUE(head.ok());
    EXPECT_EQ(head->method, "POST");
    EXPECT_EQ(head->path, "/api/v1/x");
    EXPECT_EQ(head->query, "");
    EXPECT_EQ(head->content_length, 17U);
    EXPECT_FALSE(head->chunked);
    EXPECT_TRUE(head->close);
    EXPECT_TRUE(head->expects_continue);
    EXPECT_EQ(head->headers.at(2), (std::pair<std::string, std::string>("x-some", "v")));

    const auto other = pass_gate("GET /a?b=c?d HTTP/1.1\r\nHost: localhost:8443\r\n\r\n", ours);
    EXPECT_EQ(other->path, "/a");
    EXPECT_EQ(other->query, "b=c?d");
    EXPECT_TRUE(pass_gate(post_with("Transfer-Encoding: chunked\r\n"), ours)->chunked);
}

TEST(Gate, RefusesRequestLinesOfAnotherShape) {
    expect_rows({
        {"", "malformed_request_line"},
        {"\r\n" + get_with(""), "malformed_request_line"},
        {asking("GET /"), "malformed_request_line"},
        {asking("GET"), "malformed_request_line"},
        {asking("GET  / HTTP/1.1"), "malformed_request_line"},
        {asking("GET /  HTTP/1.1"), "malformed_request_line"},
        {asking("GET / HTTP/1.1 "), "malformed_request_line"},
        {asking(" GET / HTTP/1.1"), "malformed_request_line"},
        {asking("GET\t/\tHTTP/1.1"), "malformed_request_line"},
        {asking("G(T / HTTP/1.1"), "malformed_request_line"},
        {asking("GET / http/1.1"), "malformed_request_line"},
        {asking("GET / FTP/1.1"), "malformed_request_line"},
        {asking(std::string(33, 'A') + " / HTTP/1.1"), "malformed_request_line"},
        {asking("GET / HTTP/1.0"), "version_not_supported"},
        {asking("GET / HTTP/0.9"), "version_not_supported"},
        {asking("GET / HTTP/2.0"), "version_not_supported"},
        {asking("GET / HTTP/1.10"), "version_not_supported"},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "version_not_supported"},
        {asking("get / HTTP/1.1"), "method_unknown"},
        {asking("TRACE / HTTP/1.1"), "method_unknown"},
        {asking("PATCH / HTTP/1.1"), "method_unknown"},
        {asking("CONNECT localhost:8443 HTTP/1.1"), "method_unknown"},
        {"GET / HTTP/1.1\nHost: localhost:8443\n\n", "malformed_request_line"},
        {"GET / HTTP/1.1\rHost: localhost:8443\r\n\r\n", "malformed_request_line"},
    });
}

TEST(Gate, RefusesTargetsThatAreNotOnePathOnThisHost) {
    expect_rows({
        {asking("GET * HTTP/1.1"), "malformed_target"},
        {asking("OPTIONS * HTTP/1.1"), "malformed_target"},
        {asking("GET https://localhost:8443/ HTTP/1.1"), "malformed_target"},
        {asking("GET localhost:8443 HTTP/1.1"), "malformed_target"},
        {asking("GET a/b HTTP/1.1"), "malformed_target"},
        {asking("GET //other.example/ HTTP/1.1"), "malformed_target"},
        {asking("GET /#part HTTP/1.1"), "malformed_target"},
        {asking("GET /a%2Fb HTTP/1.1"), "malformed_target"},
        {asking("GET /a%5cb HTTP/1.1"), "malformed_target"},
        {asking("GET /a\\b HTTP/1.1"), "malformed_target"},
        {asking("GET /a%00 HTTP/1.1"), "malformed_target"},
        {asking("GET /a/../b HTTP/1.1"), "malformed_target"},
        {asking("GET /a/.. HTTP/1.1"), "malformed_target"},
        {asking("GET /./b HTTP/1.1"), "malformed_target"},
        {asking("GET /%2e%2E/b HTTP/1.1"), "malformed_target"},
        {asking("GET /%252e%252e/b HTTP/1.1"), "malformed_target"},
        {asking("GET /%c0%ae/b HTTP/1.1"), "malformed_target"},
        {asking("GET /a?b=%0d%0a HTTP/1.1"), "malformed_target"},
        {asking("GET /a?b=%25%09%2F HTTP/1.1"), "ok"},
        {asking("GET /a% HTTP/1.1"), "malformed_target"},
        {asking("GET /a%zz HTTP/1.1"), "malformed_target"},
        {asking("GET /\xe5\xb2\xb1 HTTP/1.1"), "malformed_target"},
        {asking("GET /a\x7f HTTP/1.1"), "malformed_target"},
        {asking(std::string("GET /a\0b HTTP/1.1", 17)), "malformed_target"},
        {asking("GET /a\"b HTTP/1.1"), "malformed_target"},
        {asking("GET /" + std::string(most_target_bytes - 1, 'a') + " HTTP/1.1"), "ok"},
        {asking("GET /" + std::string(most_target_bytes, 'a') + " HTTP/1.1"), "target_too_long"},
    });
}

TEST(Gate, WantsExactlyOneHostOfOurs) {
    expect_rows({
        {"GET / HTTP/1.1\r\n\r\n", "host_missing Host"},
        {get_with("Host: localhost:8443\r\n"), "header_repeated host"},
        {get_with("HOST: other.example\r\n"), "header_repeated host"},
        {"GET / HTTP/1.1\r\nHost: other.example\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost: localhost:8444\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost: localhost:8443.other.example\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost: someone@localhost:8443\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost:\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost: localhost:8443, other.example\r\n\r\n", "host_not_ours Host"},
        {"GET / HTTP/1.1\r\nHost: \xe5\xb2\xb1.cn\r\n\r\n", "malformed_header host"},
    });
}

// The variants of request smuggling that were published since 2019, and their older relatives.
TEST(Gate, RefusesBodiesThatTwoParsersCouldFrameInTwoWays) {
    expect_rows({
        {post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
         "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
         "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n"),
         "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
         "header_repeated transfer-encoding"},
        {post_with("Transfer-Encoding: chunked\r\nTransfer-encoding: x\r\n"),
         "header_repeated transfer-encoding"},
        {post_with("Transfer-Encoding: Chunked\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: xchunked\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: chunked, identity\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: identity, chunked\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: gzip, chunked\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: \"chunked\"\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: chunked;q=1\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding:\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding: identity\r\n"), "framing_ambiguous Transfer-Encoding"},
        {post_with("Transfer-Encoding : chunked\r\n"), "malformed_header"},
        {post_with("Transfer-Encoding\t: chunked\r\n"), "malformed_header"},
        {post_with(" Transfer-Encoding: chunked\r\n"), "header_folded"},
        {post_with("X: y\r\n Transfer-Encoding: chunked\r\n"), "header_folded"},
        {post_with("Transfer-Encoding:\r\n chunked\r\n"), "header_folded"},
        {post_with("X: y\nTransfer-Encoding: chunked\r\n"), "malformed_header"},
        {post_with("X: y\rTransfer-Encoding: chunked\r\n"), "malformed_header"},
        {post_with("Transfer-Encoding: chunked\r\r\n"), "malformed_header"},
        {post_with("Transfer-Encoding: \x0b"
                   "chunked\r\n"),
         "malformed_header Transfer-Encoding"},
        {post_with("Transfer-Encoding: chunked\x7f\r\n"), "malformed_header Transfer-Encoding"},
        {post_with("Transfer\x80-Encoding: chunked\r\n"), "malformed_header"},
        {post_with("Transfer-Encoding: chunke\xc4\x91\r\n"), "malformed_header transfer-encoding"},
        {post_with("Content-Length: 5\r\nContent-Length: 5\r\n"), "header_repeated content-length"},
        {post_with("Content-Length: 5\r\nContent-Length: 6\r\n"), "header_repeated content-length"},
        {post_with("Content-Length: 5, 5\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: +5\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: -5\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: 0x5\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: 5 5\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length:\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: 05\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: five\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: 1000000000000000\r\n"), "framing_ambiguous Content-Length"},
        {post_with("Content-Length: 18446744073709551617\r\n"), "framing_ambiguous Content-Length"},
        {get_with("Content-Length: 5\r\n"), "body_not_expected"},
        {get_with("Transfer-Encoding: chunked\r\n"), "body_not_expected"},
        {"HEAD / HTTP/1.1\r\nHost: localhost:8443\r\nContent-Length: 1\r\n\r\n", "body_not_expected"},
        {post_with("Content-Length: 5\r\nTrailer: X\r\n"), "header_not_supported trailer"},
        {get_with("Upgrade: h2c\r\n"), "header_not_supported upgrade"},
        {get_with("Connection: upgrade\r\n"), "header_not_supported Connection"},
        {get_with("Connection: close, Host\r\n"), "header_not_supported Connection"},
        {get_with("Connection: close\r\nConnection: keep-alive\r\n"), "header_repeated connection"},
        {post_with("Content-Length: 5\r\nExpect: 200-ok\r\n"), "expectation_unknown Expect"},
    });
}

TEST(Gate, RefusesHeaderLinesOfAnotherShape) {
    expect_rows({
        {get_with("NoColon\r\n"), "malformed_header"},
        {get_with(": no name\r\n"), "malformed_header"},
        {get_with("X(Y): z\r\n"), "malformed_header"},
        {get_with("Content_Length: 5\r\n"), "malformed_header"},
        {get_with("岱阳: z\r\n"), "malformed_header"},
        {get_with(std::string("X: a\0b\r\n", 8)), "malformed_header X"},
        {get_with("X: a\x01\r\n"), "malformed_header X"},
        {get_with("X: a\x1b[0m\r\n"), "malformed_header X"},
        {get_with("X: a\xff\r\n"), "malformed_header X"},
        {get_with("X: \xc0\xaf\r\n"), "malformed_header X"},
        {get_with("\tX: y\r\n"), "header_folded"},
        {"GET / HTTP/1.1\r\nHost: localhost:8443\r\n", "malformed_header"},
        {get_with("") + "more", "malformed_header"},
        {"GET / HTTP/1.1\r\n Host: localhost:8443\r\n\r\n", "header_folded"},
        {get_with("Cookie: a=1\r\nCookie: b=2\r\n"), "header_repeated cookie"},
        {get_with("Origin: https://a\r\nOrigin: https://b\r\n"), "header_repeated origin"},
        {get_with("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n"),
         "header_repeated sec-fetch-site"},
        {get_with("Idempotency-Key: a\r\nidempotency-key: b\r\n"), "header_repeated idempotency-key"},
    });
}

TEST(Gate, TakesSixtyFourHeadersAndNoMore) {
    std::string lines;
    for (std::size_t i = 1; i < most_headers; ++i) {
        lines += "X-" + std::to_string(i) + ": y\r\n";
    }
    EXPECT_EQ(judged(get_with(lines)), "ok");
    EXPECT_EQ(judged(get_with(lines + "X-More: y\r\n")), "too_many_headers");
}

// Whatever one byte becomes: the head is refused, or its length is what it was; unless the byte stood in the
// length's name or value.
TEST(Gate, IsNotTalkedIntoAnotherFramingByAnyOneByte) {
    const auto good = post_with("Content-Length: 17\r\nAccept: */*\r\n");
    const auto name = good.find("Content-Length");
    const auto colon = good.find(':', name);
    const auto end = good.find("\r\n", colon);
    int passed = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto changed = good;
            changed[at] = static_cast<char>(byte);
            const auto head = pass_gate(changed, ours);
            if (!head || (at > colon && at < end)) {
                continue;
            }
            ++passed;
            EXPECT_FALSE(head->chunked) << at << " " << byte;
            const bool renamed = at >= name && at < colon && (changed[at] | 0x20) != (good[at] | 0x20);
            EXPECT_EQ(head->content_length, renamed ? 0U : 17U) << at << " " << byte;
        }
    }
    EXPECT_GT(passed, 1000);
}

}  // namespace
}  // namespace daylit::http
