#include "crypto/tiled_log.hpp"

#include <algorithm>
#include <bit>

namespace daylit::merkle {

namespace {

// One tile's hashes, cut to the width that the coordinate asks for.
Result<std::vector<Digest>> read_tile(const TileCoordinate& at, const TileReader& read) {
    const auto bytes = read(at);
    const auto wanted = static_cast<std::size_t>(at.width) * hash_size;
    if (bytes.empty()) {
        return refuse("tile_missing", "", {tile_path(at)});
    }
    if (bytes.size() % hash_size != 0 || bytes.size() < wanted || bytes.size() > tile_width * hash_size) {
        return refuse("tile_malformed", "", {tile_path(at)});
    }
    std::vector<Digest> hashes;
    for (std::size_t from = 0; from < wanted; from += hash_size) {
        hashes.push_back(*Digest::from_bytes(std::string_view(bytes).substr(from, hash_size)));
    }
    return hashes;
}

// Levels of 256 hashes each that a tree of this size has tiles at.
int level_count(std::uint64_t size) {
    int levels = 0;
    while (hashes_at_level(size, levels) > 0) {
        ++levels;
    }
    return levels;
}

std::string bytes_of(std::span<const Digest> hashes) {
    std::string bytes;
    for (const auto& hash : hashes) {
        bytes += hash.view();
    }
    return bytes;
}

// Appends hashes to one level: the tiles that change, and the roots of those that became full.
struct Growth {
    std::vector<Tile> tiles;
    std::vector<Digest> full_roots;
};

Result<Growth> grow_level(int level, std::uint64_t present, std::span<const Digest> further,
                          const TileReader& read) {
    Growth growth;
    auto index = present / tile_width;
    std::vector<Digest> open;
    if (const auto width = static_cast<int>(present % tile_width); width > 0) {
        auto before = read_tile({level, index, width}, read);
        if (!before) {
            return std::move(before).refusal();
        }
        open = std::move(*before);
    }
    while (!further.empty()) {
        const auto taken = std::min(further.size(), tile_width - open.size());
        open.insert(open.end(), further.begin(), further.begin() + static_cast<std::ptrdiff_t>(taken));
        further = further.subspan(taken);
        growth.tiles.push_back({{level, index, static_cast<int>(open.size())}, bytes_of(open)});
        if (open.size() == tile_width) {
            growth.full_roots.push_back(root_of(open));
            open.clear();
            ++index;
        }
    }
    return growth;
}

// That every full tile of this level from the first that grew on is digested rightly one level higher.
Outcome audit_level(int level, std::uint64_t earlier, std::uint64_t size, const TileReader& read) {
    const auto first = hashes_at_level(earlier, level) / tile_width;
    const auto full_tiles = hashes_at_level(size, level) / tile_width;
    std::vector<Digest> parent;
    for (auto index = first; index < full_tiles; ++index) {
        const auto above = index / tile_width;
        if (index == first || index % tile_width == 0) {
            auto hashes = read_tile({level + 1, above, tile_width_at(size, level + 1, above)}, read);
            if (!hashes) {
                return std::move(hashes).refusal();
            }
            parent = std::move(*hashes);
        }
        const auto hashes = read_tile({level, index, tile_width}, read);
        if (!hashes) {
            return hashes.refusal();
        }
        if (root_of(*hashes) != parent[index % tile_width]) {
            return refuse("tile_inconsistent", "", {tile_path({level, index, tile_width})});
        }
    }
    return Done{};
}

}  // namespace

Result<const std::vector<Digest>*> TileNodes::tile(int level, std::uint64_t index) {
    const auto known = tiles_.find({level, index});
    if (known != tiles_.end()) {
        return &known->second;
    }
    const auto width = tile_width_at(size_, level, index);
    ensure(width > 0, "a node lies within the tree");
    auto hashes = read_tile({level, index, width}, read_);
    if (!hashes) {
        return std::move(hashes).refusal();
    }
    return &tiles_.emplace(std::pair(level, index), std::move(*hashes)).first->second;
}

Result<Digest> TileNodes::node(const Node& node) {
    const int within = node.height % tile_height;  // levels above the tile's own hashes
    const auto first = node.index << within;
    auto hashes = tile(node.height / tile_height, first / tile_width);
    if (!hashes) {
        return std::move(hashes).refusal();
    }
    const auto count = std::size_t{1} << within;
    const auto from = static_cast<std::size_t>(first % tile_width);
    ensure(from + count <= (*hashes)->size(), "a node lies within the tree");
    return root_of(std::span(**hashes).subspan(from, count));
}

Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size, const TileReader& read) {
    TileNodes nodes(size, read);
    return inclusion_proof(index, size, nodes.source());
}

Result<std::vector<Digest>> consistency_proof(std::uint64_t earlier, std::uint64_t later,
                                              const TileReader& read) {
    TileNodes nodes(later, read);
    return consistency_proof(earlier, later, nodes.source());
}

Result<CompactRange> compact_range(std::uint64_t size, const TileReader& read) {
    TileNodes nodes(size, read);
    auto edge = right_edge(size, nodes.source());
    return edge ? Result<CompactRange>(CompactRange(size, std::move(*edge))) : std::move(edge).refusal();
}

Result<std::vector<Tile>> grown_tiles(std::uint64_t size, std::span<const Digest> leaves,
                                      const TileReader& read) {
    std::vector<Tile> tiles;
    std::vector<Digest> further(leaves.begin(), leaves.end());
    for (int level = 0; !further.empty(); ++level) {
        auto growth = grow_level(level, hashes_at_level(size, level), further, read);
        if (!growth) {
            return std::move(growth).refusal();
        }
        std::move(growth->tiles.begin(), growth->tiles.end(), std::back_inserter(tiles));
        further = std::move(growth->full_roots);
    }
    return tiles;
}

Result<Digest> audited_root(std::uint64_t earlier, std::uint64_t size, const TileReader& read) {
    if (earlier > size) {
        return refuse("sizes_out_of_order");
    }
    std::vector<Digest> below;  // the root over everything right of the full tiles so far: none or one
    for (int level = 0; level < level_count(size); ++level) {
        if (auto audited = audit_level(level, earlier, size, read); !audited) {
            return std::move(audited).refusal();
        }
        const auto index = hashes_at_level(size, level) / tile_width;
        const auto width = tile_width_at(size, level, index);
        if (width == 0) {
            continue;
        }
        auto hashes = read_tile({level, index, width}, read);
        if (!hashes) {
            return std::move(hashes).refusal();
        }
        hashes->insert(hashes->end(), below.begin(), below.end());
        below = {root_of(*hashes)};
    }
    return root_of(below);
}

std::string entry_bundle(std::span<const Digest> leaves) {
    std::string bytes;
    for (const auto& leaf : leaves) {
        bytes += '\0';
        bytes += static_cast<char>(hash_size);
        bytes += leaf.view();
    }
    return bytes;
}

}  // namespace daylit::merkle
