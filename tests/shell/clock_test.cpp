#include "server/shell/clock.hpp"

#include "schema/memory_store.hpp"
#include "server/shell/pacer.hpp"

#include <gtest/gtest.h>

namespace daylit::shell {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Note = AcceleratedClock::Note;

class HandClock : public Clock {
public:
    Instant now() const override { return at; }
    Instant at = parse_instant("2026-11-23T12:00:00Z", "").value();
};

class AcceleratedClockTest : public ::testing::Test {
protected:
    HandClock real;
    schema::MemoryStore store;
    static constexpr auto lead = hours(24 * 320);
    Instant begin = real.at - lead;
};

TEST_F(AcceleratedClockTest, BeginsItsLeadAgoAndRunsAtItsRate) {
    const AcceleratedClock clock(store, real, 1000, lead);
    EXPECT_EQ(clock.now(), begin);
    real.at += seconds(2);
    EXPECT_EQ(clock.now(), begin + seconds(2000));
}

TEST_F(AcceleratedClockTest, GoesSlowerFromTheMomentOfAWindow) {
    AcceleratedClock clock(store, real, 1000, lead);
    clock.set_pace(1000, begin + seconds(500));
    real.at += seconds(2);
    EXPECT_EQ(clock.now(), begin + seconds(500) + milliseconds(1500) * AcceleratedClock::most_in_windows);
}

TEST_F(AcceleratedClockTest, TheTimeBetweenTwoServersDoesNotCount) {
    {
        AcceleratedClock clock(store, real, 1000, lead);
        real.at += seconds(10);
        clock.note_running(Note::now);
    }
    real.at += hours(10);
    const AcceleratedClock next(store, real, 1, lead);
    // Three seconds' grace at most: a server that was killed may have run on after its last note.
    EXPECT_GE(next.now(), begin + seconds(10'000));
    EXPECT_LE(next.now(), begin + seconds(13'000));
    EXPECT_EQ(next.anchor().rate, 1000);
}

TEST_F(AcceleratedClockTest, NeverStandsBeforeWhatAKilledServerMayHaveStored) {
    Instant reached;
    {
        AcceleratedClock clock(store, real, 1000, lead);
        clock.note_running(Note::when_due);
        real.at += milliseconds(900);
        clock.note_running(Note::when_due);  // not yet due
        real.at += milliseconds(1100);
        reached = clock.now();
    }
    real.at += minutes(5);
    EXPECT_GE(AcceleratedClock(store, real, 1, lead).now(), reached);
}

TEST_F(AcceleratedClockTest, AQuickRestartDoesNotJumpAhead) {
    Instant stopped;
    {
        AcceleratedClock clock(store, real, 1000, lead);
        clock.note_running(Note::now);
        stopped = clock.now();
    }
    real.at += milliseconds(200);
    EXPECT_EQ(AcceleratedClock(store, real, 1, lead).now(), stopped + seconds(200));
}

TEST_F(AcceleratedClockTest, AWindowThatRanIsStillSlowAfterARestart) {
    {
        AcceleratedClock clock(store, real, 1000, lead);
        clock.set_pace(1000, begin);
        clock.note_running(Note::now);
    }
    const AcceleratedClock next(store, real, 1, lead);
    const auto then = next.now();
    real.at += seconds(1);
    EXPECT_EQ(next.now(), then + seconds(AcceleratedClock::most_in_windows));
}

class PacerTest : public AcceleratedClockTest {
protected:
    AcceleratedClock clock{store, real, 1, lead};
    std::optional<Instant> published;
    std::optional<Instant> window;
    bool window_runs = false;
    milliseconds passes{0};  // while it is asked for the window
    Pacer pacer{clock,
                {.first_rate = 5000, .first_stretch = hours(1), .rate = 100},
                [this] { return published; },
                [this](Instant now) {
                    real.at += passes;
                    return window_runs ? std::optional(now) : window;
                }};
};

TEST_F(PacerTest, RacesOnlyAfterTheFirstPublication) {
    pacer.run();
    EXPECT_EQ(clock.anchor().rate, 100);
    published = clock.now();
    pacer.run();
    EXPECT_EQ(clock.anchor().rate, 5000);
    real.at += seconds(1);
    pacer.run();
    EXPECT_EQ(clock.anchor().rate, 100);
}

TEST_F(PacerTest, StoresNothingWhileAWindowRunsOn) {
    window_runs = true;
    passes = milliseconds(3);
    pacer.run();
    const auto anchor = clock.anchor().id;
    for (int i = 0; i < 10; ++i) {
        pacer.run();
    }
    EXPECT_EQ(clock.anchor().id, anchor);
}

TEST_F(PacerTest, GoesSlowWhereAWindowBegins) {
    window = clock.now() + seconds(50);
    pacer.run();
    EXPECT_EQ(clock.anchor().slow_from, window);
    real.at += seconds(1);  // half a second of it in the window
    const auto inside = clock.now();
    EXPECT_EQ(inside, *window + seconds(5));
    window = inside;  // which moves with the clock
    pacer.run();
    EXPECT_LT(*clock.anchor().slow_from, inside);
    window.reset();
    pacer.run();
    EXPECT_FALSE(clock.anchor().slow_from.has_value());
}

}  // namespace
}  // namespace daylit::shell
