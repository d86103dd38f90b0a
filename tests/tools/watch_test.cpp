// What an outside probe knows of its own attempts.
#include "tools/probe/watch.hpp"

#include <gtest/gtest.h>

namespace daylit::tools {
namespace {

using std::chrono::seconds;

const Watch::Steady::time_point start{seconds(1000)};
const Instant noon = parse_instant("2026-11-24T12:00:00+08:00", "").value();

TEST(ProbeWatch, TellsTheServersTimeFromItsLastAnswer) {
    Watch watch;
    EXPECT_EQ(watch.server_time(start), std::nullopt);

    watch.completed(noon, start);

    EXPECT_EQ(watch.server_time(start + seconds(7)), noon + seconds(7));
}

TEST(ProbeWatch, ReportsFromTheFirstOfSeveralFailures) {
    Watch watch;
    watch.completed(noon, start);
    EXPECT_EQ(watch.failed_from(), std::nullopt);

    watch.failed(start + seconds(5));
    watch.failed(start + seconds(10));

    EXPECT_EQ(watch.failed_from(), noon + seconds(5));
}

TEST(ProbeWatch, HasNothingToReportOnceAnActIsCompletedOrItsReportIsNotBelieved) {
    Watch watch;
    watch.completed(noon, start);
    watch.failed(start + seconds(5));
    watch.completed(noon + seconds(20), start + seconds(20));
    EXPECT_EQ(watch.failed_from(), std::nullopt);

    watch.failed(start + seconds(25));
    watch.not_believed();

    EXPECT_EQ(watch.failed_from(), std::nullopt);
}

TEST(ProbeWatch, ReportsNothingFromBeforeItsFirstAnswer) {
    Watch watch;
    watch.failed(start);

    EXPECT_EQ(watch.failed_from(), std::nullopt);
}

}  // namespace
}  // namespace daylit::tools
