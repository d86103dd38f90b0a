#include "tools/demo/chance.hpp"

#include "crypto/digest.hpp"

namespace daylit::tools {

std::int64_t chance(const std::string& words, std::int64_t bound) {
    ensure(bound > 0, "a choice has something to choose from");
    std::uint64_t drawn = 0;
    for (const char digit : sha256(words).hex().substr(0, 15)) {
        drawn = drawn * 16 + static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    return static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(bound));
}

}  // namespace daylit::tools
