// Small files, whole: written so that they are on the disk before somebody is told so, and read.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace daylit {

// Written aside ("<file>.new"), synced and renamed into place, the folder synced too: afterwards the file
// holds either the old bytes or all of the new ones, also after the power went. Throws std::system_error.
void write_synced(const std::filesystem::path& file, std::string_view bytes, mode_t mode = 0600);

// What was made, renamed or removed in the folder is so for good. Throws std::system_error.
void sync_folder(const std::filesystem::path& folder);

// None when there is no such file; throws std::system_error when it cannot be read.
std::optional<std::string> read_whole(const std::filesystem::path& file);
// Throws std::runtime_error when there is none either.
std::string read_needed(const std::filesystem::path& file);

}  // namespace daylit
