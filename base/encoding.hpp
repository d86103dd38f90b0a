// Bytes as text: lower-case hex, base64 (RFC 4648 section 4) and base64url without padding (section 5).
// Decoding is strict: no white space, no missing or non-zero trailing bits, one spelling for each value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace daylit {

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

bool is_utf8(std::string_view text);
// Code points of well-formed UTF-8.
std::size_t utf8_length(std::string_view text);

}  // namespace daylit
