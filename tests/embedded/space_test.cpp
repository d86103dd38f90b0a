#include "server/embedded/space.hpp"

#include "tests/support/test_database.hpp"

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fstream>

namespace daylit::embedded {
namespace {

// Of a reserve of 64 MiB: ballast 32, of which 16 for a start; scarce below 8 free.
Space space(std::int64_t free, std::int64_t ballast) {
    return {400 * mebibyte, free * mebibyte, ballast * mebibyte, true};
}

constexpr SpaceMarks marks;

TEST(SpaceMarks, ReserveAnEighthOfTheDiskWithinBounds) {
    EXPECT_EQ(default_reserve(400 * mebibyte), 64 * mebibyte);
    EXPECT_EQ(default_reserve(800 * mebibyte), 100 * mebibyte);
    EXPECT_EQ(default_reserve(20 * 1024 * mebibyte), 512 * mebibyte);
}

struct LevelRow {
    SpaceLevel before;
    std::int64_t free;
    std::int64_t ballast;
    SpaceLevel after;
};

TEST(SpaceLevels, FallAtTheirMarksAndRiseAQuarterAboveThem) {
    constexpr auto roomy = SpaceLevel::roomy;
    constexpr auto low = SpaceLevel::low;
    constexpr auto scarce = SpaceLevel::scarce;
    for (const auto& row : {
             LevelRow{roomy, 32, 32, roomy},
             LevelRow{roomy, 64, 0, roomy},
             LevelRow{roomy, 31, 32, low},
             LevelRow{low, 47, 32, low},
             LevelRow{low, 48, 32, roomy},
             LevelRow{low, 80, 0, roomy},
             LevelRow{low, 8, 0, low},
             LevelRow{low, 8, 32, low},
             LevelRow{low, 7, 32, scarce},
             LevelRow{roomy, 0, 32, scarce},
             LevelRow{roomy, 0, 0, scarce},
             LevelRow{scarce, 9, 32, scarce},
             LevelRow{scarce, 10, 0, low},
             LevelRow{scarce, 79, 0, low},
             LevelRow{scarce, 80, 0, roomy},
         }) {
        EXPECT_EQ(level_after(row.before, marks, space(row.free, row.ballast)), row.after)
            << static_cast<int>(row.before) << " " << row.free << " " << row.ballast;
    }
}

TEST(SpaceLevels, AreLowWhereNoFilesCanBeMade) {
    auto full = space(300, 32);
    full.has_names = false;
    EXPECT_EQ(level_after(SpaceLevel::roomy, marks, full), SpaceLevel::low);
}

TEST(Ballast, IsRightForWhatTheDiskIsLookedAtFor) {
    constexpr auto watch = SpaceNeed::to_watch;
    constexpr auto work = SpaceNeed::to_work;
    constexpr auto start = SpaceNeed::to_start;
    struct Row {
        SpaceNeed need;
        std::int64_t free;
        std::int64_t ballast;
        std::int64_t right;
    };
    for (const auto& row : {
             // Taken where the platform is roomy afterwards.
             Row{watch, 80, 0, 32},
             Row{work, 80, 0, 32},
             Row{watch, 79, 0, 0},
             Row{work, 75, 5, 32},
             Row{watch, 300, 32, 32},
             Row{watch, 40, 32, 32},
             Row{start, 300, 0, 0},
             // Half of it given up for work, but not to who still fills the disk.
             Row{watch, 0, 32, 32},
             Row{work, 8, 32, 32},
             Row{work, 7, 32, 16},
             Row{work, 0, 16, 16},
             Row{work, 0, 4, 4},
             // All of it for a start.
             Row{start, 31, 32, 0},
             Row{start, 32, 32, 32},
             Row{start, 0, 16, 0},
             // A larger one was another configuration's.
             Row{watch, 40, 100, 32},
             Row{start, 40, 100, 32},
         }) {
        EXPECT_EQ(ballast_for(marks, space(row.free, row.ballast), row.need), row.right * mebibyte)
            << static_cast<int>(row.need) << " " << row.free << " " << row.ballast;
    }
}

// A small disk of its own.
class SpaceGuardTest : public testing::Test {
protected:
    void SetUp() override {
        if (::geteuid() != 0 || ::mount("tmpfs", disk.path().c_str(), "tmpfs", 0, "size=200m") != 0) {
            GTEST_SKIP() << "mounting a small disk needs root";
        }
        mounted = true;
    }
    void TearDown() override {
        if (mounted) {
            EXPECT_EQ(::umount2(disk.path().c_str(), MNT_DETACH), 0);
        }
    }
    // Looks are made by the test alone.
    SpaceOptions options() {
        return {.told = [this](SpaceLevel level, const Space&) { told.push_back(level); },
                .pause = std::chrono::hours(1),
                .calm = std::chrono::milliseconds(0)};
    }
    std::int64_t free_mebibytes() const {
        struct statvfs seen {};
        EXPECT_EQ(::statvfs(disk.path().c_str(), &seen), 0);
        return static_cast<std::int64_t>(seen.f_bavail * seen.f_frsize) / mebibyte;
    }
    // Leaves so much free.
    void fill(std::int64_t left) {
        std::ofstream file(disk.path() / "filler", std::ios::binary | std::ios::app);
        const std::string bytes(mebibyte, 'x');
        while (free_mebibytes() > left && file.write(bytes.data(), mebibyte).flush()) {}
    }
    void empty() { std::filesystem::remove(disk.path() / "filler"); }
    std::int64_t ballast_mebibytes() const {
        return static_cast<std::int64_t>(std::filesystem::file_size(disk.path() / "ballast")) / mebibyte;
    }

