// What the gate lets through, an independent parser reads alike: the same method and target, the same
// headers, and the same framing of the body. (Beast's head parser; its chunk parser is not trusted, see
// server/http/chunks.hpp.)
#include "server/http/gate.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <map>

namespace daylit::fuzz {

namespace beast = boost::beast::http;

namespace {

std::string_view view(boost::core::string_view text) {
    return {text.data(), text.size()};
}

void compare(const http::Head& head, std::string_view bytes) {
    beast::request_parser<beast::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(http::most_head_bytes * 2));
    boost::system::error_code error;
    parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    ensure(!error && parser.is_header_done(), "another parser takes the head too");
    const auto& message = parser.get();
    ensure(view(message.method_string()) == head.method, "the same method");
    ensure(view(message.target()) == head.path || view(message.target()) == head.path + "?" + head.query,
           "the same target");
    ensure(message.version() == 11, "the same version");
    ensure(parser.chunked() == head.chunked, "the same coding");
    ensure(parser.content_length().value_or(0) == head.content_length, "the same length");
    // Beast keeps headers of one name together, so that only their order among themselves is the same.
    std::map<std::string, std::vector<std::string>> ours;
    std::map<std::string, std::vector<std::string>> theirs;
    for (const auto& [name, value] : head.headers) {
        ours[name].push_back(value);
    }
    for (const auto& field : message) {
        std::string name(view(field.name_string()));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        theirs[name].emplace_back(view(field.value()));
    }
    ensure(ours == theirs, "the same headers");
}

}  // namespace

void try_input(std::string_view bytes) {
    static const std::vector<std::string> hosts{"localhost"};
    if (bytes.size() > http::most_head_bytes) {
        return;
    }
    const auto head = http::pass_gate(bytes, hosts);
    if (!head) {
        return;
    }
    ensure(bytes.find('\0') == std::string_view::npos, "no NUL comes through");
    ensure(!head->chunked || head->content_length == 0, "one framing");
    ensure(head->path.starts_with('/') && !head->path.starts_with("//"), "the path is on this host");
    compare(*head, bytes);
}

}  // namespace daylit::fuzz
