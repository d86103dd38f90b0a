#include "crypto/synced_file.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace daylit {
namespace {

namespace fs = std::filesystem;

class SyncedFile : public ::testing::Test {
protected:
    testing_support::TemporaryFolder folder;
    const fs::path file = folder.path() / "mark";
};

TEST_F(SyncedFile, HoldsWhatWasWrittenLastAndNothingStandsAside) {
    write_synced(file, "one");
    write_synced(file, std::string("two\0three", 9));
    EXPECT_EQ(read_whole(file), std::string("two\0three", 9));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST_F(SyncedFile, IsItsOwnersAloneUnlessItIsSaidOtherwise) {
    write_synced(file, "secret");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    std::ofstream(folder.path() / "open.new") << "left there by whoever died, for everybody to read";
    write_synced(folder.path() / "open", "told", 0644);
    EXPECT_EQ(static_cast<int>(fs::status(folder.path() / "open").permissions()), 0644);
    EXPECT_EQ(read_needed(folder.path() / "open"), "told");
}

TEST_F(SyncedFile, ThatCannotBeWrittenLeavesTheOldOne) {
    write_synced(file, "old");
    fs::create_directories(folder.path() / "mark.new");
    EXPECT_THROW(write_synced(file, "new"), std::system_error);
    EXPECT_EQ(read_whole(file), "old");
    EXPECT_THROW(write_synced(folder.path() / "nowhere" / "mark", "new"), std::system_error);
    EXPECT_THROW(sync_folder(folder.path() / "nowhere"), std::system_error);
}

TEST_F(SyncedFile, MayBeEmptyOrMissing) {
    EXPECT_EQ(read_whole(file), std::nullopt);
    EXPECT_THROW(read_needed(file), std::runtime_error);
    write_synced(file, "");
    EXPECT_EQ(read_whole(file), "");
}

}  // namespace
}  // namespace daylit
