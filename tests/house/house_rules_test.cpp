// The rules of the house, kept by the whole tree. A failure prints file:line and what is wrong there.
#include "tests/house/rules.hpp"

#include <gtest/gtest.h>

namespace daylit::house {
namespace {

const SourceTree& house() {
    static const SourceTree tree = read_tree(DAYLIGHT_SOURCE_DIR);
    return tree;
}

void expect_kept(Violations (*rule)(const SourceTree&)) {
    for (const auto& violation : rule(house())) {
        ADD_FAILURE() << violation;
    }
}

TEST(House, IncludesOnlyDownwards) {
    expect_kept(wrong_includes);
}

TEST(House, KeepsHeavyLibrariesInTheirPlaces) {
    expect_kept(heavy_headers_elsewhere);
}

TEST(House, NamesEveryValueBeforeItAwaits) {
    expect_kept(braces_in_co_await);
}

TEST(House, CountsMoneyAndAreaInWholeNumbers) {
    expect_kept(floating_point);
}

TEST(House, KeepsClocksAndChanceOutOfThePureFolders) {
    expect_kept(impure_words);
}

TEST(House, HasNoFileOver500Lines) {
    expect_kept(long_files);
}

TEST(House, PostponesNothingInComments) {
    expect_kept(postponed_work);
}

TEST(House, GuardsItsHeaders) {
    expect_kept(careless_headers);
}

TEST(House, DefinesNoMacros) {
    expect_kept(own_macros);
}

TEST(House, GivesOnlyRefusalsThatStandInATable) {
    expect_kept(unknown_refusals);
}

TEST(House, HasOneRowForEachRefusal) {
    expect_kept(repeated_refusals);
}

TEST(House, RefusesInTwoLanguagesAlike) {
    expect_kept(lame_refusals);
}

// Were the reading of the tree broken, every rule above would hold of nothing.
TEST(House, IsReadWhole) {
    const auto has = [](std::string_view path) {
        return std::any_of(house().begin(), house().end(),
                           [&](const auto& file) { return file.path == path; });
    };
    for (const char* path : {"base/json.hpp", "base/money.cpp", "crypto/digest.hpp",
                             "schema/unit_of_work.hpp", "server/app/call.cpp", "tests/house/rules.hpp"}) {
        EXPECT_TRUE(has(path)) << path;
    }
}

}  // namespace
}  // namespace daylit::house
