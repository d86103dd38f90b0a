// How announcements write amounts, areas, moments and terms: one spelling each, in the facts of every kind.
#pragma once

#include "auction/terms.hpp"
#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

// "12,000,000.00 元（人民币壹仟贰佰万元整）"
std::string amount_text(Fen amount);
// "12,345.67 平方米（18.52 亩）"; the mu are rounded, the square metres are exact.
std::string area_text(Area area);
// "2026年12月14日 10:00:00（北京时间）", with milliseconds where there are any.
std::string china_time_text(Instant at);
std::string date_text(Date day);  // "2026年12月14日"
// "12.3456%" from ten-thousandths of a percent, which were truncated.
std::string rate_text(std::int64_t ten_thousandths);
std::string_view use_text(auction::LandUse use);
// "20 日（国土资源部39号令第八条）"
std::string rule_text(const Rule& rule);
// "4 分钟", or "90 秒" where the minutes are not whole.
std::string duration_text(int seconds);

// The first code points, with an ellipsis as the last of them where something was left out.
std::string shortened(const std::string& text, std::size_t most);

}  // namespace daylit::disclosure
