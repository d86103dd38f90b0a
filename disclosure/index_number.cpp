#include "disclosure/index_number.hpp"

#include <algorithm>
#include <charconv>

namespace daylit::disclosure {

namespace {

constexpr std::size_t code_length = 9;
constexpr std::size_t year_length = 4;
constexpr std::size_t least_serial_length = 5;

bool is_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_code(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

template <class Number>
std::optional<Number> number_of(std::string_view digits) {
    Number number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number)
                                                                        : std::nullopt;
}

}  // namespace

std::string to_text(const IndexNumber& number) {
    auto serial = std::to_string(number.serial);
    serial.insert(0, least_serial_length - std::min(least_serial_length, serial.size()), '0');
    return number.center + "/" + std::to_string(number.year) + "-" + serial;
}

std::optional<IndexNumber> parse_index_number(std::string_view text) {
    constexpr auto serial_at = code_length + 1 + year_length + 1;
    if (text.size() < serial_at + least_serial_length || text[code_length] != '/' ||
        text[serial_at - 1] != '-') {
        return std::nullopt;
    }
    const auto code = text.substr(0, code_length);
    const auto year = text.substr(code_length + 1, year_length);
    const auto serial = text.substr(serial_at);
    if (!is_code(code) || !is_digits(year) || !is_digits(serial)) {
        return std::nullopt;
    }
    const auto counted = number_of<std::int64_t>(serial);
    if (!counted || *counted == 0) {
        return std::nullopt;
    }
    IndexNumber number{std::string(code), *number_of<int>(year), *counted};
    return to_text(number) == text ? std::optional(std::move(number)) : std::nullopt;
}

std::string serial_name(int year) {
    return "index_number/" + std::to_string(year);
}

}  // namespace daylit::disclosure
