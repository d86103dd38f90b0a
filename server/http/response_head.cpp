#include "server/http/response_head.hpp"

#include "base/result.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>

#include <fmt/chrono.h>

#include <algorithm>

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
        return beast::iequals(boost::core::string_view(header.first), boost::core::string_view(wanted));
    });
}

// No header that we write can carry a line end.
bool is_safe(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

std::string http_date() {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace

bool is_writable(const Response& response) {
    return std::all_of(response.headers.begin(), response.headers.end(),
                       [](const auto& header) { return is_safe(header.first) && is_safe(header.second); });
}

std::string head_text(const Response& response, bool close, std::optional<std::size_t> length,
                      const std::string& request_id) {
    ensure(is_writable(response), "a header that we write is one line");
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head.append(reason(response.status)).append("\r\n");
    const auto add = [&](std::string_view name, std::string_view value) {
        head.append(name).append(": ").append(value).append("\r\n");
    };
    for (const auto& [name, value] : response.headers) {
        add(name, value);
    }
    const auto add_default = [&](std::string_view name, std::string_view value) {
        if (!has_header(response, name)) {
            add(name, value);
        }
    };
    add_default("Cache-Control", "no-store");
    add_default("Content-Security-Policy", policy);
    add_default("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    add_default("X-Content-Type-Options", "nosniff");
    add_default("Referrer-Policy", "no-referrer");
    add_default("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    add_default("Cross-Origin-Opener-Policy", "same-origin");
    add_default("Cross-Origin-Resource-Policy", "same-origin");
    add("Date", http_date());
    add("X-Request-Id", request_id);
    add("Connection", close ? "close" : "keep-alive");
    if (length) {
        add("Content-Length", std::to_string(*length));
    }
    return head + "\r\n";
}

}  // namespace daylit::http
