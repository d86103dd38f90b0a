// Index numbers (索引号) of the disclosure catalog: the center's organisation code, the year and a number
// that runs without gaps within it, such as "014416330/2018-04736". The form is that of the catalogs of
// Taizhou and of the State Council's portal ("000014349/2023-00012"); the code has nine characters, that of
// GB 11714 without its hyphen, and the running number at least five digits.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daylit::disclosure {

struct IndexNumber {
    std::string center;
    int year = 0;
    std::int64_t serial = 0;  // from 1
    bool operator==(const IndexNumber&) const = default;
};

std::string to_text(const IndexNumber& number);
// The same spelling and no other; nullopt for anything else.
std::optional<IndexNumber> parse_index_number(std::string_view text);

// Under which name the year's serial number is kept.
std::string serial_name(int year);

}  // namespace daylit::disclosure
