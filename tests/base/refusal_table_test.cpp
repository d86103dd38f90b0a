#include "base/refusal_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace daylit {
namespace {

// "{0}", "{1}", ... as they stand, whatever is between the braces.
std::set<std::string> placeholders(std::string_view sentence) {
    std::set<std::string> found;
    for (auto open = sentence.find('{'); open != std::string_view::npos;
         open = sentence.find('{', open + 1)) {
        found.emplace(sentence.substr(open, sentence.find('}', open) - open + 1));
    }
    return found;
}

bool is_snake_case(std::string_view code) {
    return !code.empty() && code.front() != '_' && code.back() != '_' &&
           code.find("__") == std::string_view::npos &&
           code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

TEST(BaseRefusals, HaveEachCodeOnceAndInSnakeCase) {
    std::set<std::string_view> codes;
    for (const auto& row : base_refusals()) {
        EXPECT_TRUE(codes.insert(row.code).second) << row.code;
        EXPECT_TRUE(is_snake_case(row.code)) << row.code;
    }
    EXPECT_GE(codes.size(), 20U);
}

// What several procedures refuse alike may also be for who asks, or for how things stand.
TEST(BaseRefusals, BlameTheInputUnlessItIsOurOwnEvent) {
    const std::set<std::string_view> others{"author_cannot_review", "lot_suspended", "lot_not_suspended",
                                            "terms_changed_since_proposal"};
    for (const auto& row : base_refusals()) {
        const bool stored = row.code.starts_with("event_");
        const bool absent = row.code == "not_found";
        const bool other = others.contains(row.code);
        EXPECT_TRUE(stored   ? row.status == 500
                    : absent ? row.status == 404
                    : other  ? row.status == 403 || row.status == 409
                             : row.status == 400 || row.status == 422)
            << row.code;
    }
}

TEST(BaseRefusals, SayTheSameInBothLanguages) {
    for (const auto& row : base_refusals()) {
        EXPECT_TRUE(row.zh.ends_with("。")) << row.code;
        EXPECT_TRUE(row.en.ends_with(".")) << row.code;
        EXPECT_EQ(placeholders(row.zh), placeholders(row.en)) << row.code;
    }
}

TEST(BaseRefusals, NumberTheirPlaceholdersFromZero) {
    for (const auto& row : base_refusals()) {
        std::size_t next = 0;
        for (const auto& placeholder : placeholders(row.zh)) {
            EXPECT_EQ(placeholder, "{" + std::to_string(next++) + "}") << row.code;
        }
    }
}

TEST(Sentence, IsFilledFromItsValues) {
    EXPECT_EQ(fill_sentence("between {0} and {1}", {"1", "9"}), "between 1 and 9");
    EXPECT_EQ(fill_sentence("{1} before {0}, {1}", {"a", "b"}), "b before a, b");
    EXPECT_EQ(fill_sentence("应在 {0} 与 {1} 之间。", {"一", "二"}), "应在 一 与 二 之间。");
    EXPECT_EQ(fill_sentence("{10}", {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "ten"}), "ten");
    EXPECT_EQ(fill_sentence("", {"a"}), "");
}

TEST(Sentence, KeepsAPlaceholderWithoutAValue) {
    EXPECT_EQ(fill_sentence("at most {0}, {1}", {"5"}), "at most 5, {1}");
    EXPECT_EQ(fill_sentence("{} {x} {0", {"5"}), "{} {x} {0");
}

TEST(Sentence, DoesNotFillBracesThatAValueBrings) {
    EXPECT_EQ(fill_sentence("{0} {1}", {"{1}", "secret"}), "{1} secret");
    EXPECT_EQ(fill_sentence("{0}", {"{0}"}), "{0}");
}

}  // namespace
}  // namespace daylit