    testing_support::TemporaryFolder disk;
    bool mounted = false;
    std::vector<SpaceLevel> told;
};

TEST_F(SpaceGuardTest, HoldsBallastGivesItUpAndTakesItBack) {
    SpaceGuard guard(disk.path(), options());
    guard.look();
    EXPECT_EQ(ballast_mebibytes(), 32);
    EXPECT_LE(free_mebibytes(), 168);

    fill(30);
    guard.look();
    EXPECT_EQ(ballast_mebibytes(), 32);
    fill(0);
    guard.look();
    EXPECT_EQ(ballast_mebibytes(), 16);
    guard.look();
    EXPECT_EQ(told.back(), SpaceLevel::low);
    fill(0);
    guard.look();
    EXPECT_EQ(ballast_mebibytes(), 16);
    guard.make_room();
    EXPECT_EQ(ballast_mebibytes(), 0);
    EXPECT_GE(free_mebibytes(), 16);
    fill(0);
    guard.look();
    empty();
    guard.look();

    EXPECT_EQ(ballast_mebibytes(), 32);
    using enum SpaceLevel;
    EXPECT_EQ(told, (std::vector{roomy, low, scarce, low, scarce, roomy}));
}

TEST_F(SpaceGuardTest, GivesNothingToWhoStillFillsTheDisk) {
    auto waiting = options();
    waiting.calm = std::chrono::hours(1);
    SpaceGuard guard(disk.path(), waiting);
    guard.look();
    fill(0);

    guard.look();

    EXPECT_EQ(told.back(), SpaceLevel::scarce);
    EXPECT_EQ(ballast_mebibytes(), 32);
    guard.make_room();
    EXPECT_EQ(ballast_mebibytes(), 0);
}

TEST_F(SpaceGuardTest, GivesABallastUpThatAnotherServerHeldWhereADatabaseIsToStart) {
    { SpaceGuard(disk.path(), options()).look(); }
    fill(20);

    SpaceGuard guard(disk.path(), options());

    EXPECT_EQ(ballast_mebibytes(), 0);
    EXPECT_EQ(told.back(), SpaceLevel::low);
}

TEST_F(SpaceGuardTest, LooksByItself) {
    auto often = options();
    std::mutex mutex;
    std::condition_variable changed;
    bool low = false;
    often.pause = std::chrono::milliseconds(5);
    often.told = [&](SpaceLevel level, const Space&) {
        const std::lock_guard lock(mutex);
        low = level == SpaceLevel::low;
        changed.notify_all();
    };
    SpaceGuard guard(disk.path(), often);
    const auto becomes = [&](bool wanted) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(30), [&] { return low == wanted; });
    };

    fill(20);
    EXPECT_TRUE(becomes(true));
    empty();
    EXPECT_TRUE(becomes(false));
}

}  // namespace
}  // namespace daylit::embedded
