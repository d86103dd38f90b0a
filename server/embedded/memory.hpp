// How much memory this process may use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace daylit::embedded {

// The machine's memory, or what the control groups of this process leave of it (systemd's MemoryMax, a
// container's limit), whichever is less; bytes.
std::int64_t usable_memory();

// The least memory.max of a process's group (version 2: the line "0::/a/b" of /proc/self/cgroup) and the
// groups above it under `root`; `machine` where none is less.
std::int64_t least_limit(std::string_view cgroup, const std::filesystem::path& root, std::int64_t machine);

// An eighth of the usable memory, from 96 to 2048 mebibytes.
int fitting_buffer_pool();

}  // namespace daylit::embedded
