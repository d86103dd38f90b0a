#include "crypto/totp.hpp"

#include "base/result.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <array>

namespace daylit {

namespace {

constexpr auto step_length = std::chrono::seconds(30);

std::array<unsigned char, 20> hmac_sha1(const Secret& key, std::string_view message) {
    const auto bytes = key.reveal();
    std::array<unsigned char, 20> digest{};
    unsigned length = 0;
    const auto* made =
        HMAC(EVP_sha1(), bytes.data(), static_cast<int>(bytes.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(), &length);
    ensure(made != nullptr && length == digest.size(), "HMAC-SHA-1 can be computed");
    return digest;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded.append({'%', digits[byte >> 4U], digits[byte & 15U]});
        }
    }
    return encoded;
}

}  // namespace

std::int64_t totp_step(Instant now) {
    return now.time_since_epoch() / step_length;
}

std::string totp_code(const Secret& secret, std::int64_t step, int digits) {
    std::string counter(8, '\0');  // big-endian
    auto rest = static_cast<std::uint64_t>(step);
    for (auto at = counter.rbegin(); at != counter.rend(); ++at, rest >>= 8U) {
        *at = static_cast<char>(rest & 0xffU);
    }
    const auto digest = hmac_sha1(secret, counter);
    // Dynamic truncation (RFC 4226, section 5.3).
    const std::size_t offset = digest.back() & 0x0fU;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        number = number << 8U | digest.at(offset + i);
    }
    number &= 0x7fffffffU;
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto at = code.rbegin(); at != code.rend(); ++at, number /= 10) {
        *at = static_cast<char>('0' + number % 10);
    }
    return code;
}

std::optional<std::int64_t> match_totp(const Secret& secret, std::string_view code, Instant now,
                                       std::int64_t used) {
    std::optional<std::int64_t> matched;
    for (const std::int64_t drift : {-1, 0, 1}) {
        const auto step = totp_step(now) + drift;
        const auto wanted = totp_code(secret, step);
        if (step > used && code.size() == wanted.size() &&
            CRYPTO_memcmp(code.data(), wanted.data(), wanted.size()) == 0) {
            matched = step;
        }
    }
    return matched;
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t waiting = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        waiting = waiting << 8U | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5;) {
            bits -= 5;
            text += alphabet[waiting >> bits & 31U];
        }
        waiting &= (1U << bits) - 1;
    }
    if (bits > 0) {
        text += alphabet[waiting << (5 - bits) & 31U];
    }
    return text;
}

std::string totp_uri(const Secret& secret, std::string_view issuer, std::string_view account) {
    return "otpauth://totp/" + percent_encoded(account) + "?secret=" + to_base32(secret.reveal()) +
           "&issuer=" + percent_encoded(issuer);
}

}  // namespace daylit
