// The request gate: looks at a head's raw bytes before any parser, and refuses whatever two parsers could
// frame in two ways (RFC 9112; the smuggling variants published since 2019). What passes has one meaning.
//
// Passes: HTTP/1.1, a method that we know, an origin-form target whose percent-encoding stands for text
// (UTF-8 without control characters, and in the path without slashes, dots and percent signs), exactly one
// Host of ours, header lines "name: value" that end in CRLF, with names of letters, digits and hyphens and
// visible values (UTF-8 beyond ASCII only outside the framing headers), and either no body, one
// Content-Length of digits without leading zeros, or exactly "Transfer-Encoding: chunked", which chunks.hpp
// then reads. The published attacks stand as tables in tests/http/tables/framing_*.txt.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace daylit::http {

struct Head {
    std::string method;
    std::string path;
    std::string query;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    bool chunked = false;
    std::uint64_t content_length = 0;
    bool close = false;  // the client wants the connection closed
    bool expects_continue = false;
};

constexpr std::size_t most_head_bytes = 16 * 1024;
constexpr std::size_t most_headers = 64;
constexpr std::size_t most_target_bytes = 4 * 1024;

// Where the head ends that these bytes begin with; 0 when it does not end in them. A bare LF cannot hide in
// it: the gate sees every byte up to here.
std::size_t end_of_head(std::string_view bytes);

// `bytes` is everything up to and including the empty line. Refusals: those of http_refusals().
Result<Head> pass_gate(std::string_view bytes, const std::vector<std::string>& hosts);

}  // namespace daylit::http
