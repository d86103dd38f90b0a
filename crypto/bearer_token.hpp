// Secrets that a program sends with each request (RFC 6750): "daylight_", 64 hex digits of 256 random bits,
// and eight hex digits of a CRC-32 (IEEE 802.3) over all that stands before. The fixed beginning and the
// checksum let scanners of source code and logs find a leaked one without asking anybody, and let us refuse a
// mistyped one without a look into the database. The checksum protects nothing.
#pragma once

#include "base/id.hpp"

#include <string>
#include <string_view>

namespace daylit {

// From 2 × 128 fresh random bits.
std::string bearer_token_text(const Entropy& first, const Entropy& second);
// Whether the text has the form and its checksum holds.
bool is_bearer_token(std::string_view text);

}  // namespace daylit
