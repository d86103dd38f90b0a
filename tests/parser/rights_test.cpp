// What is left to a program that reads hostile bytes, found out by trying.
#include "server/parser/rights.hpp"

#include "server/shell/child.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace daylit::parser {
namespace {

std::string end_of(const std::string& attempt) {
    const auto deadline = shell::Child::Deadline::clock::now() + std::chrono::minutes(2);
    shell::Child child(DAYLIGHT_CAGED, attempt);
    const auto talk = child.talk([](std::span<char>) { return std::size_t(0); },
                                 [](std::string_view) { return true; }, deadline);
    EXPECT_EQ(talk, shell::Child::Talk::over);
    return child.end(deadline);
}

const std::string killed = "signal " + std::to_string(SIGSYS);

TEST(Rights, LeaveComputingAndEnding) {
    EXPECT_EQ(end_of("nothing"), "");
    EXPECT_EQ(end_of("some_memory"), "");
    EXPECT_EQ(end_of("thread:nothing"), "");
    EXPECT_EQ(end_of("thread:some_memory"), "");
    EXPECT_EQ(end_of("no such attempt"), "status 2");
}

TEST(Rights, LeaveNothingElse) {
    for (const auto* attempt :
         {"open_to_read", "open_to_write", "socket", "unix_socket", "fork", "thread", "exec", "kill",
          "ptrace", "executable_memory", "execute_written_memory", "read_elsewhere", "dumpable_again"}) {
        EXPECT_EQ(end_of(attempt), killed) << attempt;
    }
}

TEST(Rights, AreGoneForThreadsThatRanBefore) {
    EXPECT_EQ(end_of("thread:open_to_read"), killed);
    EXPECT_EQ(end_of("thread:socket"), killed);
    EXPECT_EQ(end_of("thread:fork"), killed);
}

TEST(Rights, BoundMemory) {
    if constexpr (DAYLIGHT_SANITIZED) {
        GTEST_SKIP() << "a sanitizer takes terabytes of addresses";
    }
    EXPECT_EQ(end_of("much_memory"), "status 1");
}

}  // namespace
}  // namespace daylit::parser
