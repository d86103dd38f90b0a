// Runs the stock `openssl` command, so that what we make is judged by a tool that we did not write.
#pragma once

#include "tests/crypto/vectors.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace daylit::testing {

// A folder that vanishes with its owner.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "daylight-crypto-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    std::string write(const std::string& name, std::string_view content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return (path_ / name).string();
    }
    std::string read(const std::string& name) const { return file_text((path_ / name).string()); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct CommandOutcome {
    int status = -1;
    std::string output;  // both streams
};

class OpensslTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (run("version").status != 0) {
            GTEST_SKIP() << "the openssl command is not installed";
        }
    }

    // `openssl <arguments>` in the test's own folder.
    CommandOutcome run(const std::string& arguments) const {
        const auto command =
            "cd '" + folder.path().string() + "' && openssl " + arguments + " 2>&1 </dev/null";
        CommandOutcome outcome;
        FILE* pipe = popen(command.c_str(), "r");
        if (pipe == nullptr) {
            return outcome;
        }
        char part[4096];
        while (const auto length = std::fread(part, 1, sizeof part, pipe)) {
            outcome.output.append(part, length);
        }
        outcome.status = pclose(pipe);
        return outcome;
    }

    TemporaryFolder folder;
};

}  // namespace daylit::testing
