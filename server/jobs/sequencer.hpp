// The sequencer gives committed events their leaf numbers, grows the tree and signs checkpoints. It alone
// holds the log's key, and works as a database user of its own.
//
// Before it signs it recomputes the root by a second path out of what it reads back, and proves that the new
// tree continues the last one it signed. It keeps that last head in a synced file beside its key and signs
// only successors: a database that was set back, or one that another tree was written into, is refused,
// loudly.
#pragma once

#include "crypto/checkpoint.hpp"
#include "schema/log_store.hpp"

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>

namespace daylit::jobs {

// The log does not continue what was signed; nothing more is signed until a person has looked.
class LogRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// The last signed head as text: "<size>\n<hex root>\n", written aside, synced and renamed into place.
class SignedHead {
public:
    explicit SignedHead(std::filesystem::path file) : file_(std::move(file)) {}
    struct Head {
        std::uint64_t size = 0;
        Digest root;
    };
    std::optional<Head> read() const;  // throws LogRefused when the file is there but not readable as one
    void write(const Head& head) const;

private:
    std::filesystem::path file_;
};

class Sequencer {
public:
    // Told after each signed checkpoint: its size, and the digests of the events that are new under it.
    using SignedOne = std::function<void(std::uint64_t size, const std::vector<Digest>& events)>;

    Sequencer(schema::LogStore& log, NoteSigner signer, std::string origin, SignedHead head,
              SignedOne signed_one);

    // Throws LogRefused where the database does not hold what was signed last: fewer leaves, or another tree.
    void check_signed() const;

    // One round: takes what is pending, signs once. Tells whether more is waiting. Does nothing while another
    // process is the sequencer.
    bool run();

private:
    std::size_t take_pending();
    void sign_up_to_date();
    void store_tiles(std::uint64_t from, std::uint64_t size);
    void sign(std::uint64_t previous, std::uint64_t size);

    schema::LogStore& log_;
    NoteSigner signer_;
    std::string origin_;
    SignedHead head_;
    SignedOne signed_one_;
};

}  // namespace daylit::jobs
