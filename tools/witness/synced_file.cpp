#include "tools/witness/synced_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace daylit::witness {

namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), what + " " + file.string());
}

class Handle {
public:
    Handle(const std::filesystem::path& file, int flags) : number_(::open(file.c_str(), flags, 0600)) {
        if (number_ < 0) {
            fail("cannot open", file);
        }
    }
    ~Handle() { ::close(number_); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

void write_all(int handle, std::string_view bytes, const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const auto written = ::write(handle, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            fail("cannot write", file);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void write_synced(const std::filesystem::path& file, std::string_view bytes) {
    auto aside = file;
    aside += ".new";
    {
        const Handle handle(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
        write_all(handle.number(), bytes, aside);
        if (::fsync(handle.number()) != 0) {
            fail("cannot sync", aside);
        }
    }
    std::filesystem::rename(aside, file);
    const Handle folder(file.parent_path(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (::fsync(folder.number()) != 0) {
        fail("cannot sync", file.parent_path());
    }
}

std::optional<std::string> read_whole(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        if (!std::filesystem::exists(file)) {
            return std::nullopt;
        }
        fail("cannot read", file);
    }
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in || !bytes) {
        fail("cannot read", file);
    }
    return bytes.str();
}

FolderLock::FolderLock(const std::filesystem::path& folder)
    : handle_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (handle_ < 0) {
        fail("cannot open", folder / "lock");
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
