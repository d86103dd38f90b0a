// Who cheated in a ceremony: a holder that was given bad shares shows everybody what its envelope holds, by
// the point that opens this envelope and no other, and a proof that its own key made it.
//
// Refusals (the complaint proves nothing): those of envelopes and of equality proofs.
#pragma once

#include "crypto/sealing/dealing.hpp"
#include "crypto/sealing/envelope.hpp"
#include "crypto/sealing/equality.hpp"

namespace daylit::sealing {

// A dealer's shares for one holder, one for each key of the pool: 32 bytes each, one after another.
std::string shares_text(std::span<const Scalar> shares);
// Refuses share_invalid for another length, or numbers that are not below the order.
Result<std::vector<Scalar>> parse_shares(std::string_view bytes, std::size_t count);

struct Complaint {
    std::uint64_t holder = 0;
    std::string envelope;  // as the dealer signed and sent it
    Point opens;           // the holder's key times the envelope's point
    EqualityProof proof;
};

Complaint complain(std::uint64_t holder, const Scalar& key, const std::string& envelope);

enum class ComplaintVerdict {
    dealer_cheated,  // the envelope does not open, or holds other shares than were promised
    unfounded,       // it holds exactly what was promised
};

// `holders_key`: of the certificate that the envelope was to be sealed to; `promised`: the dealer's
// commitments, one for each key of the pool.
Result<ComplaintVerdict> judge_complaint(const Complaint& complaint, const Point& holders_key,
                                         std::span<const Commitments> promised);

}  // namespace daylit::sealing
