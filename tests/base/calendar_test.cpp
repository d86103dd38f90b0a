#include "base/calendar.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace daylit {
namespace {

using testing::data_file;
using testing::source_file;
using testing::text_table;

Date date(const std::string& text) {
    return parse_date(text, "").value();
}

Instant instant(const std::string& text) {
    return parse_instant(text, "").value();
}

std::vector<std::string> calendar_texts() {
    return {source_file("base/calendar/cn-2024.json"), source_file("base/calendar/cn-2025.json"),
            source_file("base/calendar/cn-2026.json")};
}

const WorkingCalendar& china() {
    static const WorkingCalendar calendar = read_calendar(calendar_texts()).value();
    return calendar;
}

TEST(WorkingCalendar, KnowsRestDaysMakeUpDaysAndPlainWeeks) {
    for (const auto& row : text_table(R"(
        2024-02-09 | works
        2024-02-12 | rests
        2024-02-18 | works
        2024-02-24 | rests
        2025-01-26 | works
        2025-10-08 | rests
        2026-01-02 | rests
        2026-01-04 | works
        2026-01-05 | works
        2026-10-10 | works
        2026-10-11 | rests
    )")) {
        EXPECT_EQ(china().is_working_day(date(row[0])), row[1] == "works") << row[0];
    }
}

struct WorkingDayCase {
    Date start;
    int working_days = 0;
    Date due;
};
BOOST_DESCRIBE_STRUCT(WorkingDayCase, (), (start, working_days, due))

struct CalendarDayCase {
    Date start;
    int calendar_days = 0;
    Date unmoved;
    Date due;
};
BOOST_DESCRIBE_STRUCT(CalendarDayCase, (), (start, calendar_days, unmoved, due))

struct DeadlineCases {
    std::vector<WorkingDayCase> working_days;
    std::vector<CalendarDayCase> calendar_days;
};
BOOST_DESCRIBE_STRUCT(DeadlineCases, (), (working_days, calendar_days))

TEST(WorkingCalendar, AddsWorkingDaysAsTheCasesSay) {
    const auto cases = data_file<DeadlineCases>("deadlines.json").working_days;
    ASSERT_EQ(cases.size(), 9U);
    for (const auto& one : cases) {
        EXPECT_EQ(china().add_working_days(one.start, one.working_days), (DueDate{one.due, false}))
            << to_text(one.start);
        EXPECT_EQ(china().working_days_between(one.start, one.due), one.working_days) << to_text(one.start);
    }
}

TEST(WorkingCalendar, MovesTheLastCalendarDayAsTheCasesSay) {
    const auto cases = data_file<DeadlineCases>("deadlines.json").calendar_days;
    ASSERT_EQ(cases.size(), 7U);
    for (const auto& one : cases) {
        EXPECT_EQ(days_later(one.start, one.calendar_days), one.unmoved);
        EXPECT_FALSE(china().is_working_day(one.unmoved));
        EXPECT_EQ(china().add_calendar_days(one.start, one.calendar_days), (DueDate{one.due, false}))
            << to_text(one.start);
    }
}

TEST(WorkingCalendar, LeavesALastDayThatIsWorkedWhereItIs) {
    EXPECT_EQ(china().roll_to_working_day(date("2026-02-14")), (DueDate{date("2026-02-14"), false}));
    EXPECT_EQ(china().add_calendar_days(date("2026-03-02"), 10), (DueDate{date("2026-03-12"), false}));
}

TEST(WorkingCalendar, TakesNoWorkingDaysAsTheStartItself) {
    EXPECT_EQ(china().add_working_days(date("2026-02-16"), 0), (DueDate{date("2026-02-16"), false}));
}

TEST(WorkingCalendar, CountsAndAddsAsInverses) {
    for (Date start = date("2024-01-01"); start < date("2026-11-01"); start = days_later(start, 1)) {
        for (const int n : {1, 2, 5, 10, 20}) {
            const auto due = china().add_working_days(start, n);
            ASSERT_TRUE(china().is_working_day(due.date));
            ASSERT_EQ(china().working_days_between(start, due.date), n) << to_text(start);
        }
    }
}

TEST(WorkingCalendar, CountsNothingBackwards) {
    EXPECT_EQ(china().working_days_between(date("2026-03-10"), date("2026-03-10")), 0);
    EXPECT_EQ(china().working_days_between(date("2026-03-10"), date("2026-03-02")), 0);
}

TEST(WorkingCalendar, MarksWhatRestsOnAYearWithoutDataAsProvisional) {
    // 2027 is unknown: 1 January counts as a plain Friday.
    EXPECT_EQ(china().add_working_days(date("2026-12-30"), 1), (DueDate{date("2026-12-31"), false}));
    EXPECT_EQ(china().add_working_days(date("2026-12-30"), 2), (DueDate{date("2027-01-01"), true}));
    EXPECT_EQ(china().add_working_days(date("2026-12-31"), 5), (DueDate{date("2027-01-07"), true}));
    EXPECT_EQ(china().roll_to_working_day(date("2027-01-02")), (DueDate{date("2027-01-04"), true}));
    EXPECT_EQ(china().roll_to_working_day(date("2023-12-31")), (DueDate{date("2024-01-02"), true}));
    EXPECT_EQ(WorkingCalendar().add_working_days(date("2026-09-30"), 1), (DueDate{date("2026-10-01"), true}));
    EXPECT_TRUE(china().is_provisional(date("2026-12-31"), date("2027-01-01")));
    EXPECT_FALSE(china().is_provisional(date("2024-01-01"), date("2026-12-31")));
}

TEST(WorkingCalendar, RefusesToCountBeyondItsLimits) {
    EXPECT_THROW((void)china().add_working_days(date("2026-01-05"), -1), BrokenPromise);
    EXPECT_THROW((void)china().add_working_days(date("2026-01-05"), 5001), BrokenPromise);
    EXPECT_THROW((void)china().add_calendar_days(date("2026-01-05"), -1), BrokenPromise);
}

CalendarYear year_2026() {
    return parse_as<CalendarYear>(source_file("base/calendar/cn-2026.json")).value();
}

Refusal refusal_of(const CalendarYear& year) {
    return WorkingCalendar::of(std::vector{year}).refusal();
}

TEST(CalendarData, NamesTheNoticeOfEachYear) {
    for (const auto& text : calendar_texts()) {
        const auto year = parse_as<CalendarYear>(text);
        ASSERT_TRUE(year);
        ASSERT_FALSE(year->sources.empty());
        EXPECT_TRUE(year->sources[0].starts_with("https://www.gov.cn/")) << year->year;
    }
}

TEST(CalendarData, RefusesARepeatedYear) {
    EXPECT_EQ(WorkingCalendar::of(std::vector{year_2026(), year_2026()}).refusal(),
              refuse("calendar_year_repeated", "year", {"2026"}));
}

TEST(CalendarData, RefusesAYearBeyondTheCalendar) {
    auto year = year_2026();
    year.year = 1900;
    EXPECT_EQ(refusal_of(year), refuse("out_of_range", "year", {"1970", "9999"}));
}

TEST(CalendarData, RefusesDaysOfAnotherYear) {
    auto year = year_2026();
    year.rest_days.push_back(date("2027-01-01"));
    EXPECT_EQ(refusal_of(year), refuse("calendar_day_misplaced", "rest_days[33]", {"2027-01-01"}));
}

TEST(CalendarData, RefusesDaysOutOfOrderOrTwice) {
    auto swapped = year_2026();
    std::swap(swapped.rest_days[0], swapped.rest_days[1]);
    EXPECT_EQ(refusal_of(swapped), refuse("calendar_day_misplaced", "rest_days[1]", {"2026-01-01"}));

    auto twice = year_2026();
    twice.make_up_days.push_back(twice.make_up_days.back());
    EXPECT_EQ(refusal_of(twice), refuse("calendar_day_misplaced", "make_up_days[6]", {"2026-10-10"}));
}

TEST(CalendarData, RefusesAMakeUpDayThatIsAWeekdayOrARestDay) {
    auto weekday = year_2026();
    weekday.make_up_days.push_back(date("2026-12-31"));
    EXPECT_EQ(refusal_of(weekday), refuse("calendar_day_misplaced", "make_up_days[6]", {"2026-12-31"}));

    auto both = year_2026();
    both.make_up_days.push_back(date("2026-01-03"));
    std::sort(both.make_up_days.begin(), both.make_up_days.end());
    EXPECT_EQ(refusal_of(both), refuse("calendar_day_misplaced", "make_up_days[0]", {"2026-01-03"}));
}

TEST(CalendarData, RefusesATotalThatTheListsDoNotGive) {
    auto year = year_2026();
    year.rest_days.erase(year.rest_days.begin());
    EXPECT_EQ(refusal_of(year), refuse("calendar_total_differs", "working_days", {"249"}));
}

TEST(CalendarData, RefusesTextThatIsNotOfItsForm) {
    EXPECT_EQ(read_calendar(std::vector<std::string>{R"({"year":2026})"}).refusal(),
              refuse("missing_field", "sources"));
    EXPECT_EQ(read_calendar(std::vector<std::string>{"{"}).refusal().code, "malformed_json");
}

TEST(DayLimit, IsOverAtTheNextMidnightInChina) {
    EXPECT_EQ(end_of_day(date("2026-03-10")), instant("2026-03-11T00:00:00+08:00"));
    EXPECT_EQ(end_of_day(date("2026-12-31")), instant("2026-12-31T16:00:00Z"));
}

TEST(Light, TurnsYellowWithSoManyWorkingDaysLeftAndRedWhenTheDayIsOver) {
    // Due on Friday 13 March 2026, yellow with two working days left.
    for (const auto& row : text_table(R"(
        2026-03-02T09:00:00.000+08:00 | green
        2026-03-10T23:59:59.999+08:00 | green
        2026-03-11T00:00:00.000+08:00 | yellow
        2026-03-13T23:59:59.999+08:00 | yellow
        2026-03-14T00:00:00.000+08:00 | red
        2026-04-14T00:00:00.000+08:00 | red
    )")) {
        const auto light = light_of(date("2026-03-13"), instant(row[0]), china(), 2);
        EXPECT_EQ(to_json_text(light), "\"" + row[1] + "\"") << row[0];
    }
}

TEST(Light, CountsWorkingDaysAcrossAHoliday) {
    // Due on 9 October 2026; 8 October is the first working day after 30 September.
    const auto light = [](const std::string& now) {
        return light_of(date("2026-10-09"), instant(now), china(), 2);
    };
    EXPECT_EQ(light("2026-09-29T12:00:00+08:00"), Light::green);
    EXPECT_EQ(light("2026-09-30T12:00:00+08:00"), Light::yellow);
    EXPECT_EQ(light("2026-10-07T12:00:00+08:00"), Light::yellow);
}

}  // namespace
}  // namespace daylit
