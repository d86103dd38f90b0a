// One-time codes by time (RFC 6238) as authenticator apps make them: HMAC-SHA-1, steps of 30 seconds since
// 1970 UTC, six digits.
#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daylit {

constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226, section 4, requirement 6
constexpr int totp_digits = 6;

std::int64_t totp_step(Instant now);
std::string totp_code(const Secret& secret, std::int64_t step, int digits = totp_digits);

// The step whose code this is: the present one, or the one before or after it, since clocks differ; always
// later than `used`, the step of the last code that was accepted, so that no code is accepted twice. nullopt
// when none fits. Codes are compared in constant time.
std::optional<std::int64_t> match_totp(const Secret& secret, std::string_view code, Instant now,
                                       std::int64_t used);

// RFC 4648, section 6, without padding: how apps take a secret that is typed.
std::string to_base32(std::string_view bytes);

// "otpauth://totp/…": what the QR code says to an app. SHA-1, six digits and 30 seconds are what apps assume;
// the issuer stands there once, so that the code stays coarse enough for any camera.
std::string totp_uri(const Secret& secret, std::string_view issuer, std::string_view account);

}  // namespace daylit
