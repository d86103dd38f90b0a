#include "crypto/merkle.hpp"

#include "base/json.hpp"
#include "tests/crypto/tree_fixture.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit::merkle {
namespace {

using testing::digest;
using testing::SlowTree;
using testing::some_leaves;
using testing::with_bit_flipped;

constexpr std::size_t most_leaves = 300;

TEST(MerkleTree, HashesLeavesAndNodesUnderPrefixesOfTheirOwn) {
    EXPECT_EQ(empty_root(), sha256(""));
    EXPECT_EQ(leaf_hash(""), sha256(std::string(1, '\0')));
    EXPECT_EQ(leaf_hash("").hex(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    const auto left = sha256("l");
    const auto right = sha256("r");
    EXPECT_EQ(node_hash(left, right), sha256("\x01" + std::string(left.view()) + std::string(right.view())));
    EXPECT_NE(node_hash(left, right), leaf_hash(std::string(left.view()) + std::string(right.view())));
}

TEST(MerkleTree, HasTheRootThatItsDefinitionGives) {
    SlowTree tree(some_leaves(most_leaves));
    CompactRange range;
    EXPECT_EQ(range.root(), empty_root());
    for (std::size_t size = 1; size <= most_leaves; ++size) {
        range.append(tree.leaves()[size - 1]);
        ASSERT_EQ(range.size(), size);
        ASSERT_EQ(range.root(), tree.root(size)) << size;
        ASSERT_EQ(root_of(std::span(tree.leaves()).first(size)), tree.root(size)) << size;
        ASSERT_EQ(right_edge(size, tree.nodes()).value(), range.edge()) << size;
        ASSERT_EQ(CompactRange(size, range.edge()).root(), range.root());
    }
    EXPECT_THROW(CompactRange(3, {empty_root()}), BrokenPromise);
}

TEST(InclusionProof, HoldsForEveryLeafOfEveryTree) {
    SlowTree tree(some_leaves(most_leaves));
    for (std::size_t size = 1; size <= most_leaves; ++size) {
        for (std::size_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, tree.nodes()).value();
            ASSERT_TRUE(verify_inclusion(tree.leaves()[index], index, size, proof, tree.root(size)).ok())
                << index << " of " << size;
        }
    }
}

TEST(InclusionProof, FailsForAnyOtherPlaceSizeLeafOrRoot) {
    constexpr std::size_t most = 40;
    SlowTree tree(some_leaves(most));
    for (std::size_t size = 1; size <= most; ++size) {
        for (std::size_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, tree.nodes()).value();
            const auto& leaf = tree.leaves()[index];
            const auto root = tree.root(size);
            for (std::size_t other = 0; other <= size; ++other) {
                ASSERT_EQ(verify_inclusion(leaf, other, size, proof, root).ok(), other == index);
            }
            ASSERT_FALSE(verify_inclusion(with_bit_flipped(leaf, size % 256), index, size, proof, root).ok());
            ASSERT_FALSE(
                verify_inclusion(leaf, index, size, proof, with_bit_flipped(root, index % 256)).ok());
            ASSERT_FALSE(verify_inclusion(leaf, index, size * 2, proof, root).ok());
        }
    }
}

TEST(InclusionProof, FailsWithAnyOfItsHashesChangedAddedOrLeftOut) {
    constexpr std::size_t size = 37;
    SlowTree tree(some_leaves(size));
    const auto root = tree.root(size);
    for (std::size_t index = 0; index < size; ++index) {
        const auto& leaf = tree.leaves()[index];
        const auto proof = inclusion_proof(index, size, tree.nodes()).value();
        for (std::size_t at = 0; at < proof.size(); ++at) {
            for (std::size_t bit = 0; bit < 256; bit += 15) {
                auto changed = proof;
                changed[at] = with_bit_flipped(changed[at], bit);
                ASSERT_EQ(verify_inclusion(leaf, index, size, changed, root).refusal().code,
                          "proof_wrong_root");
            }
            auto shorter = proof;
            shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(at));
            ASSERT_FALSE(verify_inclusion(leaf, index, size, shorter, root).ok());
        }
        for (std::size_t at = 0; at <= proof.size(); ++at) {
            auto longer = proof;
            longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), root);
            ASSERT_FALSE(verify_inclusion(leaf, index, size, longer, root).ok());
        }
    }
}

TEST(InclusionProof, IsRefusedOutsideTheTree) {
    SlowTree tree(some_leaves(4));
    EXPECT_EQ(inclusion_proof(4, 4, tree.nodes()).refusal().code, "leaf_out_of_range");
    EXPECT_EQ(inclusion_proof(0, 0, tree.nodes()).refusal().code, "leaf_out_of_range");
    EXPECT_EQ(verify_inclusion(tree.leaves()[0], 0, 0, {}, empty_root()).refusal().code, "leaf_out_of_range");
    const auto most = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(verify_inclusion(tree.leaves()[0], most, most, {}, empty_root()).refusal().code,
              "leaf_out_of_range");
}

