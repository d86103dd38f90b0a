// Files that must be on the disk before somebody is told so.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace daylit::witness {

// Written aside, synced and renamed into place, the folder synced too: afterwards the file holds either the
// old bytes or all of the new ones, also after the power went. Readable by this user alone. Throws
// std::runtime_error.
void write_synced(const std::filesystem::path& file, std::string_view bytes);

// None when there is no such file; throws std::runtime_error when it cannot be read.
std::optional<std::string> read_whole(const std::filesystem::path& file);

// Held as long as the object lives: one process at a time works in a folder. Throws when another does.
class FolderLock {
public:
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int handle_;
};

}  // namespace daylit::witness
