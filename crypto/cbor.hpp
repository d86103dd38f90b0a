// CBOR (RFC 8949) as authenticators write it (CTAP2's canonical form): whole numbers, bytes, text, arrays,
// maps, truths and null, of known lengths and in their shortest spelling. Anything else is refused, as are
// repeated keys, more than four levels and more than 256 values, so that hostile input costs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace daylit {

struct CborValue {
    enum class Kind { number, bytes, text, array, map, truth, null };

    Kind kind = Kind::null;
    std::int64_t number = 0;       // a truth is 0 or 1
    std::string bytes;             // of bytes and text
    std::vector<CborValue> items;  // of an array; of a map: key, value, key, value …

    // The value under a map's key; nullptr where there is none, or this is no map.
    const CborValue* find(std::int64_t key) const;
    const CborValue* find(std::string_view key) const;

    bool operator==(const CborValue&) const = default;
};

// Takes the first value off the front of `bytes`, and leaves what follows it. nullopt for what is no such
// CBOR.
std::optional<CborValue> take_cbor(std::string_view& bytes);

}  // namespace daylit