TEST(InclusionProof, ClimbsAlongTheRightEdgeOfTheLargestTrees) {
    // Given the last leaf of a tree of 2^63 + 1 leaves, which hangs directly under the root
    const auto leaf = leaf_hash("last");
    const auto left = sha256("everything before");
    const auto index = std::uint64_t{1} << 63U;
    const std::vector<Digest> proof{left};
    EXPECT_TRUE(verify_inclusion(leaf, index, index + 1, proof, node_hash(left, leaf)).ok());
    EXPECT_EQ(verify_inclusion(leaf, index - 1, index + 1, proof, node_hash(left, leaf)).refusal().code,
              "proof_wrong_length");
}

TEST(InclusionProof, HandsOnWhatItsSourceRefuses) {
    const NodeSource none = [](const Node&) -> Result<Digest> { return refuse("tile_missing"); };
    EXPECT_EQ(inclusion_proof(1, 2, none).refusal().code, "tile_missing");
    EXPECT_EQ(consistency_proof(1, 2, none).refusal().code, "tile_missing");
    EXPECT_EQ(right_edge(1, none).refusal().code, "tile_missing");
}

TEST(ConsistencyProof, HoldsBetweenEveryTwoTrees) {
    SlowTree tree(some_leaves(most_leaves));
    for (std::size_t later = 1; later <= most_leaves; ++later) {
        for (std::size_t earlier = 1; earlier <= later; ++earlier) {
            const auto proof = consistency_proof(earlier, later, tree.nodes()).value();
            ASSERT_TRUE(verify_consistency(earlier, later, proof, tree.root(earlier), tree.root(later)).ok())
                << earlier << " to " << later;
        }
    }
}

TEST(ConsistencyProof, FailsForAnyOtherSizesRootsOrHashes) {
    constexpr std::size_t most = 30;
    SlowTree tree(some_leaves(most));
    for (std::size_t later = 2; later <= most; ++later) {
        for (std::size_t earlier = 1; earlier < later; ++earlier) {
            const auto proof = consistency_proof(earlier, later, tree.nodes()).value();
            const auto before = tree.root(earlier);
            const auto after = tree.root(later);
            for (std::size_t other = 0; other <= later; ++other) {
                ASSERT_EQ(verify_consistency(other, later, proof, before, after).ok(), other == earlier);
            }
            ASSERT_FALSE(
                verify_consistency(earlier, later, proof, with_bit_flipped(before, later), after).ok());
            ASSERT_FALSE(
                verify_consistency(earlier, later, proof, before, with_bit_flipped(after, later)).ok());
            ASSERT_FALSE(verify_consistency(earlier, later, {}, before, after).ok());
            for (std::size_t at = 0; at < proof.size(); ++at) {
                auto changed = proof;
                changed[at] = with_bit_flipped(changed[at], (later * 7) % 256);
                ASSERT_FALSE(verify_consistency(earlier, later, changed, before, after).ok());
                auto shorter = proof;
                shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(at));
                ASSERT_FALSE(verify_consistency(earlier, later, shorter, before, after).ok());
                auto longer = proof;
                longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), before);
                ASSERT_FALSE(verify_consistency(earlier, later, longer, before, after).ok());
            }
        }
    }
}

TEST(ConsistencyProof, IsRefusedFromNothingOrBackwards) {
    SlowTree tree(some_leaves(4));
    EXPECT_EQ(consistency_proof(0, 4, tree.nodes()).refusal().code, "sizes_out_of_order");
    EXPECT_EQ(consistency_proof(4, 3, tree.nodes()).refusal().code, "sizes_out_of_order");
    EXPECT_EQ(verify_consistency(0, 4, {}, empty_root(), tree.root(4)).refusal().code, "sizes_out_of_order");
    EXPECT_EQ(verify_consistency(4, 3, {}, tree.root(4), tree.root(3)).refusal().code, "sizes_out_of_order");
    EXPECT_TRUE(consistency_proof(4, 4, tree.nodes())->empty());
}

// --- what others worked out ---

// Some probes put a few words where a hash belongs; what matters of them is which are equal. Nothing at all
// is no hash: such a probe never reaches a verifier, since a Digest cannot be read from it.
std::optional<Digest> digest_in(const boost::json::value& value) {
    const auto decoded = from_base64(std::string_view(value.as_string())).value();
    return decoded.empty() ? std::nullopt
                           : std::optional(Digest::from_bytes(decoded).value_or(sha256(decoded)));
}

