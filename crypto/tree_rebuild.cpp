#include "crypto/tree_rebuild.hpp"

namespace daylit::merkle {

TreeRebuild::TreeRebuild(const std::vector<std::uint64_t>& sizes, std::function<void(const Tile&)> above)
    : above_(std::move(above)) {
    for (const auto size : sizes) {
        roots_[size] = empty_root();
    }
}

void TreeRebuild::add(std::span<const Digest> leaf_hashes) {
    const auto begin = full_.size() * tile_width;
    for (auto at = roots_.upper_bound(begin); at != roots_.end() && at->first <= begin + leaf_hashes.size();
         ++at) {
        at->second = root_with(leaf_hashes.first(static_cast<std::size_t>(at->first - begin)));
    }
    if (leaf_hashes.size() == tile_width) {
        const auto root = root_of(leaf_hashes);
        full_.append(root);
        add_above(1, root);
    }
}

void TreeRebuild::finish() {
    for (std::size_t i = 0; i < levels_.size(); ++i) {
        if (!levels_[i].digests.empty()) {
            give(static_cast<int>(i) + 1);
        }
    }
}

Digest TreeRebuild::root_with(std::span<const Digest> hashes) const {
    auto root = root_of(hashes);
    for (auto left = full_.edge().rbegin(); left != full_.edge().rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

void TreeRebuild::add_above(int level, const Digest& hash) {
    const auto place = static_cast<std::size_t>(level - 1);
    if (levels_.size() == place) {
        levels_.emplace_back();
    }
    levels_[place].digests.push_back(hash);
    levels_[place].hashes += hash.view();
    if (levels_[place].digests.size() == tile_width) {
        give(level);
        const auto root = root_of(levels_[place].digests);
        levels_[place] = {{}, {}, levels_[place].index + 1};
        add_above(level + 1, root);
    }
}

void TreeRebuild::give(int level) {
    const auto& own = levels_[static_cast<std::size_t>(level - 1)];
    above_({{level, own.index, static_cast<int>(own.digests.size())}, own.hashes});
}

}  // namespace daylit::merkle
