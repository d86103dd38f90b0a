// The log's tiles (C2SP tlog-tiles): 256 hashes side by side, eight levels of the tree apart. Level 0 holds
// leaf hashes, level L the roots of full tiles of level L - 1.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace daylit::merkle {

constexpr int tile_height = 8;
constexpr int tile_width = 256;
constexpr std::size_t hash_size = 32;

struct TileCoordinate {
    int level = 0;            // 0 to 63
    std::uint64_t index = 0;  // from the left
    int width = tile_width;   // 1 to 255 for a partial tile
    auto operator<=>(const TileCoordinate&) const = default;
};

struct Tile {
    TileCoordinate at;
    std::string hashes;  // 32 bytes each, at.width of them
    bool operator==(const Tile&) const = default;
};

// The hashes of a tile: at.width of them, or more (a tile only grows, so a later state serves too). Empty
// when there is no such tile.
using TileReader = std::function<std::string(const TileCoordinate& at)>;

// "tile/0/x001/x234/067", "tile/1/000.p/5"
std::string tile_path(const TileCoordinate& at);
// Exactly the spelling that tile_path gives; refuses malformed_tile_path.
Result<TileCoordinate> parse_tile_path(std::string_view path);

// "tile/entries/000.p/5": the entries under a level 0 tile; refuses malformed_tile_path.
std::string entries_path(std::uint64_t index, int width);
struct EntriesCoordinate {
    std::uint64_t index = 0;
    int width = tile_width;
    auto operator<=>(const EntriesCoordinate&) const = default;
};
Result<EntriesCoordinate> parse_entries_path(std::string_view path);

// How many hashes the level has in a tree of `size` leaves, and how wide its tile `index` is there (0: none).
std::uint64_t hashes_at_level(std::uint64_t size, int level);
int tile_width_at(std::uint64_t size, int level, std::uint64_t index);

}  // namespace daylit::merkle
