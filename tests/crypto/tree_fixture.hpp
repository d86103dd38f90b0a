// A tree worked out the slow and obvious way, straight from RFC 6962's definition, to check the quick one
// against.
#pragma once

#include "crypto/merkle.hpp"

#include <map>
#include <vector>

namespace daylit::testing {

inline std::vector<Digest> some_leaves(std::size_t count) {
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i) {
        leaves.push_back(merkle::leaf_hash(sha256("event " + std::to_string(i)).view()));
    }
    return leaves;
}

// MTH(D[begin:end]), remembered, since brute force asks again and again.
class SlowTree {
public:
    explicit SlowTree(std::vector<Digest> leaves) : leaves_(std::move(leaves)) {}

    Digest root(std::size_t begin, std::size_t end) {
        if (begin == end) {
            return merkle::empty_root();
        }
        if (end - begin == 1) {
            return leaves_.at(begin);
        }
        const auto known = known_.find({begin, end});
        if (known != known_.end()) {
            return known->second;
        }
        std::size_t split = 1;
        while (split * 2 < end - begin) {
            split *= 2;
        }
        const auto hash = merkle::node_hash(root(begin, begin + split), root(begin + split, end));
        return known_[{begin, end}] = hash;
    }
    Digest root(std::size_t size) { return root(0, size); }

    merkle::NodeSource nodes() {
        return [this](const merkle::Node& node) -> Result<Digest> {
            const auto leaves = std::size_t{1} << node.height;
            return root(node.index * leaves, (node.index + 1) * leaves);
        };
    }
    const std::vector<Digest>& leaves() const { return leaves_; }

private:
    std::vector<Digest> leaves_;
    std::map<std::pair<std::size_t, std::size_t>, Digest> known_;
};

}  // namespace daylit::testing
