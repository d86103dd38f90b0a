#include "server/shell/storage.hpp"

#include "server/shell/clock.hpp"

#include <gtest/gtest.h>

namespace daylit::shell {
namespace {

using embedded::SpaceLevel;
using schema::Writer;

TEST(Storage, ClosesTheGateRaisesAnAlarmAndTakesBothBack) {
    const SystemClock clock;
    app::AlarmBoard alarms;
    Storage storage("/srv/daylight", clock, alarms);
    EXPECT_TRUE(storage.gate().lets(Writer::command));

    storage.told(SpaceLevel::low, {});
    EXPECT_FALSE(storage.gate().lets(Writer::command));
    EXPECT_TRUE(storage.gate().lets(Writer::own_work));
    EXPECT_STREQ(storage.word(), "low");
    ASSERT_EQ(alarms.standing().size(), 1U);
    EXPECT_EQ(alarms.standing().front().source, "storage");
    EXPECT_EQ(alarms.standing().front().subject, "/srv/daylight");

    storage.told(SpaceLevel::scarce, {});
    EXPECT_FALSE(storage.gate().lets(Writer::own_work));
    EXPECT_NE(alarms.standing().front().text.find("stands still"), std::string::npos);

    storage.told(SpaceLevel::roomy, {});
    EXPECT_TRUE(storage.gate().lets(Writer::command));
    EXPECT_STREQ(storage.word(), "roomy");
    EXPECT_TRUE(alarms.standing().empty());
}

}  // namespace
}  // namespace daylit::shell
