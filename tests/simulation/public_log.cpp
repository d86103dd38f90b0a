// The log's signer, and an auditor who sees nothing but what the public sees of the log: checkpoints and
// entries.
#include "crypto/checkpoint.hpp"
#include "server/app/log.hpp"
#include "tests/simulation/simulation.hpp"

#include <bit>
#include <span>

namespace daylit::simulation {

namespace {

constexpr std::uint64_t tile_width = 256;

// RFC 6962, 2.1, as it stands there.
Digest tree_hash(std::span<const Digest> entries) {
    if (entries.empty()) {
        return sha256("");
    }
    if (entries.size() == 1) {
        return sha256(std::string(1, '\0') + std::string(entries.front().view()));
    }
    const auto left = std::bit_floor(entries.size() - 1);
    return sha256("\1" + std::string(tree_hash(entries.first(left)).view()) +
                  std::string(tree_hash(entries.subspan(left)).view()));
}

// C2SP tlog-tiles: each entry of an entries resource after its length in two bytes.
std::vector<Digest> entries_of(const app::Services& services, std::uint64_t size) {
    std::vector<Digest> entries;
    for (std::uint64_t tile = 0; tile * tile_width < size; ++tile) {
        const auto width = std::min(tile_width, size - tile * tile_width);
        auto path = "tile/entries/00" + std::to_string(tile);
        path += width < tile_width ? ".p/" + std::to_string(width) : "";
        const auto bytes = app::log_tile(services, path);
        if (!bytes || bytes->size() != 34 * width) {
            throw Broken("the log does not serve " + path);
        }
        for (std::size_t at = 0; at < bytes->size(); at += 34) {
            if (bytes->substr(at, 2) != std::string_view("\0\x20", 2)) {
                throw Broken("an entry of the log is no digest: " + path);
            }
            entries.push_back(*Digest::from_bytes(std::string_view(*bytes).substr(at + 2, 32)));
        }
    }
    return entries;
}

}  // namespace

void Simulation::sign_log() {
    if (chance_.one_in(5)) {
        fault("the process dies while it signs");
        auto& fuse = chance_.one_in(2) ? center_.breaking_log.begins : center_.breaking_log.commits;
        fuse.set(static_cast<int>(chance_.from(1, 5)), [] { throw Crash(); });
    }
    if (tried("the signer", [&] { center_.sign_log(); })) {
        say("the log is signed up to " + std::to_string(center_.told_size()));
    }
    read_log();
}

// Until nothing waits for the log any more.
void Simulation::sign_all() {
    for (int round = 0; round < 6; ++round) {
        if (chance_.one_in(3)) {
            break_next();
        }
        sign_log();
        mend();
        bool done = false;
        center_.log.read([&](schema::LogWork& log) {
            const auto signed_now = log.checkpoint();
            done = log.pending(1).empty() && signed_now && signed_now->size == log.leaf_count();
        });
        if (done && round > 0) {
            return;
        }
    }
    throw Broken("events still wait for the log");
}

// Past all faults: what is served is signed, is a tree over just these entries, and begins with what was
// served before.
void Simulation::read_log() {
    const auto was_running = center_.store.alive();
    center_.store.start();
    const auto note = app::checkpoint_note(center_.running());
    if (note) {
        const auto checkpoint = open_checkpoint(*note, center_.log_verifier());
        if (!checkpoint) {
            throw Broken("the checkpoint is refused: " + checkpoint.refusal().code);
        }
        auto entries = entries_of(center_.running(), checkpoint->size);
        if (tree_hash(entries) != checkpoint->root) {
            throw Broken("the checkpoint is not over the entries that are served");
        }
        if (entries.size() < log_.size() || !std::equal(log_.begin(), log_.end(), entries.begin())) {
            throw Broken("the log does not begin as it did");
        }
        log_ = std::move(entries);
    }
    if (center_.told_size() > log_.size()) {
        throw Broken("a tree was said to be signed that is not served");
    }
    if (!was_running) {
        center_.store.stop();
    }
}

}  // namespace daylit::simulation
