#include "server/embedded/space.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace daylit::embedded {

namespace {

constexpr unsigned long least_names = 64;

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), what + " " + path.string());
}

// A quarter above a mark its state ends again.
std::int64_t and_a_quarter(std::int64_t mark) {
    return mark + mark / 4;
}

}  // namespace

std::int64_t default_reserve(std::int64_t size) {
    return std::clamp(size / 8, least_reserve, most_reserve);
}

SpaceLevel level_after(SpaceLevel before, const SpaceMarks& marks, const Space& space) {
    const bool was_scarce = before == SpaceLevel::scarce;
    if (space.free < (was_scarce ? and_a_quarter(marks.scarce()) : marks.scarce())) {
        return SpaceLevel::scarce;
    }
    const bool was_roomy = before == SpaceLevel::roomy;
    if (!space.has_names || space.room() < (was_roomy ? marks.reserve : and_a_quarter(marks.reserve))) {
        return SpaceLevel::low;
    }
    return SpaceLevel::roomy;
}

std::int64_t ballast_for(const SpaceMarks& marks, const Space& space, SpaceNeed need) {
    if (need == SpaceNeed::to_start && space.free < marks.ballast()) {
        return 0;
    }
    if (need == SpaceNeed::to_work && space.free < marks.scarce()) {
        return std::min(space.ballast, marks.for_a_start());
    }
    if (need != SpaceNeed::to_start && space.room() >= and_a_quarter(marks.reserve)) {
        return marks.ballast();
    }
    return std::min(space.ballast, marks.ballast());
}

SpaceGuard::SpaceGuard(const std::filesystem::path& folder, SpaceOptions options)
    : folder_(folder), options_(std::move(options)) {
    const auto file = folder_ / "ballast";
    ballast_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (ballast_ < 0) {
        fail("cannot open", file);
    }
    try {
        marks_.reserve = options_.reserve.value_or(default_reserve(measure().size));
        make_room();
    } catch (...) {
        ::close(ballast_);
        throw;
    }
    thread_ = std::thread([this] { loop(); });
}

SpaceGuard::~SpaceGuard() {
    {
        const std::lock_guard lock(stop_mutex_);
        stopping_ = true;
    }
    stop_.notify_one();
    thread_.join();
    ::close(ballast_);
}

Space SpaceGuard::measure() const {
    struct statvfs disk {};
    struct stat ballast {};
    if (::statvfs(folder_.c_str(), &disk) != 0 || ::fstat(ballast_, &ballast) != 0) {
        fail("cannot ask for the space of", folder_);
    }
    const auto block = static_cast<std::int64_t>(disk.f_frsize);
    // Some file systems have no fixed number of files, and say 0 of 0.
    return {.size = block * static_cast<std::int64_t>(disk.f_blocks),
            .free = block * static_cast<std::int64_t>(disk.f_bavail),
            .ballast = ballast.st_size,
            .has_names = disk.f_files == 0 || disk.f_favail >= least_names};
}

// Where there is no room for more after all, nothing is held.
void SpaceGuard::hold(const Space& seen, std::int64_t size) {
    if (size == seen.ballast || (size > seen.ballast && ::posix_fallocate(ballast_, 0, size) == 0)) {
        return;
    }
    if (::ftruncate(ballast_, size < seen.ballast ? size : 0) != 0) {
        fail("cannot give up ballast in", folder_);
    }
}

bool SpaceGuard::is_calm(const Space& seen) {
    const auto now = Steady::now();
    if (seen.free > calm_free_ || seen.free < calm_free_ - marks_.calm()) {
        calm_free_ = seen.free;
        calm_since_ = now;
    }
    return now - calm_since_ >= options_.calm;
}

void SpaceGuard::judge(const Space& seen, SpaceNeed need) {
    const auto before = level_.value_or(SpaceLevel::roomy);
    const auto level = level_after(before, marks_, seen);
    const auto ballast = ballast_for(marks_, seen, need);
    // Who must stop hears it before ballast is given up, who may go on after it is held again.
    if (level <= before) {
        hold(seen, ballast);
    }
    if (level_ != level) {
        level_ = level;
        options_.told(level, seen);
    }
    if (level > before) {
        hold(seen, ballast);
    }
}

void SpaceGuard::look() {
    const std::lock_guard lock(mutex_);
    const auto seen = measure();
    judge(seen, is_calm(seen) ? SpaceNeed::to_work : SpaceNeed::to_watch);
}

void SpaceGuard::make_room() {
    const std::lock_guard lock(mutex_);
    judge(measure(), SpaceNeed::to_start);
}

void SpaceGuard::loop() {
    for (std::unique_lock lock(stop_mutex_);;) {
        if (stop_.wait_for(lock, options_.pause, [this] { return stopping_; })) {
            return;
        }
        lock.unlock();
        try {
            look();
        } catch (const std::system_error&) {
            // The folder's file system does not answer: what was known of it last holds until it does.
        }
        lock.lock();
    }
}

}  // namespace daylit::embedded
