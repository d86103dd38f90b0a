#include "crypto/random.hpp"

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "crypto/openssl.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <limits>

namespace daylit {

namespace {

void fill(unsigned char* into, std::size_t count) {
    ensure(count <= static_cast<std::size_t>(std::numeric_limits<int>::max()), "random bytes in one piece");
    openssl::need(RAND_bytes(into, static_cast<int>(count)), "RAND_bytes");
}

}  // namespace

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    fill(openssl::bytes_of(bytes), count);
    return bytes;
}

Secret random_secret(std::size_t count) {
    return Secret(random_bytes(count));
}

Entropy random_entropy() {
    Entropy entropy{};
    fill(entropy.data(), entropy.size());
    return entropy;
}

std::int64_t random_below(std::int64_t bound) {
    ensure(bound > 0, "a positive bound");
    const auto wanted = static_cast<std::uint64_t>(bound);
    // Draws above the last whole multiple of the bound are thrown away: they would favour small numbers.
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t fair = most - most % wanted;
    for (;;) {
        std::uint64_t drawn = 0;
        fill(reinterpret_cast<unsigned char*>(&drawn), sizeof drawn);
        if (drawn < fair) {
            return static_cast<std::int64_t>(drawn % wanted);
        }
    }
}

std::string random_serial() {
    auto bytes = random_bytes(16);
    bytes[0] = static_cast<char>((static_cast<unsigned char>(bytes[0]) & 0x3FU) | 0x40U);
    return to_hex(bytes);
}

}  // namespace daylit
