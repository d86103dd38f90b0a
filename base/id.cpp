#include "base/id.hpp"

#include <algorithm>

namespace daylit {

namespace {
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr std::size_t length = 26;  // 130 bits, the first two always zero
}  // namespace

std::string id_text(const Entropy& entropy) {
    std::string text;
    text.reserve(length);
    unsigned held = 0;
    unsigned bits = 2;  // two leading zero bits make 128 into a multiple of five
    for (const auto byte : entropy) {
        held = (held << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text.push_back(alphabet[(held >> bits) & 31U]);
        }
        held &= (1U << bits) - 1U;
    }
    return text;
}

bool is_id_text(std::string_view text) {
    return text.size() == length && text.front() <= '7' && std::all_of(text.begin(), text.end(), [](char c) {
               return alphabet.find(c) != std::string_view::npos;
           });
}

}  // namespace daylit
