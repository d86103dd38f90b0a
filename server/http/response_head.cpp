#include "server/http/response_head.hpp"

#include "base/result.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>

#include <fmt/chrono.h>

#include <algorithm>
#include <array>

namespace daylit::http {

namespace beast = boost::beast;

namespace {

constexpr std::string_view policy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'";

std::string_view reason(int status) {
    const auto text = beast::http::obsolete_reason(static_cast<beast::http::status>(status));
    return {text.data(), text.size()};
}

bool has_header(const Response& response, std::string_view wanted) {
    return std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& header) {
        return header.first.size() == wanted.size() &&
               beast::iequals(boost::core::string_view(header.first), boost::core::string_view(wanted));
    });
}

// No header that we write can carry a line end.
bool is_safe(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

// Written once a second, not once an answer.
const std::string& http_date() {
    thread_local std::time_t second = 0;
    thread_local std::string text;
    if (const auto now = std::time(nullptr); now != second) {
        text = fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(now));
        second = now;
    }
    return text;
}

// What every answer carries, unless it says otherwise itself.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> usual{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", policy},
    {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};

}  // namespace

bool is_writable(const Response& response) {
    return std::all_of(response.headers.begin(), response.headers.end(),
                       [](const auto& header) { return is_safe(header.first) && is_safe(header.second); });
}

std::string head_text(const Response& response, bool close, std::optional<std::size_t> length,
                      const std::string& request_id) {
    ensure(is_writable(response), "a header that we write is one line");
    std::string head;
    head.reserve(1024);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason(response.status)).append("\r\n");
    const auto add = [&](std::string_view name, std::string_view value) {
        head.append(name).append(": ").append(value).append("\r\n");
    };
    for (const auto& [name, value] : response.headers) {
        add(name, value);
    }
    for (const auto& [name, value] : usual) {
        if (!has_header(response, name)) {
            add(name, value);
        }
    }
    add("Date", http_date());
    add("X-Request-Id", request_id);
    add("Connection", close ? "close" : "keep-alive");
    if (length) {
        add("Content-Length", std::to_string(*length));
    }
    head.append("\r\n");
    return head;
}

}  // namespace daylit::http
