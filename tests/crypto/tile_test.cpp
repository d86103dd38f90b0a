#include "crypto/tile.hpp"

#include <gtest/gtest.h>

namespace daylit::merkle {
namespace {

struct PathRow {
    TileCoordinate at;
    const char* path;
};

const PathRow paths[] = {
    {{0, 0, 256}, "tile/0/000"},
    {{0, 0, 1}, "tile/0/000.p/1"},
    {{0, 0, 255}, "tile/0/000.p/255"},
    {{0, 999, 256}, "tile/0/999"},
    {{0, 1000, 256}, "tile/0/x001/000"},
    {{1, 1234067, 256}, "tile/1/x001/x234/067"},  // the specification's own example
    {{2, 1234067, 8}, "tile/2/x001/x234/067.p/8"},
    {{63, 0, 256}, "tile/63/000"},
    {{0, 18446744073709551615U, 256}, "tile/0/x018/x446/x744/x073/x709/x551/615"},
};

TEST(TilePath, IsWrittenAndReadInOneSpelling) {
    for (const auto& row : paths) {
        EXPECT_EQ(tile_path(row.at), row.path);
        EXPECT_EQ(parse_tile_path(row.path).value(), row.at) << row.path;
    }
}

TEST(TilePath, HasNoOtherSpelling) {
    for (const char* path : {
             "",
             "tile",
             "tile/",
             "tile/0",
             "tile/0/",
             "tile/00/000",
             "tile/64/000",
             "tile/-1/000",
             "tile/0/0",
             "tile/0/0000",
             "tile/0/x000/001",
             "tile/0/001/002",
             "tile/0/x001/x002",
             "tile/0/x001002",
             "tile/0/1000",
             "tile/0/000.p/0",
             "tile/0/000.p/256",
             "tile/0/000.p/01",
             "tile/0/000.p/",
             "tile/0/000.p/1.p/1",
             "tile/0/000/",
             "/tile/0/000",
             "tile/0/000 ",
             "tile/0/../0/000",
             "tile/0/x018/x446/x744/x073/x709/x551/616",
             "tile/entries/000",
             "Tile/0/000",
         }) {
        const auto parsed = parse_tile_path(path);
        EXPECT_FALSE(parsed.ok()) << path;
        EXPECT_EQ(parsed.refusal().code, "malformed_tile_path");
    }
}

TEST(EntriesPath, IsWrittenAndReadInOneSpelling) {
    EXPECT_EQ(entries_path(0, 256), "tile/entries/000");
    EXPECT_EQ(entries_path(1234067, 3), "tile/entries/x001/x234/067.p/3");
    EXPECT_EQ(parse_entries_path("tile/entries/x001/x234/067.p/3").value(), (EntriesCoordinate{1234067, 3}));
    EXPECT_FALSE(parse_entries_path("tile/entries/0").ok());
    EXPECT_FALSE(parse_entries_path("tile/0/000").ok());
    EXPECT_FALSE(parse_entries_path("tile/entries/000.p/256").ok());
}

TEST(TileWidth, IsTheSpecificationsExample) {
    // 70,000 leaves: 273 full tiles and one of 112; one full and one of 17; one of 1.
    EXPECT_EQ(tile_width_at(70'000, 0, 272), 256);
    EXPECT_EQ(tile_width_at(70'000, 0, 273), 112);
    EXPECT_EQ(tile_width_at(70'000, 0, 274), 0);
    EXPECT_EQ(tile_width_at(70'000, 1, 0), 256);
    EXPECT_EQ(tile_width_at(70'000, 1, 1), 17);
    EXPECT_EQ(tile_width_at(70'000, 2, 0), 1);
    EXPECT_EQ(tile_width_at(70'000, 3, 0), 0);
    EXPECT_EQ(tile_width_at(256, 0, 0), 256);
    EXPECT_EQ(tile_width_at(256, 0, 1), 0);
    EXPECT_EQ(tile_width_at(256, 1, 0), 1);
    EXPECT_EQ(tile_width_at(18446744073709551615U, 63, 0), 0);
}

}  // namespace
}  // namespace daylit::merkle
