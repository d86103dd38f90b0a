#include "base/text.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using testing::text_table;
using testing::word;

std::string text_word(std::string_view text, std::size_t most = 30) {
    return word(require_text(text, "title", most));
}

TEST(Text, AcceptsWhatPeopleWrite) {
    for (const char* text : {"江苏省国有建设用地使用权网上挂牌出让公告", "Plot G-12, \"east\" & <west>",
                             "一\n\t二", "𠮷野家", "é", " a "}) {
        EXPECT_EQ(text_word(text), "ok") << text;
    }
}

TEST(Text, CountsCodePointsNotBytes) {
    EXPECT_EQ(text_word("国有建设", 4), "ok");
    EXPECT_EQ(text_word("𠮷𠮷", 2), "ok");
    EXPECT_EQ(require_text("国有建设用", "title", 4).refusal(), refuse("text_too_long", "title", {"4"}));
}

TEST(Text, RefusesWhatHasNothingToRead) {
    for (const char* text : {"", " ", "\n\t ", "\u00A0", "\u3000\u3000", "\u2003"}) {
        EXPECT_EQ(text_word(text), "empty_text");
    }
}

TEST(Text, RefusesBytesThatAreNotUtf8) {
    for (const char* text : {"\xFF", "a\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\x9B"}) {
        EXPECT_EQ(text_word(text), "malformed_text");
    }
}

TEST(Text, RefusesControlAndInvisibleCharacters) {
    for (const char* text :
         {"a\rb", "a\x1B[31m", "a\x7F", "a\u0085", "a\u2028", "a\u202Etxt", "a\u2066", "a\u200B", "a\u200D",
          "a\uFEFF", "a\u00AD", "a\U000E0041", "a\uFFFE", "a\uFDD0", "a\U0010FFFF"}) {
        EXPECT_EQ(text_word(text), "forbidden_character") << text;
    }
    EXPECT_EQ(text_word(std::string_view("a\0b", 3)), "forbidden_character");
}

TEST(Text, KeepsTheNeighboursOfWhatItRefuses) {
    for (const char* text :
         {"~", "\u00A1", "\u2010", "\u2030", "\u2070", "\uFDCF", "\uFDF0", "\uFFFD", "\u20AC"}) {
        EXPECT_EQ(text_word(text), "ok") << text;
    }
}

TEST(Line, IsATextWithoutBreaks) {
    EXPECT_EQ(word(require_line("某某置业有限公司", "name", 40)), "ok");
    EXPECT_EQ(require_line("a\nb", "name", 40).refusal(), refuse("forbidden_character", "name"));
    EXPECT_EQ(require_line("a\tb", "name", 40).refusal(), refuse("forbidden_character", "name"));
    EXPECT_EQ(require_line(" ", "name", 40).refusal(), refuse("empty_text", "name"));
    EXPECT_EQ(require_line("abcde", "name", 4).refusal(), refuse("text_too_long", "name", {"4"}));
}

TEST(Mobile, HasTheElevenDigitsOfMainlandChina) {
    for (const auto& row : text_table(R"(
        13800138000    | ok
        19912345678    | ok
        12800138000    | malformed_mobile
        23800138000    | malformed_mobile
        1380013800     | malformed_mobile
        138001380000   | malformed_mobile
        +8613800138000 | malformed_mobile
        1380013800a    | malformed_mobile
        1:800138000    | malformed_mobile
        138-0013800    | malformed_mobile
    )")) {
        EXPECT_EQ(word(require_mobile(row[0], "mobile")), row[1]) << row[0];
    }
    EXPECT_EQ(require_mobile("", "person.mobile").refusal(), refuse("malformed_mobile", "person.mobile"));
}

TEST(Email, HasALocalPartAndADomain) {
    for (const auto& row : text_table(R"(
        li.lei@example.com          | ok
        a+b@mail.example.com.cn     | ok
        _x-y!@a-b.cn                | ok
        1@1.cn                      | ok
        example.com                 | malformed_email
        @example.com                | malformed_email
        a@                          | malformed_email
        a@b                         | malformed_email
        a@b@c.cn                    | malformed_email
        a@.cn                       | malformed_email
        a@b..cn                     | malformed_email
        a@b.cn.                     | malformed_email
        a@-b.cn                     | malformed_email
        a@b-.cn                     | malformed_email
        a@127.0.0.1                 | malformed_email
        a@[127.0.0.1]               | malformed_email
        .a@b.cn                     | malformed_email
        a.@b.cn                     | malformed_email
        a..b@c.cn                   | malformed_email
        a b@c.cn                    | malformed_email
        <a@b.cn>                    | malformed_email
        李雷@例子.cn                | malformed_email
    )")) {
        EXPECT_EQ(word(require_email(row[0], "email")), row[1]) << row[0];
    }
    EXPECT_EQ(word(require_email("a@b.cn\r\nBcc: c@d.cn", "")), "malformed_email");
    EXPECT_EQ(word(require_email(std::string(64, 'a') + "@b.cn", "")), "ok");
    EXPECT_EQ(word(require_email(std::string(65, 'a') + "@b.cn", "")), "malformed_email");
    EXPECT_EQ(word(require_email("a@" + std::string(63, 'b') + ".cn", "")), "ok");
    EXPECT_EQ(word(require_email("a@" + std::string(64, 'b') + ".cn", "")), "malformed_email");
}

}  // namespace
}  // namespace daylit
