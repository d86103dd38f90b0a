// Paths of the log's tiles have exactly one spelling.
#include "crypto/tile.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    if (const auto tile = merkle::parse_tile_path(bytes)) {
        ensure(merkle::tile_path(*tile) == bytes, "a tile's path has one spelling");
        ensure(tile->level >= 0 && tile->level <= 63 && tile->width >= 1 && tile->width <= merkle::tile_width,
               "a tile is one of the tree's");
    }
    if (const auto entries = merkle::parse_entries_path(bytes)) {
        ensure(merkle::entries_path(entries->index, entries->width) == bytes, "so has that of its entries");
    }
}

}  // namespace daylit::fuzz
