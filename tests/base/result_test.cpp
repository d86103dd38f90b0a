#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace daylit {
namespace {

TEST(Result, HoldsAValueOrARefusal) {
    const Result<int> value = 7;
    const Result<int> refusal = refuse("out_of_range", "seq", {"0", "5"});

    EXPECT_TRUE(value.ok());
    EXPECT_EQ(*value, 7);
    EXPECT_FALSE(refusal);
    EXPECT_EQ(refusal.refusal().code, "out_of_range");
    EXPECT_EQ(refusal.refusal().field, "seq");
    EXPECT_EQ(refusal.refusal().values, (std::vector<std::string>{"0", "5"}));
}

TEST(Result, ThrowsWhenItsOtherHalfIsRead) {
    const Result<int> value = 7;
    const Result<int> refusal = refuse("empty_text");
    EXPECT_THROW((void)value.refusal(), std::bad_optional_access);
    EXPECT_THROW((void)refusal.value(), std::bad_optional_access);
}

TEST(Result, CarriesWhatCanOnlyMove) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> moved = *std::move(result);
    EXPECT_EQ(*moved, 7);
}

TEST(Result, MayHoldARefusalAsItsSubjectOfComparison) {
    EXPECT_EQ(Outcome(Done()), Outcome(Done()));
    EXPECT_NE(Outcome(Done()), Outcome(refuse("empty_text")));
    EXPECT_NE(Outcome(refuse("empty_text", "a")), Outcome(refuse("empty_text", "b")));
}

TEST(Promise, ThrowsWhenItIsBroken) {
    EXPECT_NO_THROW(ensure(true, "kept"));
    try {
        ensure(false, "a price is positive");
        FAIL() << "nothing was thrown";
    } catch (const BrokenPromise& broken) {
        EXPECT_STREQ(broken.what(), "a price is positive");
    }
}

}  // namespace
}  // namespace daylit
