#include "base/area.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daylit {

namespace {

constexpr std::string_view pattern = R"(^(0|[1-9][0-9]{0,12})\.[0-9]{2}$)";
constexpr std::size_t longest = std::string_view("1000000000000.00").size();

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// `text` is at most `longest` characters, so the number fits.
std::optional<std::int64_t> read_hundredths(std::string_view text) {
    if (text.size() < 4 || text[text.size() - 3] != '.' || (text.front() == '0' && text.size() > 4)) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == text.size() - 3) {
            continue;  // the point
        }
        if (!is_digit(text[i])) {
            return std::nullopt;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

std::string with_two_decimals(std::int64_t hundredths) {
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

}  // namespace

std::string to_text(Area area) {
    ensure(area.hundredths() >= 0, "an area is not negative");
    return with_two_decimals(area.hundredths());
}

Result<Area> parse_area(std::string_view text, std::string field) {
    if (text.size() > longest) {
        const bool number =
            std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
        return refuse(number ? "area_too_large" : "malformed_area", std::move(field));
    }
    const auto hundredths = read_hundredths(text);
    if (!hundredths) {
        return refuse("malformed_area", std::move(field));
    }
    if (*hundredths > Area::most) {
        return refuse("area_too_large", std::move(field));
    }
    return Area(*hundredths);
}

std::string mu_text_rounded_half_up(Area area) {
    ensure(area.hundredths() >= 0 && area.hundredths() <= Area::most, "an area within its range");
    return with_two_decimals((area.hundredths() * 3 + 1000) / 2000);
}

Result<Area> JsonCodec<Area>::read(const boost::json::value& value, const std::string& path) {
    return value.is_string() ? parse_area(value.get_string(), path)
                             : Result<Area>(json_detail::wrong_type(path, "square metres as \"12345.67\""));
}

boost::json::object JsonCodec<Area>::schema() {
    return {{"type", "string"},
            {"pattern", boost::json::string_view(pattern.data(), pattern.size())},
            {"description", "square metres with two decimals"}};
}

}  // namespace daylit
