#include "server/embedded/memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace daylit::embedded {

namespace fs = std::filesystem;

std::int64_t least_limit(std::string_view cgroup, const fs::path& root, std::int64_t machine) {
    constexpr std::string_view lead = "0::/";
    const auto begin = cgroup.starts_with(lead) ? 0 : cgroup.find("\n0::/");
    if (begin == std::string_view::npos) {
        return machine;
    }
    auto group = cgroup.substr(cgroup.find(lead, begin) + lead.size());
    group = group.substr(0, group.find('\n'));
    auto least = machine;
    auto folder = root;
    const auto look = [&] {
        std::ifstream file(folder / "memory.max");
        std::int64_t limit = 0;  // "max" is no number
        if (file >> limit) {
            least = std::min(least, limit);
        }
    };
    look();
    for (const auto& part : fs::path(group)) {
        folder /= part;
        look();
    }
    return least;
}

std::int64_t usable_memory() {
    std::ifstream file("/proc/self/cgroup");
    const std::string cgroup{std::istreambuf_iterator<char>(file), {}};
    return least_limit(cgroup, "/sys/fs/cgroup", ::sysconf(_SC_PHYS_PAGES) * ::sysconf(_SC_PAGESIZE));
}

int fitting_buffer_pool() {
    constexpr std::int64_t mebibyte = 1024 * 1024;
    return static_cast<int>(std::clamp<std::int64_t>(usable_memory() / mebibyte / 8, 96, 2048));
}

}  // namespace daylit::embedded
