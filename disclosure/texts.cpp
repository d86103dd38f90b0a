#include "disclosure/texts.hpp"

#include "base/encoding.hpp"

#include <array>

namespace daylit::disclosure {

namespace {

// At least so many digits, zeros in front.
std::string padded(std::int64_t number, std::size_t digits) {
    auto text = std::to_string(number);
    text.insert(0, digits - std::min(digits, text.size()), '0');
    return text;
}

}  // namespace

std::string amount_text(Fen amount) {
    return grouped_yuan(amount) + " 元（" + in_capitals(amount) + "）";
}

std::string area_text(Area area) {
    // Square metres have two decimals, as yuan have: one grouping serves both.
    return grouped_yuan(Fen(area.hundredths())) + " 平方米（" + mu_text_rounded_half_up(area) + " 亩）";
}

std::string date_text(Date day) {
    return std::to_string(static_cast<int>(day.year())) + "年" +
           std::to_string(static_cast<unsigned>(day.month())) + "月" +
           std::to_string(static_cast<unsigned>(day.day())) + "日";
}

std::string china_time_text(Instant at) {
    const auto day = china_date(at);
    const std::int64_t in_day = (at - china_midnight(day)).count();
    const auto seconds = in_day / 1000;
    const auto milliseconds = in_day % 1000;
    return date_text(day) + " " + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" +
           padded(seconds % 60, 2) + (milliseconds == 0 ? "" : "." + padded(milliseconds, 3)) +
           "（北京时间）";
}

std::string rate_text(std::int64_t ten_thousandths) {
    const auto size = ten_thousandths < 0 ? -ten_thousandths : ten_thousandths;
    return (ten_thousandths < 0 ? "-" : "") + std::to_string(size / 10'000) + "." + padded(size % 10'000, 4) +
           "%";
}

std::string_view use_text(auction::LandUse use) {
    constexpr std::array<std::string_view, 5> names{"住宅用地", "工业用地", "教科文卫体等公共服务用地",
                                                    "商业、旅游、娱乐用地", "综合或其他用地"};
    return names.at(static_cast<std::size_t>(use));
}

std::string rule_text(const Rule& rule) {
    constexpr std::array<std::string_view, 3> units{" 日", " 个工作日", "%"};
    return std::to_string(rule.value) + std::string(units.at(static_cast<std::size_t>(rule.unit))) + "（" +
           rule.article + "）";
}

std::string duration_text(int seconds) {
    return seconds % 60 == 0 ? std::to_string(seconds / 60) + " 分钟" : std::to_string(seconds) + " 秒";
}

std::string shortened(const std::string& text, std::size_t most) {
    if (utf8_length(text) <= most) {
        return text;
    }
    std::size_t kept = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
        if (begins && kept == most - 1) {
            break;
        }
        kept += begins ? 1U : 0U;
        ++end;
    }
    return text.substr(0, end) + "…";
}

}  // namespace daylit::disclosure
