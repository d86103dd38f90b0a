// Parameters that were read and written again are the same.
#include "server/wire/query.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

namespace {

std::string encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte / 16], digits[byte % 16]};
    }
    return out;
}

}  // namespace

void try_input(std::string_view bytes) {
    const auto params = wire::read_query(bytes);
    if (!params) {
        return;
    }
    std::string again;
    for (const auto& [name, value] : *params) {
        again += (again.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    }
    const auto second = wire::read_query(again);
    ensure(second.ok() && *second == *params, "what was written is read");
}

}  // namespace daylit::fuzz
