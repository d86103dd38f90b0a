// SHA-256 digests as a type of their own.
#pragma once

#include "base/json.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace daylit {

struct Digest {
    std::array<std::uint8_t, 32> bytes{};
    bool operator==(const Digest&) const = default;
    auto operator<=>(const Digest&) const = default;

    std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
    std::string hex() const;
    static std::optional<Digest> from_bytes(std::string_view bytes);  // exactly 32
    static std::optional<Digest> from_hex(std::string_view text);     // exactly 64 lower-case digits
};

Digest sha256(std::string_view bytes);

// Digests stand as lower-case hex in JSON.
template <>
struct JsonCodec<Digest> {
    static Result<Digest> read(const boost::json::value& value, const std::string& path);
    static boost::json::value write(const Digest& value) { return boost::json::string(value.hex()); }
    static boost::json::object schema() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}}; }
};

}  // namespace daylit
