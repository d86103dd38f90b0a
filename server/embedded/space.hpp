// Room on the disk of the embedded database. A ballast file is held there; what is free and the ballast
// together are the room, and of the room a reserve is kept, half of it as ballast:
//
//   room below the reserve                commands are refused, while nothing is short yet
//   free below an eighth of the reserve   the server's own work stands still too; once nobody takes more,
//                                         half of the ballast is given up, and it goes on with that
//   the database is to be started         all of the ballast is given up where it may be needed
//
// Each state ends when there is a quarter more than its mark again, and then the ballast is taken back. A
// program that fills the disk in one go takes what is given up too, while it runs: hence the waiting, and the
// half that is kept for a database that died of it (InnoDB ends itself where a rollback finds no room, and
// takes 12 MiB to start).
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace daylit::embedded {

enum class SpaceLevel { roomy, low, scarce };

// What a look at the disk showed, in bytes.
struct Space {
    std::int64_t size = 0;     // of the file system
    std::int64_t free = 0;     // for whoever is not root
    std::int64_t ballast = 0;  // that is held
    bool has_names = true;     // files can be made

    std::int64_t room() const { return free + ballast; }
    bool operator==(const Space&) const = default;
};

constexpr std::int64_t mebibyte = 1024 * 1024;
constexpr std::int64_t least_reserve = 64 * mebibyte;
constexpr std::int64_t most_reserve = 512 * mebibyte;  // of its own accord

// An eighth of the disk, within these two.
std::int64_t default_reserve(std::int64_t size);

struct SpaceMarks {
    std::int64_t reserve = least_reserve;

    std::int64_t ballast() const { return reserve / 2; }
    std::int64_t for_a_start() const { return reserve / 4; }  // of the ballast
    std::int64_t scarce() const { return reserve / 8; }
    std::int64_t calm() const { return reserve / 256; }  // falls that mean nothing
};

SpaceLevel level_after(SpaceLevel before, const SpaceMarks& marks, const Space& space);

// What the disk is looked at for: whether somebody still fills it, or not, or a database is to be started.
enum class SpaceNeed { to_watch, to_work, to_start };
// How much ballast is right now.
std::int64_t ballast_for(const SpaceMarks& marks, const Space& space, SpaceNeed need);

struct SpaceOptions {
    std::optional<std::int64_t> reserve = {};  // bytes; by the disk's size when not told
    // Told each new level, from whichever thread looked, before anything else happens; the first before the
    // database starts.
    std::function<void(SpaceLevel, const Space&)> told = [](SpaceLevel, const Space&) {};
    std::chrono::milliseconds pause{50};   // between looks
    std::chrono::milliseconds calm{1000};  // without a fall, and nobody fills the disk any more
};

// Looks again and again on a thread of its own.
class SpaceGuard {
public:
    // Throws std::system_error when the ballast's file cannot be made or the disk cannot be asked.
    SpaceGuard(const std::filesystem::path& folder, SpaceOptions options);
    ~SpaceGuard();
    SpaceGuard(const SpaceGuard&) = delete;
    SpaceGuard& operator=(const SpaceGuard&) = delete;

    // Looks now. From any thread.
    void look();
    // Before the database starts.
    void make_room();

private:
    using Steady = std::chrono::steady_clock;

    Space measure() const;
    bool is_calm(const Space& seen);
    void judge(const Space& seen, SpaceNeed need);
    void hold(const Space& seen, std::int64_t size);
    void loop();

    const std::filesystem::path folder_;
    const SpaceOptions options_;
    SpaceMarks marks_;
    int ballast_ = -1;  // the file
    std::mutex mutex_;  // of looks
    std::optional<SpaceLevel> level_;
    std::int64_t calm_free_ = 0;  // was free at calm_since_, and about as much is
    Steady::time_point calm_since_;
    std::mutex stop_mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace daylit::embedded
