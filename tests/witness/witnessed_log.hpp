// A small log whose history a test may bend: it grows, is set back, and grows otherwise.
#pragma once

#include "crypto/checkpoint.hpp"
#include "crypto/witness_request.hpp"
#include "tests/crypto/tree_fixture.hpp"

#include <gtest/gtest.h>

namespace daylit::testing {

class WitnessedTree {
public:
    explicit WitnessedTree(std::string origin = "log.example/daylight")
        : signer_(std::move(origin), Ed25519PrivateKey::generate()) {}

    const NoteSigner& signer() const { return signer_; }
    const NoteVerifier& verifier() const { return signer_.verifier(); }

    void grow(std::size_t count, const std::string& history = "") {
        for (std::size_t i = 0; i < count; ++i) {
            leaves_.push_back(merkle::leaf_hash(history + std::to_string(leaves_.size())));
        }
    }
    void set_back(std::size_t size) { leaves_.resize(size); }
    std::size_t size() const { return leaves_.size(); }

    std::string note() const {
        return sign_checkpoint({verifier().name(), leaves_.size(), SlowTree(leaves_).root(leaves_.size())},
                               signer_);
    }
    std::string request(std::uint64_t old_size) const {
        SlowTree tree(leaves_);
        WitnessRequest request{old_size, {}, note()};
        if (auto proof = merkle::consistency_proof(old_size, leaves_.size(), tree.nodes())) {
            request.proof = *proof;
        }
        return witness_request_text(request);
    }

private:
    NoteSigner signer_;
    std::vector<Digest> leaves_;
};

}  // namespace daylit::testing
