#include "base/secret.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <type_traits>

namespace daylit {
namespace {

template <class T>
concept Printable = requires(std::ostream& stream, const T& value) {
    stream << value;
};
template <class T>
concept Comparable = requires(const T& a, const T& b) {
    a == b;
};

TEST(Secret, CannotBeCopiedPrintedOrCompared) {
    static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
    static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<std::string, Secret>);
    static_assert(!Printable<Secret> && !Comparable<Secret>);
    SUCCEED();
}

TEST(Secret, IsRevealedByName) {
    EXPECT_EQ(Secret("correct horse").reveal(), "correct horse");
    EXPECT_TRUE(Secret().empty());
}

TEST(Secret, LeavesNothingBehindWhenItMoves) {
    Secret first("a secret that is longer than any small string");
    Secret second(std::move(first));
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): this is what is promised
    EXPECT_EQ(second.reveal(), "a secret that is longer than any small string");

    Secret third("old");
    third = std::move(second);
    EXPECT_TRUE(second.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(third.reveal(), "a secret that is longer than any small string");
}

TEST(Secret, IsDuplicatedOnlyOnPurpose) {
    const Secret one("shared");
    const Secret two = one.duplicate();
    EXPECT_EQ(two.reveal(), one.reveal());
}

}  // namespace
}  // namespace daylit