// An empty entry of a proof is still an entry too many.
std::vector<Digest> proof_in(const boost::json::value& value) {
    std::vector<Digest> proof;
    if (value.is_array()) {
        for (const auto& text : value.get_array()) {
            proof.push_back(digest_in(text).value_or(empty_root()));
        }
    }
    return proof;
}

// 2^64 - 1 went through a double on its way into the file and stands there as 18446744073709552000.
std::uint64_t number_in(const boost::json::value& value) {
    return value.is_double() ? std::numeric_limits<std::uint64_t>::max() : value.to_number<std::uint64_t>();
}

class Rfc6962Probes : public ::testing::Test {
protected:
    void SetUp() override {
        const auto text = testing::shared_file("data/cases/rfc6962-probes.json");
        if (text.empty()) {
            GTEST_SKIP() << "rfc6962-probes.json is not at hand (set DAYLIGHT_SHARED)";
        }
        probes = boost::json::parse(text).as_object();
    }
    boost::json::object probes;
};

TEST_F(Rfc6962Probes, InclusionIsJudgedAsTheyExpect) {
    int accepted = 0;
    for (const auto& value : probes.at("inclusion").as_array()) {
        const auto& probe = value.as_object();
        const auto leaf = digest_in(probe.at("leafHash"));
        const auto root = digest_in(probe.at("root"));
        const bool holds =
            leaf && root &&
            verify_inclusion(*leaf, number_in(probe.at("leafIdx")), number_in(probe.at("treeSize")),
                             proof_in(probe.at("proof")), *root)
                .ok();
        EXPECT_EQ(holds, !probe.at("wantErr").as_bool()) << probe.at("file").as_string();
        accepted += holds ? 1 : 0;
    }
    EXPECT_EQ(probes.at("inclusion").as_array().size(), 98U);
    EXPECT_EQ(accepted, 6);
}

TEST_F(Rfc6962Probes, ConsistencyIsJudgedAsTheyExpect) {
    int accepted = 0;
    for (const auto& value : probes.at("consistency").as_array()) {
        const auto& probe = value.as_object();
        const auto earlier = digest_in(probe.at("root1"));
        const auto later = digest_in(probe.at("root2"));
        const bool holds = earlier && later &&
                           verify_consistency(number_in(probe.at("size1")), number_in(probe.at("size2")),
                                              proof_in(probe.at("proof")), *earlier, *later)
                               .ok();
        EXPECT_EQ(holds, !probe.at("wantErr").as_bool()) << probe.at("file").as_string();
        accepted += holds ? 1 : 0;
    }
    EXPECT_EQ(probes.at("consistency").as_array().size(), 98U);
    EXPECT_EQ(accepted, 6);
}

class Rfc6962Vectors : public ::testing::Test {
protected:
    void SetUp() override {
        const auto text = testing::file_text(DAYLIGHT_SOURCE_DIR "/tests/crypto/data/crypto-vectors.json");
        vectors = boost::json::parse(text).as_object().at("rfc6962").as_object();
        for (const auto& input : vectors.at("leaf_inputs_hex").as_array()) {
            leaves.push_back(leaf_hash(testing::bytes(input.as_string())));
        }
    }
    static std::vector<Digest> hashes(const boost::json::value& list) {
        std::vector<Digest> found;
        for (const auto& text : list.as_array()) {
            found.push_back(digest(text.as_string()));
        }
        return found;
    }
    boost::json::object vectors;
    std::vector<Digest> leaves;
};

TEST_F(Rfc6962Vectors, RootsAndProofsAreTheirs) {
    SlowTree tree(leaves);
    EXPECT_EQ(leaves, hashes(vectors.at("leaf_hashes")));
    const auto roots = hashes(vectors.at("roots_by_size_1_to_8"));
    CompactRange range;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        range.append(leaves[i]);
        EXPECT_EQ(range.root(), roots[i]);
    }
    int compared = 0;
    for (const auto& value : vectors.at("inclusion").as_array()) {
        const auto& row = value.as_object();
        EXPECT_EQ(
            inclusion_proof(number_in(row.at("index")), number_in(row.at("size")), tree.nodes()).value(),
            hashes(row.at("proof")));
        ++compared;
    }
    for (const auto& value : vectors.at("consistency").as_array()) {
        const auto& row = value.as_object();
        EXPECT_EQ(
            consistency_proof(number_in(row.at("size1")), number_in(row.at("size2")), tree.nodes()).value(),
            hashes(row.at("proof")));
        ++compared;
    }
    EXPECT_EQ(compared, 72);
}

}  // namespace
}  // namespace daylit::merkle
