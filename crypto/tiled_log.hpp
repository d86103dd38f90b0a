// A tree kept as tiles: its proofs, its growth, and its root recomputed by a path that shares no step with
// CompactRange, so that a wrong tile is found before a checkpoint over it is signed.
//
// Refusals: tile_missing, tile_malformed, tile_inconsistent (each with the tile's path), leaf_out_of_range,
// sizes_out_of_order.
#pragma once

#include "crypto/merkle.hpp"
#include "crypto/tile.hpp"

#include <map>
#include <span>
#include <vector>

namespace daylit::merkle {

// Answers for perfect subtrees out of the tiles of a tree of `size` leaves; keeps what it has read. Not for
// threads to share.
class TileNodes {
public:
    TileNodes(std::uint64_t size, TileReader read) : size_(size), read_(std::move(read)) {}
    Result<Digest> node(const Node& node);
    NodeSource source() {
        return [this](const Node& wanted) { return node(wanted); };
    }

private:
    Result<const std::vector<Digest>*> tile(int level, std::uint64_t index);
    std::uint64_t size_;
    TileReader read_;
    std::map<std::pair<int, std::uint64_t>, std::vector<Digest>> tiles_;
};

Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size, const TileReader& read);
Result<std::vector<Digest>> consistency_proof(std::uint64_t earlier, std::uint64_t later,
                                              const TileReader& read);
// Where the tree's growth goes on after a restart.
Result<CompactRange> compact_range(std::uint64_t size, const TileReader& read);

// The tiles, new or grown, that hold a tree of `size` leaves after these leaf hashes were appended to it.
// `read` gives the tiles as they were. The order is by level, then index: what a higher level digests comes
// first.
Result<std::vector<Tile>> grown_tiles(std::uint64_t size, std::span<const Digest> leaves,
                                      const TileReader& read);

// The second path, over tiles read back: level by level from the leaves up, each full tile that grew since
// `earlier` must be the hash that stands in the level above, and the root hangs from the partial tiles alone.
Result<Digest> audited_root(std::uint64_t earlier, std::uint64_t size, const TileReader& read);

// The body of an entries resource: each entry after its length as two bytes, big-endian.
std::string entry_bundle(std::span<const Digest> leaves);

}  // namespace daylit::merkle
