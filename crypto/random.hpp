// The only place that draws randomness (OpenSSL's RAND_bytes). The shell draws and hands it on as values.
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <string>

namespace daylit {

std::string random_bytes(std::size_t count);
Secret random_secret(std::size_t count);
Entropy random_entropy();  // for ids and salts

// Even over 0 .. bound - 1, without bias. bound is positive.
std::int64_t random_below(std::int64_t bound);

// A certificate's serial number: 32 hex digits whose first is 4 to 7, so that it is positive, has 126 random
// bits and looks the same in every tool (RFC 5280, 4.1.2.2).
std::string random_serial();

}  // namespace daylit
