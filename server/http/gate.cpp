#include "server/http/gate.hpp"

#include "base/encoding.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/pct_string_view.hpp>

#include <algorithm>
#include <array>

namespace daylit::http {

namespace {

constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";

bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alpha(c) || is_digit(c) || token_marks.find(c) != std::string_view::npos;
    });
}
// RFC 9110, 5.1 advises letters, digits and hyphens. Others are tokens too, but to a program behind CGI's
// names an underscore is a hyphen, so that "Content_Length" would be a length to one and none to another.
bool is_header_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return is_alpha(c) || is_digit(c) || c == '-'; });
}
bool is_visible(char c) {
    return c >= 0x21 && c <= 0x7e;
}
// Framing headers are plain ASCII; others may carry UTF-8, never control characters.
bool is_value_char(char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return low;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

// Takes a line that ends in CRLF; a CR or LF anywhere else is an error.
std::optional<std::string_view> take_line(std::string_view& bytes) {
    const auto end = bytes.find("\r\n");
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const auto line = bytes.substr(0, end);
    if (line.find_first_of("\r\n") != std::string_view::npos) {
        return std::nullopt;
    }
    bytes.remove_prefix(end + 2);
    return line;
}

// What the percent-encoding stands for is text: UTF-8 in its one form, and no control character that could
// end a line or a name behind us. `text` has whole escapes only.
bool decodes_to_text(std::string_view text) {
    if (text.find('%') == std::string_view::npos) {
        return true;  // visible ASCII, as the caller has seen
    }
    std::string decoded;
    boost::urls::pct_string_view(boost::urls::string_view(text.data(), text.size()))
        .decode({}, boost::urls::string_token::assign_to(decoded));
    return is_utf8(decoded) && std::all_of(decoded.begin(), decoded.end(), is_value_char);
}

Outcome read_target(std::string_view target, Head& head) {
    if (target.size() > most_target_bytes) {
        return refuse("target_too_long");
    }
    const bool visible = std::all_of(target.begin(), target.end(), is_visible);
    if (!visible || target.empty() || target.front() != '/' || target.starts_with("//") ||
        target.find('#') != std::string_view::npos) {
        return refuse("malformed_target");
    }
    const auto parsed =
        boost::urls::parse_origin_form(boost::urls::string_view(target.data(), target.size()));
    if (!parsed || !decodes_to_text(target)) {
        return refuse("malformed_target");
    }
    const auto question = target.find('?');
    head.path = std::string(target.substr(0, question));
    head.query = question == std::string_view::npos ? "" : std::string(target.substr(question + 1));
    const auto path = lower(head.path);
    for (const std::string_view trick : {"%2f", "%5c", "\\", "/../", "/./", "%2e", "%25"}) {
        if (path.find(trick) != std::string::npos) {
            return refuse("malformed_target");
        }
    }
    if (path.ends_with("/..") || path.ends_with("/.")) {
        return refuse("malformed_target");
    }
    return Done{};
}

Outcome read_request_line(std::string_view line, Head& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
        return refuse("malformed_request_line");
    }
    const auto method = line.substr(0, first);
    const auto version = line.substr(last + 1);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!is_token(method) || method.size() > 32 || target.find(' ') != std::string_view::npos) {
        return refuse("malformed_request_line");
    }
    if (version != "HTTP/1.1") {
        return refuse(version.starts_with("HTTP/") ? "version_not_supported" : "malformed_request_line");
    }
    head.method = std::string(method);
    constexpr std::array known{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};
    if (std::find(known.begin(), known.end(), method) == known.end()) {
        return refuse("method_unknown");
    }
    return read_target(target, head);
}

Outcome read_header(std::string_view line, Head& head) {
    if (line.front() == ' ' || line.front() == '\t') {
        return refuse("header_folded");
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_header_name(line.substr(0, colon))) {
        return refuse("malformed_header");
    }
    const auto value = line.substr(colon + 1);
    if (!std::all_of(value.begin(), value.end(), is_value_char) || !is_utf8(value)) {
        return refuse("malformed_header", std::string(line.substr(0, colon)));
    }
    if (head.headers.size() == most_headers) {
        return refuse("too_many_headers");
    }
    head.headers.emplace_back(lower(line.substr(0, colon)), std::string(trimmed(value)));
    return Done{};
}

struct Values {
    std::size_t count = 0;
    std::string_view first;
};

