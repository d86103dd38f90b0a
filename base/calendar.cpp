#include "base/calendar.hpp"

#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daylit {

namespace {

using namespace std::chrono;

constexpr int longest_count = 5000;

bool is_weekend(Date day) {
    const weekday name{sys_days(day)};
    return name == Saturday || name == Sunday;
}

Date day_after(Date day) {
    return days_later(day, 1);
}

Refusal misplaced(std::string field, Date day) {
    return refuse("calendar_day_misplaced", std::move(field), {to_text(day)});
}

// Every day lies in the year and after the one before it.
std::optional<Refusal> check_order(const std::vector<Date>& days, int year_number, const char* field) {
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (!days[i].ok() || days[i].year() != year(year_number) || (i > 0 && days[i] <= days[i - 1])) {
            return misplaced(fmt::format("{}[{}]", field, i), days[i]);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_make_up_days(const CalendarYear& data) {
    for (std::size_t i = 0; i < data.make_up_days.size(); ++i) {
        const auto day = data.make_up_days[i];
        if (!is_weekend(day) || std::binary_search(data.rest_days.begin(), data.rest_days.end(), day)) {
            return misplaced(fmt::format("make_up_days[{}]", i), day);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_year(const CalendarYear& data) {
    if (data.year < 1970 || data.year > 9999) {
        return refuse("out_of_range", "year", {"1970", "9999"});
    }
    if (auto problem = check_order(data.rest_days, data.year, "rest_days")) {
        return problem;
    }
    if (auto problem = check_order(data.make_up_days, data.year, "make_up_days")) {
        return problem;
    }
    return check_make_up_days(data);
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::of(std::span<const CalendarYear> years) {
    WorkingCalendar calendar;
    for (const auto& data : years) {
        if (auto problem = check_year(data)) {
            return std::move(*problem);
        }
        if (!calendar.years_.insert(data.year).second) {
            return refuse("calendar_year_repeated", "year", {std::to_string(data.year)});
        }
        calendar.rest_days_.insert(data.rest_days.begin(), data.rest_days.end());
        calendar.make_up_days_.insert(data.make_up_days.begin(), data.make_up_days.end());
        const Date eve(year(data.year - 1), December, day(31));
        const Date last(year(data.year), December, day(31));
        if (const int total = calendar.working_days_between(eve, last); total != data.working_days) {
            return refuse("calendar_total_differs", "working_days", {std::to_string(total)});
        }
    }
    return calendar;
}

bool WorkingCalendar::is_working_day(Date day) const {
    return is_weekend(day) ? make_up_days_.contains(day) : !rest_days_.contains(day);
}

DueDate WorkingCalendar::add_working_days(Date start, int n) const {
    ensure(n >= 0 && n <= longest_count, "a limit of 0 to 5000 working days");
    Date day = start;
    for (int counted = 0; counted < n;) {
        day = day_after(day);
        counted += is_working_day(day) ? 1 : 0;
    }
    return {day, is_provisional(n == 0 ? day : day_after(start), day)};
}

DueDate WorkingCalendar::add_calendar_days(Date start, int n) const {
    ensure(n >= 0 && n <= longest_count, "a limit of 0 to 5000 calendar days");
    return roll_to_working_day(days_later(start, n));
}

DueDate WorkingCalendar::roll_to_working_day(Date day) const {
    Date rolled = day;
    while (!is_working_day(rolled)) {
        rolled = day_after(rolled);
    }
    return {rolled, is_provisional(day, rolled)};
}

int WorkingCalendar::working_days_between(Date from, Date until) const {
    int count = 0;
    for (Date day = from; day < until;) {
        day = day_after(day);
        count += is_working_day(day) ? 1 : 0;
    }
    return count;
}

bool WorkingCalendar::is_provisional(Date first, Date last) const {
    for (auto year = first.year(); year <= last.year(); ++year) {
        if (!knows(year)) {
            return true;
        }
    }
    return false;
}

Result<WorkingCalendar> read_calendar(std::span<const std::string> texts) {
    std::vector<CalendarYear> years;
    for (const auto& text : texts) {
        auto data = parse_as<CalendarYear>(text);
        if (!data) {
            return std::move(data).refusal();
        }
        years.push_back(std::move(*data));
    }
    return WorkingCalendar::of(years);
}

Instant end_of_day(Date day) {
    return china_midnight(day_after(day));
}

Light light_of(Date due, Instant now, const WorkingCalendar& calendar, int yellow_working_days_left) {
    if (now >= end_of_day(due)) {
        return Light::red;
    }
    const int left = calendar.working_days_between(china_date(now), due);
    return left <= yellow_working_days_left ? Light::yellow : Light::green;
}

}  // namespace daylit
