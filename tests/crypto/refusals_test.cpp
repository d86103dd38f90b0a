#include "crypto/refusals.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace daylit {
namespace {

std::set<std::string> placeholders(std::string_view sentence) {
    static const std::regex pattern(R"(\{\d\})");
    const std::string text(sentence);
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
        found.insert(at->str());
    }
    return found;
}

TEST(CryptoRefusals, StandOnceWithBothLanguagesAndTheSameFigures) {
    std::set<std::string_view> codes;
    for (const auto& row : crypto_refusals()) {
        EXPECT_TRUE(codes.insert(row.code).second) << row.code;
        EXPECT_TRUE(row.status >= 400 && row.status < 600) << row.code;
        EXPECT_TRUE(row.zh.ends_with("。")) << row.code;
        EXPECT_TRUE(row.en.ends_with(".")) << row.code;
        EXPECT_EQ(placeholders(row.zh), placeholders(row.en)) << row.code;
        for (const auto& other : base_refusals()) {
            EXPECT_NE(row.code, other.code);
        }
    }
}

// Every code in the source of the folder and those in it has its row, and every row is a code that the source
// gives.
TEST(CryptoRefusals, AreThoseThatTheSourceGives) {
    std::set<std::string> given;
    const std::regex refusing(R"re(refuse(?:_as)?\("([a-z0-9_]+)")re");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(DAYLIGHT_SOURCE_DIR "/crypto")) {
        std::ifstream file(entry.path());
        std::ostringstream source;
        source << file.rdbuf();
        const auto text = source.str();
        for (std::sregex_iterator at(text.begin(), text.end(), refusing), end; at != end; ++at) {
            given.insert((*at)[1].str());
        }
    }
    EXPECT_GT(given.size(), 30U);
    const auto stands_in = [](std::span<const RefusalRow> rows, const std::string& code) {
        return std::any_of(rows.begin(), rows.end(), [&](const RefusalRow& row) { return row.code == code; });
    };
    for (const auto& code : given) {
        EXPECT_TRUE(stands_in(crypto_refusals(), code) || stands_in(base_refusals(), code)) << code;
    }
    for (const auto& row : crypto_refusals()) {
        EXPECT_TRUE(given.contains(std::string(row.code))) << row.code;
    }
}

}  // namespace
}  // namespace daylit
