// Land area in whole 1/100 m², as cadastral surveys state it; no floating point comes near it.
#pragma once

#include "base/json.hpp"
#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace daylit {

class Area {
public:
    // A million square kilometres: more than any parcel, and its triple still fits.
    static constexpr std::int64_t most = 100'000'000'000'000;

    constexpr Area() = default;
    constexpr explicit Area(std::int64_t hundredths) : hundredths_(hundredths) {}
    static constexpr Area square_metres(std::int64_t whole) { return Area(whole * 100); }

    constexpr std::int64_t hundredths() const { return hundredths_; }  // of a square metre
    constexpr bool operator==(const Area&) const = default;
    constexpr auto operator<=>(const Area&) const = default;
    constexpr Area operator+(Area other) const { return Area(hundredths_ + other.hundredths_); }

private:
    std::int64_t hundredths_ = 0;
};

// "12345.67": square metres with exactly two decimals, no unit, no grouping.
std::string to_text(Area area);
// The same spelling and no other: no sign, no leading zero, always two decimals. Refuses malformed_area and
// area_too_large.
Result<Area> parse_area(std::string_view text, std::string field);

// 1 mu = 2000/3 m². "18.52": mu with two decimals, rounded half up, for people to read; nothing computes with
// it.
std::string mu_text_rounded_half_up(Area area);

template <>
struct JsonCodec<Area> {
    static Result<Area> read(const boost::json::value& value, const std::string& path);
    static boost::json::value write(Area value) { return boost::json::string(to_text(value)); }
    static boost::json::object schema();
};

}  // namespace daylit
