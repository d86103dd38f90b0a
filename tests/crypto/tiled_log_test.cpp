#include "crypto/tiled_log.hpp"

#include "tests/crypto/tree_fixture.hpp"
#include "tests/crypto/vectors.hpp"

#include <random>
#include <set>

namespace daylit::merkle {
namespace {

using testing::SlowTree;
using testing::some_leaves;

// Tiles as a store keeps them: the newest state of each.
class TileShelf {
public:
    TileReader reader() const {
        return [this](const TileCoordinate& at) {
            const auto found = tiles.find({at.level, at.index});
            return found == tiles.end() ? std::string() : found->second;
        };
    }
    void put(const std::vector<Tile>& grown) {
        for (const auto& tile : grown) {
            ASSERT_EQ(tile.hashes.size(), static_cast<std::size_t>(tile.at.width) * hash_size);
            auto& kept = tiles[{tile.at.level, tile.at.index}];
            ASSERT_TRUE(tile.hashes.starts_with(kept)) << "a tile only grows";
            kept = tile.hashes;
        }
    }
    // Appends leaves and answers with the new size.
    std::uint64_t grow(std::uint64_t size, std::span<const Digest> leaves) {
        put(grown_tiles(size, leaves, reader()).value());
        return size + leaves.size();
    }
    std::map<std::pair<int, std::uint64_t>, std::string> tiles;
};

TEST(TiledLog, HoldsEveryTreeUpToThreeHundredLeavesWhateverTheSteps) {
    SlowTree tree(some_leaves(300));
    for (const std::size_t step :
         {std::size_t{1}, std::size_t{7}, std::size_t{255}, std::size_t{256}, std::size_t{300}}) {
        TileShelf shelf;
        std::uint64_t size = 0;
        while (size < 300) {
            const auto count = std::min<std::size_t>(step, 300 - size);
            const auto before = size;
            size = shelf.grow(size, std::span(tree.leaves()).subspan(size, count));
            ASSERT_EQ(audited_root(before, size, shelf.reader()).value(), tree.root(size)) << size;
            ASSERT_EQ(compact_range(size, shelf.reader())->root(), tree.root(size)) << size;
        }
    }
}

TEST(TiledLog, ProvesEveryLeafAndEveryEarlierTree) {
    SlowTree tree(some_leaves(300));
    TileShelf shelf;
    shelf.grow(0, tree.leaves());
    // Later states of the tiles serve the earlier sizes too.
    for (const std::uint64_t size : {1U, 2U, 3U, 8U, 100U, 255U, 256U, 257U, 299U, 300U}) {
        for (std::uint64_t index = 0; index < size; ++index) {
            ASSERT_EQ(inclusion_proof(index, size, shelf.reader()).value(),
                      inclusion_proof(index, size, tree.nodes()).value());
        }
        for (std::uint64_t earlier = 1; earlier <= size; ++earlier) {
            ASSERT_EQ(consistency_proof(earlier, size, shelf.reader()).value(),
                      consistency_proof(earlier, size, tree.nodes()).value());
        }
    }
}

TEST(TiledLog, GrowsByTheSpecificationsExampleInRandomSteps) {
    // Given 70,000 leaves that come in batches of up to 2,000
    const auto leaves = some_leaves(70'000);
    std::mt19937 random(20261123);
    TileShelf shelf;
    CompactRange range;
    std::uint64_t size = 0;
    while (size < leaves.size()) {
        const auto count = std::min<std::size_t>(1 + random() % 2000, leaves.size() - size);
        const auto batch = std::span(leaves).subspan(size, count);
        const auto before = size;
        const auto old_root = range.root();
        size = shelf.grow(size, batch);
        for (const auto& leaf : batch) {
            range.append(leaf);
        }
        // Then the two paths to the root agree, and each head follows from the one before
        ASSERT_EQ(audited_root(before, size, shelf.reader()).value(), range.root());
        if (before > 0) {
            const auto proof = consistency_proof(before, size, shelf.reader()).value();
            ASSERT_TRUE(verify_consistency(before, size, proof, old_root, range.root()).ok());
        }
        const auto index = random() % size;
        const auto proof = inclusion_proof(index, size, shelf.reader()).value();
        ASSERT_TRUE(verify_inclusion(leaves[index], index, size, proof, range.root()).ok());
    }
    // And the tiles are those that the specification counts
    EXPECT_EQ(shelf.tiles.size(), 274U + 2U + 1U);
    EXPECT_EQ(audited_root(0, size, shelf.reader()).value(), range.root());
    EXPECT_EQ(compact_range(size, shelf.reader())->edge(), range.edge());
}

TEST(TiledLog, GivesEachChangedTileOnceLowestLevelFirst) {
    const auto leaves = some_leaves(600);
    TileShelf shelf;
    shelf.grow(0, std::span(leaves).first(250));
    const auto grown = grown_tiles(250, std::span(leaves).subspan(250), shelf.reader()).value();
    std::vector<std::string> paths;
    for (const auto& tile : grown) {
        paths.push_back(tile_path(tile.at));
    }
    const std::vector<std::string> wanted{"tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"};
    EXPECT_EQ(paths, wanted);
    EXPECT_TRUE(grown_tiles(250, {}, shelf.reader())->empty());
}

TEST(TiledLog, FindsAnyTileThatWasAltered) {
    const auto leaves = some_leaves(1000);
    TileShelf good;
    good.grow(0, leaves);
    const auto root = audited_root(0, 1000, good.reader()).value();
    for (const auto& [place, hashes] : good.tiles) {
        for (std::size_t hash = 0; hash < hashes.size() / hash_size; hash += 5) {
            auto shelf = good;
            shelf.tiles[place] = testing::with_bit_flipped(hashes, hash * hash_size * 8 + 3);
            const auto audited = audited_root(0, 1000, shelf.reader());
            ASSERT_FALSE(audited.ok() && *audited == root)
                << place.first << "/" << place.second << " " << hash;
        }
    }
}

TEST(TiledLog, NamesTheTileThatDoesNotFit) {
    const auto leaves = some_leaves(600);
    TileShelf shelf;
    shelf.grow(0, leaves);
    shelf.tiles[{0, 1}][0] = static_cast<char>(shelf.tiles[{0, 1}][0] ^ 1);
    EXPECT_EQ(audited_root(0, 600, shelf.reader()).refusal(),
              refuse("tile_inconsistent", "", {"tile/0/001"}));
    // What was audited before is not read again
    EXPECT_TRUE(audited_root(512, 600, shelf.reader()).ok());

    shelf.tiles.erase({0, 1});
    EXPECT_EQ(audited_root(0, 600, shelf.reader()).refusal(), refuse("tile_missing", "", {"tile/0/001"}));
    EXPECT_EQ(inclusion_proof(300, 600, shelf.reader()).refusal(),
              refuse("tile_missing", "", {"tile/0/001"}));
    shelf.tiles[{0, 2}].pop_back();
    EXPECT_EQ(inclusion_proof(599, 600, shelf.reader()).refusal(),
              refuse("tile_malformed", "", {"tile/0/002.p/88"}));
    shelf.tiles[{0, 2}].resize(87 * hash_size);
    EXPECT_EQ(grown_tiles(600, leaves, shelf.reader()).refusal(),
              refuse("tile_malformed", "", {"tile/0/002.p/88"}));
    EXPECT_EQ(audited_root(601, 600, shelf.reader()).refusal().code, "sizes_out_of_order");
}

TEST(TiledLog, ReadsFewTilesForAProof) {
    const auto leaves = some_leaves(70'000);
    TileShelf shelf;
    shelf.grow(0, leaves);
    std::set<std::pair<int, std::uint64_t>> read;
    const TileReader counting = [&](const TileCoordinate& at) {
        EXPECT_TRUE(read.insert({at.level, at.index}).second) << "each tile once";
        return shelf.tiles[{at.level, at.index}];
    };
    ASSERT_TRUE(inclusion_proof(12'345, 70'000, counting).ok());
    EXPECT_LE(read.size(), 5U);
}

TEST(EntryBundle, PrefixesEachEntryWithItsLength) {
    const std::vector<Digest> events{sha256("a"), sha256("b")};
    EXPECT_EQ(to_hex(entry_bundle(events)), "0020" + events[0].hex() + "0020" + events[1].hex());
    EXPECT_EQ(entry_bundle({}), "");
}

}  // namespace
}  // namespace daylit::merkle
