// log_check_bench [ENTRIES]: checks a log of a million entries from a folder, on one thread, and beside it
// does the bare hashing that cannot be saved: two tree hashes an entry.
#include "crypto/random.hpp"
#include "crypto/tiled_log.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tools/log_check.hpp"

#include <fmt/core.h>
#include <chrono>
#include <filesystem>
#include <fstream>

namespace {

using namespace daylit;
using Stopwatch = std::chrono::steady_clock;

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

// The public files of a log whose entries are random.
NoteVerifier publish(const std::filesystem::path& folder, std::size_t size) {
    std::vector<Digest> entries;
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < size; ++i) {
        entries.push_back(*Digest::from_bytes(random_bytes(32)));
        leaves.push_back(merkle::leaf_hash(entries.back().view()));
    }
    const auto tiles = merkle::grown_tiles(0, leaves, [](const auto&) { return std::string(); });
    for (const auto& tile : tiles.value()) {
        write(folder / tile_path(tile.at), tile.hashes);
    }
    for (std::size_t first = 0; first < size; first += merkle::tile_width) {
        const auto width = std::min<std::size_t>(merkle::tile_width, size - first);
        write(folder / merkle::entries_path(first / merkle::tile_width, static_cast<int>(width)),
              merkle::entry_bundle(std::span(entries).subspan(first, width)));
    }
    const NoteSigner signer("log.example", Ed25519PrivateKey::generate());
    write(folder / "checkpoint", sign_checkpoint({"log.example", size, merkle::root_of(leaves)}, signer));
    return signer.verifier();
}

long long milliseconds_since(Stopwatch::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Stopwatch::now() - begin).count();
}

}  // namespace

int main(int count, char** values) {
    const std::size_t size = count > 1 ? std::stoul(values[1]) : 1'000'000;
    const testing_support::TemporaryFolder own_folder;
    const auto& folder = own_folder.path();
    const auto log = publish(folder, size);

    auto begin = Stopwatch::now();
    Digest hash;
    for (std::size_t i = 0; i < 2 * size; ++i) {
        hash = merkle::node_hash(hash, hash);
    }
    const auto bare = milliseconds_since(begin);
    // The hash is used, so that no compiler leaves the loop out.
    ensure(hash != Digest(), "the hashes were made");

    begin = Stopwatch::now();
    const auto verdict = tools::check_log([&] { return tools::open_log_files(folder.string(), ""); },
                                          {.log = log, .threads = 1});
    const auto checked = milliseconds_since(begin);
    ensure(all_ok(verdict.steps), "every step of the check holds");
    fmt::print("{{\"entries\": {}, \"hashes_ms\": {}, \"checked_ms\": {}}}\n", size, bare, checked);
    return 0;
}
