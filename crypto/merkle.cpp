#include "crypto/merkle.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace daylit::merkle {

namespace {

// Leaves [begin, end) as RFC 6962 splits a tree: begin is a multiple of the largest power of two within.
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint64_t size() const { return end - begin; }
    // Where the tree over this range splits; more than one leaf.
    std::uint64_t middle() const { return begin + std::bit_floor(size() - 1); }
    Range left() const { return {begin, middle()}; }
    Range right() const { return {middle(), end}; }
};

// The perfect subtrees of a range, the largest first.
Result<std::vector<Digest>> perfect_parts(Range range, const NodeSource& source) {
    std::vector<Digest> parts;
    while (range.size() > 0) {
        const auto leaves = std::bit_floor(range.size());
        auto part = source({std::countr_zero(leaves), range.begin / leaves});
        if (!part) {
            return std::move(part).refusal();
        }
        parts.push_back(*part);
        range.begin += leaves;
    }
    return parts;
}

// Perfect subtrees of falling size hang together from the right.
Digest joined(std::span<const Digest> parts) {
    ensure(!parts.empty(), "a range has a leaf at least");
    Digest root = parts.back();
    for (auto left = parts.rbegin() + 1; left != parts.rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

Result<std::vector<Digest>> hashes_of(const std::vector<Range>& ranges, const NodeSource& source) {
    std::vector<Digest> hashes;
    for (const auto& range : ranges) {
        auto parts = perfect_parts(range, source);
        if (!parts) {
            return std::move(parts).refusal();
        }
        hashes.push_back(joined(*parts));
    }
    return hashes;
}

}  // namespace

Digest leaf_hash(std::string_view leaf) {
    std::string bytes(1, '\x00');
    return sha256(bytes.append(leaf));
}

Digest node_hash(const Digest& left, const Digest& right) {
    std::array<char, 65> bytes{'\x01'};
    std::copy(left.bytes.begin(), left.bytes.end(), bytes.begin() + 1);
    std::copy(right.bytes.begin(), right.bytes.end(), bytes.begin() + 33);
    return sha256({bytes.data(), bytes.size()});
}

Digest empty_root() {
    return sha256({});
}

namespace {

// Where a proof's reader stands: a node of the tree over `last + 1` leaves, one level higher with each step.
struct Climb {
    std::uint64_t at = 0;
    std::uint64_t last = 0;

    bool is_at_top() const { return last == 0; }
    bool takes_from_left() const { return (at & 1U) != 0 || at == last; }
    void rise(int levels) {
        at = levels < 64 ? at >> levels : 0;
        last = levels < 64 ? last >> levels : 0;
    }
    // A node at the right edge that has no sibling rises as it is, until it is a right child.
    void rise_past_lone_levels() { rise(std::countr_zero(at) + 1); }
};

}  // namespace

Outcome verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                         std::span<const Digest> proof, const Digest& root) {
    if (index >= size) {
        return refuse("leaf_out_of_range");
    }
    Climb climb{index, size - 1};
    auto hash = leaf;
    for (const auto& sibling : proof) {
        if (climb.is_at_top()) {
            return refuse("proof_wrong_length");
        }
        if (climb.takes_from_left()) {
            hash = node_hash(sibling, hash);
            climb.rise_past_lone_levels();
        } else {
            hash = node_hash(hash, sibling);
            climb.rise(1);
        }
    }
    if (!climb.is_at_top()) {
        return refuse("proof_wrong_length");
    }
    return hash == root ? Outcome(Done{}) : refuse("proof_wrong_root");
}

Outcome verify_consistency(std::uint64_t earlier, std::uint64_t later, std::span<const Digest> proof,
                           const Digest& earlier_root, const Digest& later_root) {
    if (earlier == 0 || earlier > later) {
        return refuse("sizes_out_of_order");
    }
    if (earlier == later) {
        if (!proof.empty()) {
            return refuse("proof_wrong_length");
        }
        return earlier_root == later_root ? Outcome(Done{}) : refuse("proof_wrong_root");
    }
    // An earlier tree that is perfect is itself the first node; otherwise the proof names it.
    const bool is_perfect = std::has_single_bit(earlier);
    if (proof.empty()) {
        return refuse("proof_wrong_length");
    }
    Climb climb{earlier - 1, later - 1};
    climb.rise(std::countr_one(climb.at));
    auto earlier_hash = is_perfect ? earlier_root : proof.front();
    auto later_hash = earlier_hash;
    for (const auto& sibling : is_perfect ? proof : proof.subspan(1)) {
        if (climb.is_at_top()) {
            return refuse("proof_wrong_length");
        }
        if (climb.takes_from_left()) {
            earlier_hash = node_hash(sibling, earlier_hash);
            later_hash = node_hash(sibling, later_hash);
            climb.rise_past_lone_levels();
        } else {
            later_hash = node_hash(later_hash, sibling);
            climb.rise(1);
        }
    }
    if (!climb.is_at_top()) {
        return refuse("proof_wrong_length");
    }
    const bool holds = earlier_hash == earlier_root && later_hash == later_root;
    return holds ? Outcome(Done{}) : refuse("proof_wrong_root");
}

Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                            const NodeSource& source) {
    if (index >= size) {
        return refuse("leaf_out_of_range");
    }
    std::vector<Range> siblings;
    for (Range range{0, size}; range.size() > 1;) {
        const bool is_left = index < range.middle();
        siblings.push_back(is_left ? range.right() : range.left());
        range = is_left ? range.left() : range.right();
    }
    std::reverse(siblings.begin(), siblings.end());
    return hashes_of(siblings, source);
}

Result<std::vector<Digest>> consistency_proof(std::uint64_t earlier, std::uint64_t later,
                                              const NodeSource& source) {
    if (earlier == 0 || earlier > later) {
        return refuse("sizes_out_of_order");
    }
    std::vector<Range> ranges;
    Range range{0, later};
    while (range.end != earlier) {
        const bool is_left = earlier <= range.middle();
        ranges.push_back(is_left ? range.right() : range.left());
        range = is_left ? range.left() : range.right();
    }
    if (range.begin != 0) {  // otherwise it is the earlier tree as a whole, which the verifier knows
        ranges.push_back(range);
    }
    std::reverse(ranges.begin(), ranges.end());
    return hashes_of(ranges, source);
}

Result<std::vector<Digest>> right_edge(std::uint64_t size, const NodeSource& source) {
    return perfect_parts({0, size}, source);
}

Digest root_of(std::span<const Digest> items) {
    if (items.empty()) {
        return empty_root();
    }
    if (items.size() == 1) {
        return items.front();
    }
    const auto left = std::bit_floor(items.size() - 1);
    return node_hash(root_of(items.first(left)), root_of(items.subspan(left)));
}

CompactRange::CompactRange(std::uint64_t size, std::vector<Digest> edge)
    : size_(size), edge_(std::move(edge)) {
    ensure(static_cast<std::size_t>(std::popcount(size_)) == edge_.size(), "a right edge fits its size");
}

void CompactRange::append(const Digest& leaf) {
    edge_.push_back(leaf);
    // Each trailing one of the old size is a perfect subtree that the new leaf completes.
    for (auto full = std::countr_one(size_); full > 0; --full) {
        const auto right = edge_.back();
        edge_.pop_back();
        edge_.back() = node_hash(edge_.back(), right);
    }
    ++size_;
}

Digest CompactRange::root() const {
    return edge_.empty() ? empty_root() : joined(edge_);
}

}  // namespace daylit::merkle
