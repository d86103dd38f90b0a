// The public files of a log, one of which somebody else wrote: the check of the log holds only where that
// file is what the log had. The first byte says which file it is.
#include "crypto/random.hpp"
#include "crypto/tiled_log.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tools/log_check.hpp"

#include <array>
#include <map>

namespace daylit::fuzz {

namespace {

using Files = std::map<std::string, std::string>;

constexpr std::size_t leaves = 260;
const std::array<std::string, 6> names{"checkpoint",     "tile/0/000",       "tile/0/001.p/4",
                                       "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/4"};

struct Log {
    Files files;
    NoteVerifier verifier;
};

const Log& honest() {
    static const Log made = [] {
        const NoteSigner signer("fuzz.example/log", Ed25519PrivateKey::generate());
        std::vector<Digest> events;
        std::vector<Digest> hashes;
        for (std::size_t i = 0; i < leaves; ++i) {
            events.push_back(sha256(std::to_string(i)));
            hashes.push_back(merkle::leaf_hash(events.back().view()));
        }
        const auto nothing = [](const merkle::TileCoordinate&) { return std::string(); };
        Files files;
        const auto grown = merkle::grown_tiles(0, hashes, nothing).value();
        for (const auto& tile : grown) {
            files[merkle::tile_path(tile.at)] = tile.hashes;
        }
        const std::span<const Digest> all(events);
        files[names[4]] = merkle::entry_bundle(all.first(merkle::tile_width));
        files[names[5]] = merkle::entry_bundle(all.subspan(merkle::tile_width));
        files[names[0]] = sign_checkpoint({"fuzz.example/log", leaves, merkle::root_of(hashes)}, signer);
        return Log{std::move(files), signer.verifier()};
    }();
    return made;
}

class SomeFiles : public tools::LogFiles {
public:
    explicit SomeFiles(const Files& files) : files_(files) {}
    std::optional<std::string> get(const std::string& name) override {
        const auto found = files_.find(name);
        return found == files_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    const Files& files_;
};

bool holds(const Files& files) {
    const auto verdict = tools::check_log([&] { return std::make_unique<SomeFiles>(files); },
                                          {.log = honest().verifier, .threads = 1});
    return all_ok(verdict.steps);
}

}  // namespace

void try_input(std::string_view bytes) {
    static const bool sound = holds(honest().files);
    ensure(sound, "an honest log holds");
    if (bytes.empty()) {
        return;
    }
    const auto& name = names.at(static_cast<unsigned char>(bytes[0]) % names.size());
    auto files = honest().files;
    files[name] = bytes.substr(1);
    const bool same = files[name] == honest().files.at(name);
    // Others' lines under the checkpoint change nothing.
    ensure(holds(files) == same || (name == names[0] && open_checkpoint(files[name], honest().verifier).ok()),
           "a log holds only with its own files");
}

}  // namespace daylit::fuzz
