// A tree from its lowest tiles up, in bounded memory: what every higher tile must hold, and the root at
// chosen sizes.
#pragma once

#include "crypto/merkle.hpp"
#include "crypto/tile.hpp"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace daylit::merkle {

class TreeRebuild {
public:
    // `above` is given every tile of level 1 and higher as it was recomputed: full ones as they fill, those
    // at the right edge in finish(). Roots are kept for the sizes asked for.
    TreeRebuild(const std::vector<std::uint64_t>& sizes, std::function<void(const Tile&)> above);

    // The next lowest tile's leaf hashes; only the last may be fewer than 256.
    void add(std::span<const Digest> leaf_hashes);
    void finish();

    // The root over the first `size` leaves: one of the sizes asked for, already passed.
    const Digest& root(std::uint64_t size) const { return roots_.at(size); }

private:
    struct Level {
        std::string hashes;
        std::vector<Digest> digests;
        std::uint64_t index = 0;
    };
    Digest root_with(std::span<const Digest> hashes) const;
    void add_above(int level, const Digest& hash);
    void give(int level);

    std::function<void(const Tile&)> above_;
    CompactRange full_;          // over the full lowest tiles' roots
    std::vector<Level> levels_;  // 1, 2, …
    std::map<std::uint64_t, Digest> roots_;
};

}  // namespace daylit::merkle
