#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

namespace daylit {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string random_bytes(std::mt19937_64& random, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<char>(random() & 255U));
    }
    return bytes;
}

TEST(Base64, GivesTheVectorsOfRfc4648Section10) {
    const Pairs vectors{{"", ""},
                        {"f", "Zg=="},
                        {"fo", "Zm8="},
                        {"foo", "Zm9v"},
                        {"foob", "Zm9vYg=="},
                        {"fooba", "Zm9vYmE="},
                        {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
        const auto unpadded = text.substr(0, text.find('='));
        EXPECT_EQ(to_base64url(bytes), unpadded);
        EXPECT_EQ(from_base64url(unpadded), bytes);
    }
}

TEST(Base64, HasTwoAlphabetsForTheLastTwoDigits) {
    EXPECT_EQ(to_base64("\xFB\xEF\xFF"), "++//");
    EXPECT_EQ(to_base64url("\xFB\xEF\xFF"), "--__");
    EXPECT_FALSE(from_base64("--__"));
    EXPECT_FALSE(from_base64url("++//"));
}

TEST(Base64, RefusesEverySecondSpellingOfTheSameBytes) {
    for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v====", "Z===", "====", "=", "Zm=v",
                             "Zg==Zg==", " Zg==", "Zg==\n", "Zm9v\n", "Z\ng=="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
    for (const char* text : {"Z", "Zh", "Zm9", "Zg==", "Zm9vY", "Zm9v ", "Zm 9v"}) {
        EXPECT_FALSE(from_base64url(text)) << text;
    }
    EXPECT_FALSE(from_base64(std::string("Zm9\0", 4)));
}

TEST(Base64, ReadsBackWhateverItWrites) {
    std::mt19937_64 random(4648);
    for (std::size_t size = 0; size < 200; ++size) {
        const auto bytes = random_bytes(random, size);
        EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    }
}

TEST(Hex, IsLowerCaseAndPaired) {
    EXPECT_EQ(to_hex(std::string("\x00\x0F\xA5\xFF", 4)), "000fa5ff");
    EXPECT_EQ(from_hex("000fa5ff"), std::string("\x00\x0F\xA5\xFF", 4));
    EXPECT_EQ(from_hex(""), "");
    for (const char* text : {"0", "000", "0G", "FF", "0x", " 0", "0\n"}) {
        EXPECT_FALSE(from_hex(text)) << text;
    }
}

TEST(Utf8, AcceptsTheFirstAndLastCodePointOfEachLength) {
    for (const std::string& text :
         {std::string(), std::string("\0", 1), std::string("\x7F"), std::string("\xC2\x80"),
          std::string("\xDF\xBF"), std::string("\xE0\xA0\x80"), std::string("\xED\x9F\xBF"),
          std::string("\xEE\x80\x80"), std::string("\xEF\xBF\xBF"), std::string("\xF0\x90\x80\x80"),
          std::string("\xF4\x8F\xBF\xBF")}) {
        EXPECT_TRUE(is_utf8(text)) << to_hex(text);
        EXPECT_EQ(utf8_length(text), text.empty() ? 0U : 1U);
    }
}

TEST(Utf8, RefusesOverlongSurrogateTruncatedAndForeignBytes) {
    for (const char* text :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80",
          "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "\xC2", "\xE2\x82",
          "\xF0\x9F\x98", "\xC2\x41", "\xE2\x82\x41", "a\xC2"}) {
        EXPECT_FALSE(is_utf8(text)) << to_hex(text);
    }
}

TEST(Utf8, CountsCodePoints) {
    EXPECT_EQ(utf8_length("国有建设用地 G12"), 10U);
    EXPECT_EQ(utf8_length("𠮷"), 1U);
}

}  // namespace
}  // namespace daylit
