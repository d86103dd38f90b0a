#include "tools/witness/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace daylit::witness {

FolderLock::FolderLock(const std::filesystem::path& folder)
    : handle_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (handle_ < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot open " + (folder / "lock").string());
    }
    if (::flock(handle_, LOCK_EX | LOCK_NB) != 0) {
        ::close(handle_);
        throw std::runtime_error("another process works in " + folder.string());
    }
}

FolderLock::~FolderLock() {
    ::close(handle_);
}

}  // namespace daylit::witness
