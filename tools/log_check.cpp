#include "tools/log_check.hpp"

#include "crypto/merkle.hpp"
#include "crypto/tile.hpp"
#include "crypto/tree_rebuild.hpp"
#include "tools/ordered_fetch.hpp"

#include <algorithm>
#include <unordered_set>

namespace daylit::tools {

namespace {

using merkle::hash_size;
using merkle::tile_width;

constexpr std::uint64_t window = 64;
constexpr std::size_t entry_size = 2 + hash_size;

class LogBroken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A resource of `width` items of `item_size` bytes; a partial one may be gone once the full one is there
// (C2SP tlog-tiles, "Partial Tiles").
std::string read_items(LogFiles& files, const std::string& path, const std::string& full_path, int width,
                       std::size_t item_size) {
    const auto wanted = static_cast<std::size_t>(width) * item_size;
    auto there = wanted;
    auto bytes = files.get(path);
    if (!bytes && path != full_path) {
        bytes = files.get(full_path);
        there = static_cast<std::size_t>(tile_width) * item_size;
    }
    if (!bytes) {
        throw LogBroken(path + " is missing");
    }
    if (bytes->size() != there) {
        throw LogBroken(path + " has the wrong length");
    }
    bytes->resize(wanted);
    return std::move(*bytes);
}

std::vector<Digest> read_tile(LogFiles& files, const merkle::TileCoordinate& at) {
    const auto bytes = read_items(files, merkle::tile_path(at),
                                  merkle::tile_path({at.level, at.index, tile_width}), at.width, hash_size);
    std::vector<Digest> hashes;
    hashes.reserve(static_cast<std::size_t>(at.width));
    for (std::size_t from = 0; from < bytes.size(); from += hash_size) {
        hashes.push_back(*Digest::from_bytes(std::string_view(bytes).substr(from, hash_size)));
    }
    return hashes;
}

struct DigestHash {
    std::size_t operator()(const Digest& digest) const {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i) {
            value = (value << 8U) | digest.bytes[i];
        }
        return value;
    }
};
using DigestSet = std::unordered_set<Digest, DigestHash>;

struct CheckedTile {
    std::vector<Digest> hashes;
    std::vector<Digest> found;  // of the events that are looked for
};

// One lowest tile: its leaves hash to it.
CheckedTile check_tile(LogFiles& files, std::uint64_t index, int width, const DigestSet& wanted) {
    CheckedTile tile{read_tile(files, {0, index, width}), {}};
    const auto path = merkle::entries_path(index, width);
    const auto bytes = read_items(files, path, merkle::entries_path(index, tile_width), width, entry_size);
    for (std::size_t i = 0; i < tile.hashes.size(); ++i) {
        const auto entry = std::string_view(bytes).substr(i * entry_size, entry_size);
        const auto leaf = entry.substr(2);
        if (entry[0] != '\0' || entry[1] != static_cast<char>(hash_size) ||
            merkle::leaf_hash(leaf) != tile.hashes[i]) {
            throw LogBroken(path + ": entry " + std::to_string(i) + " is not the tile's");
        }
        if (!wanted.empty()) {
            const auto digest = *Digest::from_bytes(leaf);
            if (wanted.contains(digest)) {
                tile.found.push_back(digest);
            }
        }
    }
    return tile;
}

// A served tile above the lowest against what it must be.
void compare(LogFiles& files, const merkle::Tile& own) {
    const auto full = merkle::TileCoordinate{own.at.level, own.at.index, tile_width};
    if (read_items(files, merkle::tile_path(own.at), merkle::tile_path(full), own.at.width, hash_size) !=
        own.hashes) {
        throw LogBroken(merkle::tile_path(own.at) + " does not fit the tiles below it");
    }
}

ProofStep step(std::string name, bool ok, std::string zh, std::string en) {
    return {std::move(name), ok, std::move(zh), std::move(en)};
}

ProofStep check_witnesses(const Note& note, const LogQuestion& question) {
    std::string names;
    std::size_t count = 0;
    for (const auto& witness : question.witnesses) {
        const auto at = witness.cosigned_at(note);
        if (at && *at) {
            ++count;
            names += (names.empty() ? "" : ", ") + witness.name() + " (" +
                     to_rfc3339(Instant(std::chrono::seconds(**at))) + ")";
        }
    }
    return step("witnesses", count >= question.quorum,
                "已会签的见证人：" + (names.empty() ? "无" : names) + "；要求至少 " +
                    std::to_string(question.quorum) + " 个。",
                "Cosigned by: " + (names.empty() ? "nobody" : names) +
                    "; wanted: " + std::to_string(question.quorum) + " at least.");
}

struct Earlier {
    std::string name;
    Result<Checkpoint> checkpoint;
};

ProofStep check_earlier(const Earlier& earlier, const Checkpoint& now, const merkle::TreeRebuild& tree) {
    if (!earlier.checkpoint) {
        return step("earlier", false, earlier.name + " 不是该日志签名的检查点。",
                    earlier.name + " is not a checkpoint signed by this log.");
    }
    const auto size = std::to_string(earlier.checkpoint->size);
    if (earlier.checkpoint->size > now.size) {
        return step("earlier", false, "日志变短了：" + earlier.name + " 有 " + size + " 条。",
                    "The log has shrunk: " + earlier.name + " has " + size + " records.");
    }
    const bool holds = tree.root(earlier.checkpoint->size) == earlier.checkpoint->root;
    return step(
        "earlier", holds,
        holds ? "日志以 " + earlier.name + " 的 " + size + " 条记录开头，未被改动。"
              : "日志被改写：前 " + size + " 条与 " + earlier.name + " 不同。",
        holds ? "The log begins with the " + size + " records of " + earlier.name + ", unchanged."
              : "The log was rewritten: its first " + size + " records differ from " + earlier.name + "'s.");
}

// Goes through the leaves; tells which of the wanted events were met.
DigestSet rebuild(const OpenFiles& open, const LogQuestion& question, std::uint64_t size,
                  merkle::TreeRebuild& tree) {
    DigestSet wanted;
    for (const auto& event : question.events) {
        wanted.insert(event.digest);
    }
    std::vector<std::unique_ptr<LogFiles>> files;
    for (std::size_t i = 0; i < question.threads; ++i) {
        files.push_back(open());
    }
    const auto count = (size + tile_width - 1) / tile_width;
    OrderedFetch<CheckedTile> tiles(
        count, files.size(), window, [&](std::size_t thread, std::uint64_t index) {
            return check_tile(*files[thread], index, merkle::tile_width_at(size, 0, index), wanted);
        });
    DigestSet met;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto tile = tiles.take();
        tree.add(tile.hashes);
        met.insert(tile.found.begin(), tile.found.end());
    }
    tree.finish();
    return met;
}

