#include "server/embedded/memory.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace daylit::embedded {
namespace {

namespace fs = std::filesystem;

class MemoryTest : public testing::Test {
protected:
    void limit(const std::string& group, const std::string& text) {
        fs::create_directories(root / group);
        std::ofstream(root / group / "memory.max") << text << "\n";
    }

    testing_support::TemporaryFolder own_folder;
    const fs::path root = own_folder.path();
};

TEST_F(MemoryTest, TheLeastLimitOnTheWayCounts) {
    limit("system.slice/daylightd.service", "2147483648");
    EXPECT_EQ(least_limit("0::/system.slice/daylightd.service\n", root, 1LL << 40), 2147483648);
    EXPECT_EQ(least_limit("1:name=systemd:/x\n0::/system.slice/daylightd.service\n", root, 1LL << 40),
              2147483648);
    EXPECT_EQ(least_limit("0::/system.slice/daylightd.service\n", root, 1LL << 30), 1LL << 30);
    limit("system.slice", "1000000000");
    EXPECT_EQ(least_limit("0::/system.slice/daylightd.service\n", root, 1LL << 40), 1000000000);
    EXPECT_EQ(least_limit("0::/system.slice/other.service\n", root, 1LL << 40), 1000000000);
}

TEST_F(MemoryTest, WithoutALimitItIsTheMachines) {
    limit("free", "max");
    for (const char* cgroup : {"0::/free\n", "0::/nowhere\n", "0::/\n", "", "4:memory:/v1\n"}) {
        EXPECT_EQ(least_limit(cgroup, root, 123), 123) << cgroup;
    }
}

TEST_F(MemoryTest, TheBufferPoolStaysWithinItsBounds) {
    EXPECT_GE(fitting_buffer_pool(), 96);
    EXPECT_LE(fitting_buffer_pool(), 2048);
    EXPECT_GT(usable_memory(), 0);
}

}  // namespace
}  // namespace daylit::embedded
