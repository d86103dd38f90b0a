#include "crypto/bearer_token.hpp"

#include "base/encoding.hpp"

#include <boost/crc.hpp>

#include <fmt/core.h>

namespace daylit {

namespace {

constexpr std::string_view beginning = "daylight_";
constexpr std::size_t secret_digits = 64;
constexpr std::size_t checksum_digits = 8;

std::string checksum(std::string_view text) {
    boost::crc_32_type crc;
    crc.process_bytes(text.data(), text.size());
    return fmt::format("{:08x}", crc.checksum());
}

}  // namespace

std::string bearer_token_text(const Entropy& first, const Entropy& second) {
    std::string bytes(first.begin(), first.end());
    bytes.append(second.begin(), second.end());
    auto text = std::string(beginning) + to_hex(bytes);
    return text + checksum(text);
}

bool is_bearer_token(std::string_view text) {
    if (!text.starts_with(beginning) || text.size() != beginning.size() + secret_digits + checksum_digits) {
        return false;
    }
    const auto secret = text.substr(beginning.size(), secret_digits);
    return from_hex(secret).has_value() && text.substr(beginning.size() + secret_digits) ==
                                               checksum(text.substr(0, beginning.size() + secret_digits));
}

}  // namespace daylit
