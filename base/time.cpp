#include "base/time.hpp"

#include <fmt/format.h>

#include <charconv>

namespace daylit {

namespace {

using namespace std::chrono;

constexpr auto china_offset = hours(8);
constexpr Instant earliest = sys_days(year(1970) / January / 1);
constexpr Instant too_late =
    sys_days(year(9999) / December / 31);  // a day short, so that China's has four digits

std::string civil_text(Instant local) {
    const auto day = floor<days>(local);
    const year_month_day date(day);
    const hh_mm_ss time(local - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

// Takes exactly `width` decimal digits off the front.
bool take_digits(std::string_view& text, std::size_t width, int& number) {
    if (text.size() < width) {
        return false;
    }
    number = 0;
    for (const char c : text.substr(0, width)) {
        if (c < '0' || c > '9') {
            return false;
        }
        number = number * 10 + (c - '0');
    }
    text.remove_prefix(width);
    return true;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

bool take_date(std::string_view& text, Date& date) {
    int y = 0;
    int m = 0;
    int d = 0;
    if (!take_digits(text, 4, y) || !take(text, '-') || !take_digits(text, 2, m) || !take(text, '-') ||
        !take_digits(text, 2, d)) {
        return false;
    }
    date = Date(year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d)));
    return date.ok() && y >= 1970;
}

// A fraction of a second; what is finer than a millisecond must be zero, since it could not be kept.
bool take_fraction(std::string_view& text, int& thousandths) {
    thousandths = 0;
    if (!take(text, '.')) {
        return true;
    }
    int digits = 0;
    int scale = 100;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        const int digit = text.front() - '0';
        if (digits >= 3 && digit != 0) {
            return false;
        }
        thousandths += digit * scale;
        scale /= 10;
        ++digits;
        text.remove_prefix(1);
    }
    return digits > 0 && digits <= 9;
}

bool take_zone(std::string_view& text, minutes& offset) {
    offset = minutes(0);
    if (take(text, 'Z')) {
        return true;
    }
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) {
        return false;
    }
    int h = 0;
    int m = 0;
    if (!take_digits(text, 2, h) || !take(text, ':') || !take_digits(text, 2, m) || h > 23 || m > 59) {
        return false;
    }
    offset = minutes((east ? 1 : -1) * (h * 60 + m));
    return true;
}

}  // namespace

std::string to_rfc3339(Instant at) {
    return civil_text(at) + "Z";
}

std::string to_china_rfc3339(Instant at) {
    return civil_text(at + china_offset) + "+08:00";
}

Result<Instant> parse_instant(std::string_view text, std::string field) {
    Date date{};
    int h = 0;
    int m = 0;
    int s = 0;
    int thousandths = 0;
    minutes offset{};
    const bool formed = take_date(text, date) && take(text, 'T') && take_digits(text, 2, h) &&
                        take(text, ':') && take_digits(text, 2, m) && take(text, ':') &&
                        take_digits(text, 2, s) && take_fraction(text, thousandths) &&
                        take_zone(text, offset) && text.empty();
    if (!formed || h > 23 || m > 59 || s > 59) {
        return refuse("malformed_time", std::move(field));
    }
    const auto at =
        Instant(sys_days(date)) + hours(h) + minutes(m) + seconds(s) + milliseconds(thousandths) - offset;
    // An offset can carry the text's year over the edge; what comes out must be writable again.
    if (at < earliest || at >= too_late) {
        return refuse("malformed_time", std::move(field));
    }
    return at;
}

std::string to_text(Date day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

Result<Date> parse_date(std::string_view text, std::string field) {
    Date date{};
    if (!take_date(text, date) || !text.empty()) {
        return refuse("malformed_date", std::move(field));
    }
    return date;
}

Date china_date(Instant at) {
    return Date(floor<days>(at + china_offset));
}

Instant china_midnight(Date day) {
    return Instant(sys_days(day)) - china_offset;
}

Date days_later(Date day, int count) {
    return Date(sys_days(day) + days(count));
}

int china_days_between(Instant from, Instant until) {
    const auto days = std::chrono::sys_days(china_date(until)) - std::chrono::sys_days(china_date(from));
    return static_cast<int>(days.count());
}

}  // namespace daylit
