// What the tests of crypto share: bytes from hex, one bit changed, figures that others worked out.
#pragma once

#include "base/encoding.hpp"
#include "crypto/digest.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace daylit::testing {

inline std::string bytes(std::string_view hex) {
    auto decoded = from_hex(hex);
    if (!decoded) {
        throw std::invalid_argument("not hex");
    }
    return *decoded;
}

inline Digest digest(std::string_view hex) {
    return Digest::from_hex(hex).value();
}

inline std::string with_bit_flipped(std::string text, std::size_t bit) {
    text[bit / 8] = static_cast<char>(static_cast<unsigned char>(text[bit / 8]) ^ (1U << (bit % 8)));
    return text;
}

inline Digest with_bit_flipped(const Digest& digest, std::size_t bit) {
    return Digest::from_bytes(with_bit_flipped(std::string(digest.view()), bit)).value();
}

inline Instant instant(std::string_view text) {
    return parse_instant(text, "").value();
}

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return file ? text.str() : std::string();
}

// A file of the folder that the project's researchers share; "" where it is not at hand.
inline std::string shared_file(const std::string& name) {
    const char* folder = std::getenv("DAYLIGHT_SHARED");
    return file_text((folder != nullptr ? std::string(folder) : DAYLIGHT_SOURCE_DIR "/../shared") + "/" +
                     name);
}

}  // namespace daylit::testing
