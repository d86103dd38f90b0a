#include "crypto/synced_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace daylit {

namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file) {
    throw std::system_error(errno, std::generic_category(), what + " " + file.string());
}

class Handle {
public:
    Handle(const std::string& purpose, const std::filesystem::path& file, int flags, mode_t mode = 0)
        : number_(::open(file.c_str(), flags | O_CLOEXEC, mode)) {
        if (number_ < 0) {
            fail("cannot " + purpose, file);
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

void sync(const Handle& handle, const std::filesystem::path& path) {
    if (::fsync(handle.number()) != 0) {
        fail("cannot sync", path);
    }
}

}  // namespace

void write_synced(const std::filesystem::path& file, std::string_view bytes, mode_t mode) {
    auto aside = file;
    aside += ".new";
    {
        const Handle handle("write", aside, O_WRONLY | O_CREAT | O_TRUNC, mode);
        // Whatever the process's mask is, and whoever left a file of that name there.
        if (::fchmod(handle.number(), mode) != 0) {
            fail("cannot write", aside);
        }
        write_all(handle.number(), bytes, aside);
        sync(handle, aside);
    }
    std::filesystem::rename(aside, file);
    sync_folder(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
}

void sync_folder(const std::filesystem::path& folder) {
    sync(Handle("sync", folder, O_RDONLY | O_DIRECTORY), folder);
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
    // An empty file gives `bytes` nothing, which it takes for a failure.
    if (in.bad()) {
        fail("cannot read", file);
    }
    return bytes.str();
}

std::string read_needed(const std::filesystem::path& file) {
    auto bytes = read_whole(file);
    if (!bytes) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return std::move(*bytes);
}

}  // namespace daylit
