#include "server/http/request_id.hpp"

#include "base/id.hpp"
#include "crypto/random.hpp"

#include <atomic>
#include <cstdint>

namespace daylit::http {

// A random beginning and a count: fresh randomness for each request was a twelfth of a public read's time.
std::string next_request_id() {
    static const auto beginning = random_entropy();
    static std::atomic<std::uint64_t> count = 0;
    auto entropy = beginning;
    auto left = count.fetch_add(1, std::memory_order_relaxed);
    for (auto byte = entropy.rbegin(); byte != entropy.rend() && left != 0; ++byte) {
        left += *byte;
        *byte = static_cast<std::uint8_t>(left & 0xFFU);
        left >>= 8U;
    }
    return id_text(entropy);
}

}  // namespace daylit::http
