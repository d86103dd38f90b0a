// Runs the stock `openssl` command, so that what we make is judged by a tool that we did not write.
#pragma once

#include "tests/crypto/vectors.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdio>
#include <string>

namespace daylit::testing {

// With files to give to the command and to get from it.
class CommandFolder : public testing_support::TemporaryFolder {
public:
    std::string write(const std::string& name, std::string_view content) const {
        std::ofstream(path() / name, std::ios::binary) << content;
        return (path() / name).string();
    }
    std::string read(const std::string& name) const { return file_text((path() / name).string()); }
};

struct CommandOutcome {
    int status = -1;
    std::string output;  // both streams
};

// `openssl <arguments>` in that folder.
inline CommandOutcome run_openssl(const std::string& folder, const std::string& arguments) {
    const auto command = "cd '" + folder + "' && openssl " + arguments + " 2>&1 </dev/null";
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

class OpensslTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (run("version").status != 0) {
            GTEST_SKIP() << "the openssl command is not installed";
        }
    }

    // `openssl <arguments>` in the test's own folder.
    CommandOutcome run(const std::string& arguments) const {
        return run_openssl(folder.path().string(), arguments);
    }

    CommandFolder folder;
};

}  // namespace daylit::testing