class LogCheck {
public:
    LogCheck(const OpenFiles& open, const LogQuestion& question)
        : open_(open), question_(question), files_(open()) {}

    LogVerdict run() {
        if (read_checkpoint()) {
            check_tree();
        }
        return std::move(verdict_);
    }

private:
    bool read_checkpoint() {
        auto note = files_->get("checkpoint");
        auto checkpoint = open_checkpoint(note.value_or(""), question_.log);
        if (!checkpoint) {
            verdict_.steps.push_back(step("checkpoint", false, "没有该日志密钥签名的检查点。",
                                          "There is no checkpoint signed by the log's key."));
            return false;
        }
        now_ = std::move(*checkpoint);
        const auto size = std::to_string(now_.size);
        verdict_.steps.push_back(
            step("checkpoint", true, "检查点由日志 " + now_.origin + " 签名，共 " + size + " 条记录。",
                 "The checkpoint over " + size + " records is signed by the log " + now_.origin + "."));
        verdict_.checkpoint = *note;
        if (!question_.witnesses.empty()) {
            verdict_.steps.push_back(check_witnesses(*parse_note(*note), question_));
        }
        return true;
    }

    void check_tree() {
        std::vector<Earlier> earlier;
        std::vector<std::uint64_t> sizes{now_.size};
        for (const auto& kept : question_.earlier) {
            earlier.push_back({kept.name, open_checkpoint(kept.note, question_.log)});
            if (earlier.back().checkpoint) {
                sizes.push_back(earlier.back().checkpoint->size);
            }
        }
        merkle::TreeRebuild tree(sizes, [this](const merkle::Tile& tile) { compare(*files_, tile); });
        DigestSet met;
        try {
            met = rebuild(open_, question_, now_.size, tree);
        } catch (const LogBroken& broken) {
            verdict_.steps.push_back(step("tiles", false, std::string("日志分片不成立：") + broken.what(),
                                          std::string("The log's tiles do not hold: ") + broken.what()));
            return;
        }
        verdict_.steps.push_back(step("tiles", true, "每条记录都与分片一致，每个分片都与下层一致。",
                                      "Every record is its tile's, every tile fits the ones below."));
        const bool same = tree.root(now_.size) == now_.root;
        verdict_.steps.push_back(
            step("root", same,
                 same ? "由全部记录重新算出的根与检查点一致。" : "由全部记录重新算出的根与检查点不同。",
                 same ? "The root recomputed from all records is the checkpoint's."
                      : "The root recomputed from all records is not the checkpoint's."));
        for (const auto& one : earlier) {
            verdict_.steps.push_back(check_earlier(one, now_, tree));
        }
        for (const auto& event : question_.events) {
            const bool in_log = met.contains(event.digest);
            verdict_.steps.push_back(
                step("receipt", in_log, event.name + (in_log ? " 的事件在日志中。" : " 的事件不在日志中。"),
                     "The event of " + event.name +
                         (in_log ? " stands in the log." : " does not stand in the log.")));
        }
    }

    const OpenFiles& open_;
    const LogQuestion& question_;
    std::unique_ptr<LogFiles> files_;
    Checkpoint now_;
    LogVerdict verdict_;
};

}  // namespace

LogVerdict check_log(const OpenFiles& open, const LogQuestion& question) {
    return LogCheck(open, question).run();
}

}  // namespace daylit::tools
