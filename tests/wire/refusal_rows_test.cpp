// Every code that the sources give has a row that the dispatcher finds.
#include "server/wire/dispatcher.hpp"
#include "tests/house/source_tree.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace daylit::wire {
namespace {

std::set<std::string> codes_in(const std::string& pattern) {
    static const auto tree = house::read_tree(DAYLIGHT_SOURCE_DIR);
    const std::regex expression(pattern);
    std::set<std::string> codes;
    for (const auto& file : tree) {
        if (house::is_under(file.path, "tests") || house::is_under(file.path, "tools")) {
            continue;
        }
        for (std::sregex_iterator at(file.literate.begin(), file.literate.end(), expression), end; at != end;
             ++at) {
            codes.insert((*at)[1].str());
        }
    }
    return codes;
}

TEST(RefusalRows, AreFoundForEveryCodeThatIsGiven) {
    const auto given = codes_in("refuse\\(\\s*\"([a-z0-9_]+)\"");
    EXPECT_GT(given.size(), 100U);
    for (const auto& code : given) {
        EXPECT_EQ(refusal_row(code).code, code);
    }
}

TEST(RefusalRows, AreFoundForEveryRowOfEveryTable) {
    const auto rows = codes_in("RefusalRow\\{\\s*\"([a-z0-9_]+)\"");
    EXPECT_GT(rows.size(), 100U);
    for (const auto& code : rows) {
        const auto& row = refusal_row(code);
        EXPECT_GE(row.status, 400) << code;
        EXPECT_LT(row.status, 600) << code;
    }
}

TEST(RefusalRows, OfNothingIsOurOwnBug) {
    EXPECT_THROW(refusal_row("no_such_code"), BrokenPromise);
}

}  // namespace
}  // namespace daylit::wire
