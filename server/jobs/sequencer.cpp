#include "server/jobs/sequencer.hpp"

#include "crypto/synced_file.hpp"
#include "crypto/tiled_log.hpp"
#include "server/app/log_tiles.hpp"

#include <charconv>
#include <fstream>
#include <sstream>

namespace daylit::jobs {

namespace {

using app::tiles_of;
constexpr int leaves_a_round = 2000;

std::vector<Digest> leaf_hashes(const std::vector<Digest>& events) {
    std::vector<Digest> hashes;
    hashes.reserve(events.size());
    for (const auto& event : events) {
        hashes.push_back(merkle::leaf_hash(event.view()));
    }
    return hashes;
}

template <class T>
T sound(Result<T> result, const char* what) {
    if (!result) {
        throw LogRefused(std::string(what) + ": " + result.refusal().code);
    }
    return std::move(result).value();
}

}  // namespace

std::optional<SignedHead::Head> SignedHead::read() const {
    std::ifstream in(file_, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    std::string size_line;
    std::string root_line;
    std::getline(in, size_line);
    std::getline(in, root_line);
    Head head;
    const auto [end, error] =
        std::from_chars(size_line.data(), size_line.data() + size_line.size(), head.size);
    const auto root = Digest::from_hex(root_line);
    if (error != std::errc() || end != size_line.data() + size_line.size() || !root) {
        throw LogRefused("the signed head's file is damaged: " + file_.string());
    }
    head.root = *root;
    return head;
}

void SignedHead::write(const Head& head) const {
    write_synced(file_, std::to_string(head.size) + "\n" + head.root.hex() + "\n");
}

Sequencer::Sequencer(schema::LogStore& log, NoteSigner signer, std::string origin, SignedHead head,
                     SignedOne signed_one)
    : log_(log),
      signer_(std::move(signer)),
      origin_(std::move(origin)),
      head_(std::move(head)),
      signed_one_(std::move(signed_one)) {}

void Sequencer::check_signed() const {
    const auto head = head_.read();
    if (!head) {
        return;
    }
    log_.read([&](schema::LogWork& work) {
        if (static_cast<std::uint64_t>(work.leaf_count()) < head->size) {
            throw LogRefused("the database holds fewer leaves than the last signed checkpoint");
        }
        if (sound(merkle::compact_range(head->size, tiles_of(work)), "reading the signed tree").root() !=
            head->root) {
            throw LogRefused("the database holds another tree than the one that was signed last");
        }
    });
}

bool Sequencer::run() {
    if (!log_.hold_sequencer_lock()) {
        return false;
    }
    const auto taken = take_pending();
    sign_up_to_date();
    return taken == leaves_a_round;
}

std::size_t Sequencer::take_pending() {
    std::size_t taken = 0;
    log_.transact([&](schema::LogWork& work) {
        const auto pending = work.pending(leaves_a_round);
        taken = pending.size();
        if (taken > 0) {
            work.assign(work.leaf_count(), pending);
        }
    });
    return taken;
}

void Sequencer::sign_up_to_date() {
    std::uint64_t previous = 0;
    std::uint64_t size = 0;
    log_.transact([&](schema::LogWork& work) {
        const auto stored = work.checkpoint();
        previous = stored ? static_cast<std::uint64_t>(stored->size) : 0;
        size = static_cast<std::uint64_t>(work.leaf_count());
    });
    const auto head = head_.read();
    if (head && (size < head->size)) {
        throw LogRefused("the database holds fewer leaves than the last signed checkpoint");
    }
    if (size > previous) {
        store_tiles(previous, size);
        sign(previous, size);
    }
}

void Sequencer::store_tiles(std::uint64_t from, std::uint64_t size) {
    log_.transact([&](schema::LogWork& work) {
        const auto added =
            leaf_hashes(work.leaves(static_cast<std::int64_t>(from), static_cast<int>(size - from)));
        if (added.size() != size - from) {
            throw LogRefused("leaves are missing in the database");
        }
        for (const auto& tile : sound(merkle::grown_tiles(from, added, tiles_of(work)), "growing the tree")) {
            work.put_tile({tile.at.level, static_cast<std::int64_t>(tile.at.index), tile.hashes});
        }
    });
}

void Sequencer::sign(std::uint64_t previous, std::uint64_t size) {
    Digest root;
    std::vector<Digest> events;
    log_.transact([&](schema::LogWork& work) {
        const auto read = tiles_of(work);
        root = sound(merkle::compact_range(size, read), "reading the tree back").root();
        if (sound(merkle::audited_root(previous, size, read), "recomputing the tree") != root) {
            throw LogRefused("two ways to the root disagree");
        }
        // The leaves themselves, read back, must be the ones that the tiles hold.
        auto grown = sound(merkle::compact_range(previous, read), "reading the tree back");
        events = work.leaves(static_cast<std::int64_t>(previous), static_cast<int>(size - previous));
        for (const auto& leaf : leaf_hashes(events)) {
            grown.append(leaf);
        }
        if (grown.root() != root) {
            throw LogRefused("the tiles do not hold the leaves");
        }
        if (const auto head = head_.read()) {
            const auto proof =
                sound(merkle::consistency_proof(head->size, size, read), "proving that the tree goes on");
            sound(merkle::verify_consistency(head->size, size, proof, head->root, root),
                  "the tree does not continue the last signed one");
        }
    });
    const Checkpoint checkpoint{origin_, size, root};
    const auto note = sign_checkpoint(checkpoint, signer_);
    head_.write({size, root});
    bool swapped = false;
    log_.transact([&](schema::LogWork& work) {
        swapped = work.swap_checkpoint(static_cast<std::int64_t>(previous),
                                       {static_cast<std::int64_t>(size), note});
    });
    if (!swapped) {
        throw LogRefused("another checkpoint was stored meanwhile");
    }
    signed_one_(size, events);
}

}  // namespace daylit::jobs
