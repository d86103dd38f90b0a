// An instant is a UTC point in whole milliseconds, passed in as an argument everywhere. Text times are RFC
// 3339; China time is +08:00 without daylight saving.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace daylit {

using Milliseconds = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Milliseconds>;
using Date = std::chrono::year_month_day;  // a calendar day in China

// "2026-11-23T12:00:00.000Z"
std::string to_rfc3339(Instant at);
// "2026-11-23T20:00:00.000+08:00"
std::string to_china_rfc3339(Instant at);
// RFC 3339 with a zone; at most milliseconds (finer digits must be zero); years 1970 to 9999.
Result<Instant> parse_instant(std::string_view text, std::string field);

std::string to_text(Date day);  // "2026-11-23"
Result<Date> parse_date(std::string_view text, std::string field);

Date china_date(Instant at);
Instant china_midnight(Date day);  // the first instant of the day in China
Date days_later(Date day, int days);
// Calendar days from one instant's day in China to the other's; the first day is not counted.
int china_days_between(Instant from, Instant until);

// Time is asked for in the shell alone; deadlines are judged on what this answers inside the transaction.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

}  // namespace daylit
