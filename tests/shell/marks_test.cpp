#include "server/shell/marks.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace daylit::shell {
namespace {

NoteVerifier some_log() {
    return NoteSigner("localhost/daylight", Ed25519PrivateKey::generate()).verifier();
}

TEST(Marks, LieBesideTheDataFolderAndNeverInIt) {
    EXPECT_EQ(usual_marks_folder("/srv/daylight"), "/srv/daylight.marks");
    EXPECT_EQ(usual_marks_folder("/srv/daylight/"), "/srv/daylight.marks");
    EXPECT_EQ(usual_marks_folder("/srv/./x/../daylight/"), "/srv/daylight.marks");
}

TEST(Marks, BelongToTheLogsKeyAndToTheirOwner) {
    const testing_support::TemporaryFolder own_folder;
    const auto& folder = own_folder.path();
    const auto log = some_log();
    const Marks marks(folder / "marks", log);
    EXPECT_EQ(Marks(folder / "marks", log).folder(), marks.folder());
    EXPECT_NE(Marks(folder / "marks", some_log()).folder(), marks.folder());
    EXPECT_EQ(marks.acknowledged().parent_path(), marks.folder());
    EXPECT_EQ(std::filesystem::status(folder / "marks").permissions(), std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace daylit::shell
