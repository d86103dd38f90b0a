// The Merkle tree of RFC 6962, 2.1: SHA-256, leaves and nodes under prefixes of their own. Proofs are made
// from the hashes of perfect subtrees, wherever these come from, and are verified as RFC 9162, 2.1.3.2
// and 2.1.4.2 say.
//
// Refusals of the verifiers: leaf_out_of_range, sizes_out_of_order, proof_wrong_length, proof_wrong_root.
#pragma once

#include "crypto/digest.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace daylit::merkle {

Digest leaf_hash(
    std::string_view leaf);  // SHA-256(0x00 || leaf); a leaf of our log is an event digest's 32 bytes
Digest node_hash(const Digest& left, const Digest& right);  // SHA-256(0x01 || left || right)
Digest empty_root();                                        // SHA-256 of nothing

// That the leaf stands at `index` of the tree of `size` leaves with this root.
Outcome verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                         std::span<const Digest> proof, const Digest& root);

// That the tree of `later` leaves begins with the tree of `earlier` leaves. Nothing can be proved from an
// empty tree: sizes_out_of_order.
Outcome verify_consistency(std::uint64_t earlier, std::uint64_t later, std::span<const Digest> proof,
                           const Digest& earlier_root, const Digest& later_root);

// The perfect subtree of 2^height leaves from leaf index * 2^height on.
struct Node {
    int height = 0;
    std::uint64_t index = 0;
    auto operator<=>(const Node&) const = default;
};
using NodeSource = std::function<Result<Digest>(const Node&)>;

// From the leaf upwards. Refuses leaf_out_of_range, and whatever the source refuses.
Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                            const NodeSource& source);
// Refuses sizes_out_of_order, also from an empty tree, which proves nothing. Between equal trees it is empty.
Result<std::vector<Digest>> consistency_proof(std::uint64_t earlier, std::uint64_t later,
                                              const NodeSource& source);
// The roots of the perfect subtrees that a tree of this size consists of, the largest (leftmost) first.
Result<std::vector<Digest>> right_edge(std::uint64_t size, const NodeSource& source);

// The root of as many items as given, each a subtree's root (RFC 6962, 2.1, with items for leaf hashes).
Digest root_of(std::span<const Digest> items);

// The head of a growing tree: its size and its right edge, at most 64 hashes.
class CompactRange {
public:
    CompactRange() = default;
    // Goes on from a stored right edge; its length follows from the size (our own bug otherwise).
    CompactRange(std::uint64_t size, std::vector<Digest> edge);

    void append(const Digest& leaf);
    std::uint64_t size() const { return size_; }
    const std::vector<Digest>& edge() const { return edge_; }
    Digest root() const;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> edge_;
};

}  // namespace daylit::merkle
