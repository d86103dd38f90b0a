// Proofs that one secret number stands behind all of a batch: B = k·G and every D_i = k·C_i, exactly as
// RFC 9497, 2.2 has them for VOPRF with P-256 and SHA-256, so that stock libraries make and check them.
//
// Refusals: malformed_proof, proof_invalid.
#pragma once

#include "crypto/sealing/group.hpp"

#include <vector>

namespace daylit::sealing {

// A point and what the secret number made of it.
struct Multiple {
    Point of;
    Point is;
};

// 64 bytes: c and s.
using EqualityProof = std::string;

constexpr std::size_t most_in_batch = 65535;  // its index has two bytes

// `key` times the generator is `public_key`; the batch is not empty, and none of its points is infinity. The
// number that hides the key is derived from the key and all that is proved (as RFC 6979 does for signatures),
// so that no two proofs share one.
EqualityProof prove_equality(const Scalar& key, const Point& public_key, const std::vector<Multiple>& batch);
// With a number of the caller's: for published vectors alone.
EqualityProof prove_equality(const Scalar& key, const Point& public_key, const std::vector<Multiple>& batch,
                             const Scalar& random);
// Refuses an empty batch, one that is too large, and infinity, too: nothing is proved of them.
Outcome verify_equality(const Point& public_key, const std::vector<Multiple>& batch, std::string_view proof,
                        const std::string& field = {});

}  // namespace daylit::sealing
