// That whoever commits to a number knows it: FROST's proof of knowledge in key generation (RFC 9591 leaves it
// to implementations; the challenge is that of ZF FROST's frost-p256 and of @noble/curves' p256_FROST).
//
// Refusals: malformed_proof, proof_invalid.
#pragma once

#include "crypto/sealing/group.hpp"

namespace daylit::sealing {

// 65 bytes: R compressed, then mu.
using PossessionProof = std::string;

// `holder`: its index in the ceremony, bound into the proof so that nobody passes it on as its own.
PossessionProof prove_possession(std::uint64_t holder, const Scalar& key, const Point& public_key);
Outcome verify_possession(std::uint64_t holder, const Point& public_key, std::string_view proof,
                          const std::string& field = {});

}  // namespace daylit::sealing
