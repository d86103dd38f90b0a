// A folder that vanishes with its owner.
#pragma once

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace daylit::testing_support {

class TemporaryFolder {
public:
    explicit TemporaryFolder(const std::filesystem::path& parent = std::filesystem::temp_directory_path()) {
        auto text = (parent / "daylight-test-XXXXXX").string();
        // Open to read, since a database may run as another user.
        if (::mkdtemp(text.data()) == nullptr || ::chmod(text.c_str(), 0755) != 0) {
            throw std::system_error(errno, std::generic_category(), "cannot make a temporary folder");
        }
        path_ = text;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace daylit::testing_support
