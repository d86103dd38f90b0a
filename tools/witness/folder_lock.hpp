// One process at a time works in a folder.
#pragma once

#include <filesystem>

namespace daylit::witness {

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
