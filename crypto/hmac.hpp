// HMAC-SHA-256 (RFC 2104, FIPS 198-1): digests that only the holder of a key can make.
#pragma once

#include "base/secret.hpp"
#include "crypto/digest.hpp"

namespace daylit {

// The key may have any length; one of 32 random bytes is what the platform uses.
Digest hmac_sha256(const Secret& key, std::string_view message);
// Whether `given` is that, told in a time that does not depend on where it differs.
bool is_hmac_sha256(const Secret& key, std::string_view message, std::string_view given);

}  // namespace daylit