Values values_of(const Head& head, std::string_view name) {
    Values values;
    for (const auto& [key, value] : head.headers) {
        if (key == name && values.count++ == 0) {
            values.first = value;
        }
    }
    return values;
}

Outcome check_once(const Head& head) {
    for (const std::string_view name :
         {"host", "content-length", "transfer-encoding", "content-type", "authorization", "cookie", "origin",
          "idempotency-key", "expect", "connection", "if-match", "if-none-match", "last-event-id",
          "sec-fetch-site"}) {
        if (values_of(head, name).count > 1) {
            return refuse("header_repeated", std::string(name));
        }
    }
    for (const std::string_view name :
         {"host", "content-length", "transfer-encoding", "connection", "expect"}) {
        const auto value = values_of(head, name).first;  // the only one
        if (!std::all_of(value.begin(), value.end(), [](char c) { return c == ' ' || is_visible(c); })) {
            return refuse("malformed_header", std::string(name));
        }
    }
    for (const std::string_view name : {"upgrade", "trailer"}) {
        if (values_of(head, name).count > 0) {
            return refuse("header_not_supported", std::string(name));
        }
    }
    return Done{};
}

Outcome check_host(const Head& head, const std::vector<std::string>& hosts) {
    const auto given = values_of(head, "host");
    if (given.count != 1) {
        return refuse("host_missing", "Host");
    }
    const auto host = lower(given.first);
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end()
               ? Outcome(Done{})
               : Outcome(refuse("host_not_ours", "Host"));
}

Outcome read_framing(Head& head) {
    const auto lengths = values_of(head, "content-length");
    const auto encodings = values_of(head, "transfer-encoding");
    if (encodings.count > 0) {
        if (lengths.count > 0 || encodings.first != "chunked") {
            return refuse("framing_ambiguous", "Transfer-Encoding");
        }
        head.chunked = true;
    }
    if (lengths.count > 0) {
        const auto digits = lengths.first;
        const bool leading_zero = digits.size() > 1 && digits.front() == '0';  // octal to some
        if (digits.empty() || digits.size() > 15 || leading_zero ||
            !std::all_of(digits.begin(), digits.end(), is_digit)) {
            return refuse("framing_ambiguous", "Content-Length");
        }
        head.content_length = std::stoull(std::string(digits));
    }
    const bool has_body = head.chunked || head.content_length > 0;
    if (has_body && (head.method == "GET" || head.method == "HEAD" || head.method == "OPTIONS")) {
        return refuse("body_not_expected");
    }
    return Done{};
}

Outcome read_connection(Head& head) {
    if (const auto given = values_of(head, "connection"); given.count > 0) {
        const auto wish = lower(given.first);
        head.close = wish == "close";
        if (wish != "close" && wish != "keep-alive") {
            return refuse("header_not_supported", "Connection");
        }
    }
    if (const auto given = values_of(head, "expect"); given.count > 0) {
        if (lower(given.first) != "100-continue") {
            return refuse("expectation_unknown", "Expect");
        }
        head.expects_continue = true;
    }
    return Done{};
}

}  // namespace

std::size_t end_of_head(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end != std::string_view::npos) {
        return end + 4;
    }
    // Somebody who ends lines with a bare LF would wait for ever: let the gate refuse it.
    const auto bare = bytes.find("\n\n");
    return bare == std::string_view::npos ? 0 : bare + 2;
}

Result<Head> pass_gate(std::string_view bytes, const std::vector<std::string>& hosts) {
    Head head;
    const auto request_line = take_line(bytes);
    if (!request_line) {
        return refuse("malformed_request_line");
    }
    if (auto good = read_request_line(*request_line, head); !good) {
        return good.refusal();
    }
    for (;;) {
        const auto line = take_line(bytes);
        if (!line) {
            return refuse("malformed_header");
        }
        if (line->empty()) {
            break;
        }
        if (auto good = read_header(*line, head); !good) {
            return good.refusal();
        }
    }
    if (!bytes.empty()) {
        return refuse("malformed_header");
    }
    if (auto good = check_once(head); !good) {
        return good.refusal();
    }
    if (auto good = check_host(head, hosts); !good) {
        return good.refusal();
    }
    if (auto good = read_framing(head); !good) {
        return good.refusal();
    }
    if (auto good = read_connection(head); !good) {
        return good.refusal();
    }
    return head;
}

}  // namespace daylit::http
