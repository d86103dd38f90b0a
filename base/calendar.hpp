// Working days of China: Monday to Friday, less the rest days and plus the make-up days that the State
// Council announces each autumn for the next year. Data enter as text or values (base/calendar/*.json);
// nothing here opens a file. Counting follows Civil Code articles 201 and 203: the first day is not counted,
// and a last day on a rest day moves to the next working day.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/describe.hpp>

#include <compare>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daylit {

// One year's data. `working_days` is the year's total, a check on the lists. Next year's notice may still
// move days of December, so a year's file is final only when the next year's has come.
struct CalendarYear {
    int year = 0;
    std::vector<std::string> sources;  // where the announcement stands
    std::vector<Date> rest_days;       // ascending; weekends inside a holiday may be listed too
    std::vector<Date> make_up_days;    // ascending; Saturdays and Sundays that are worked
    int working_days = 0;

    bool operator==(const CalendarYear&) const = default;
};
BOOST_DESCRIBE_STRUCT(CalendarYear, (), (year, sources, rest_days, make_up_days, working_days))

// A day that was computed. Provisional: the way there touches a year without data, which was counted as plain
// Monday to Friday; it is computed again when that year's data come.
struct DueDate {
    Date date;
    bool provisional = false;

    bool operator==(const DueDate&) const = default;
    auto operator<=>(const DueDate&) const = default;
};
BOOST_DESCRIBE_STRUCT(DueDate, (), (date, provisional))

class WorkingCalendar {
public:
    // Knows no year: every day that is computed is provisional.
    WorkingCalendar() = default;

    // Refuses calendar_year_repeated, calendar_day_misplaced (a day of another year, out of order, in both
    // lists, or a make-up day that is no weekend) and calendar_total_differs.
    static Result<WorkingCalendar> of(std::span<const CalendarYear> years);

    bool knows(std::chrono::year year) const { return years_.contains(static_cast<int>(year)); }
    bool is_working_day(Date day) const;

    // The nth working day after `start`, which itself is not counted; n is 0 (start itself) to 5000.
    DueDate add_working_days(Date start, int n) const;
    // The nth calendar day after `start`, moved to the next working day where it is a rest day; n as above.
    DueDate add_calendar_days(Date start, int n) const;
    // `day` itself where it is a working day, else the next working day.
    DueDate roll_to_working_day(Date day) const;
    // Working days after `from` up to and including `until`; 0 unless `until` is after `from`.
    int working_days_between(Date from, Date until) const;

    // Whether a count over these days, both included, rests on a year without data.
    bool is_provisional(Date first, Date last) const;

private:
    std::set<int> years_;
    std::set<Date> rest_days_;
    std::set<Date> make_up_days_;
};

// From JSON text, one a year (base/calendar/cn-2026.json shows the form).
Result<WorkingCalendar> read_calendar(std::span<const std::string> texts);

// The instant at which a limit in days is over, the next midnight in China. That moment is already late: an
// act is in time while now < end_of_day(due).
Instant end_of_day(Date day);

enum class Light { green, yellow, red };
BOOST_DESCRIBE_ENUM(Light, green, yellow, red)

// The light of something due on a day and not yet done. Red once the day is over; yellow while at most
// `yellow_working_days_left` working days come after today, the due day included (with 2 and a Friday due:
// from Wednesday on); green before that.
Light light_of(Date due, Instant now, const WorkingCalendar& calendar, int yellow_working_days_left);

}  // namespace daylit
