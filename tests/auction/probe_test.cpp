// What an outside probe's report is worth.
#include "auction/probe.hpp"
#include "tests/auction/support.hpp"

namespace daylit::auction {
namespace {

using namespace testing;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant noon = china_time("2026-11-24 12:00");

// The outcome's span as seconds from noon, or the refusal's code.
std::string judged(const ProbeState& state, Instant first_failure, Instant now) {
    const auto report = judge_report(state, first_failure, now);
    if (!report) {
        expect_full_sentences(report.refusal());
        return report.refusal().code;
    }
    const auto from = std::chrono::floor<seconds>(report->from - noon).count();
    const auto to = std::chrono::floor<seconds>(report->to - noon).count();
    return std::to_string(from) + " to " + std::to_string(to);
}

TEST(Probe, IsBelievedFromItsFirstFailureOn) {
    const auto state = completed({}, noon);

    EXPECT_EQ(judged(state, noon + seconds(5), noon + seconds(12)), "5 to 12");
}

TEST(Probe, CannotHaveFailedWhileItWasAnswered) {
    const auto state = completed({}, noon);

    EXPECT_EQ(judged(state, noon - minutes(5), noon + seconds(10)), "0 to 10");
    EXPECT_EQ(judged(state, noon - minutes(5), noon + seconds(3) - Milliseconds(1)), "probe_was_answered");
    EXPECT_EQ(judged(state, noon + seconds(8), noon + seconds(10)), "probe_was_answered");
    EXPECT_EQ(judged(state, noon + minutes(1), noon + seconds(10)), "probe_was_answered");
}

TEST(Probe, IsNotBelievedBeforeItEverCompletedAnAct) {
    EXPECT_EQ(judged({}, noon, noon + minutes(1)), "probe_not_known");
}

TEST(Probe, ReachesBackAQuarterOfAnHourAtMost) {
    const auto state = completed({}, noon - std::chrono::hours(48));

    EXPECT_EQ(judged(state, noon - std::chrono::hours(48), noon), "-900 to 0");
}

TEST(Probe, IsBelievedThreeTimesAnHour) {
    auto state = completed({}, noon);
    auto now = noon;
    for (int i = 0; i < 3; ++i) {
        now += minutes(2);
        const auto report = judge_report(state, now - minutes(1), now);
        ASSERT_TRUE(report.ok());
        state = completed(evolve(state, *report), now);
    }

    EXPECT_EQ(judged(state, now + seconds(1), now + minutes(1)), "probe_reports_too_often");
    EXPECT_EQ(judged(state, noon + minutes(61), noon + minutes(62)), "3660 to 3720");
}

TEST(Probe, NeverSetsItsClockBack) {
    EXPECT_EQ(completed(completed({}, noon), noon - seconds(1)).completed_at, noon);
}

}  // namespace
}  // namespace daylit::auction
