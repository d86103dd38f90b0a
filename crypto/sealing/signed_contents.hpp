// What lies inside an envelope: CMS SignedData (RFC 5652) with its contents in it, by one signer on P-256
// with SHA-256 over signed attributes, whose certificate comes with it. Read piece by piece.
//
// Whose certificate it is, and whether it was good, is for others to ask. Refusals: signed_malformed,
// signed_algorithms, signature_invalid, and those of a certificate that cannot be read.
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/sealing/ber.hpp"

namespace daylit::sealing {

struct SignedContents {
    Certificate signer;
    Digest digest;  // of the contents
    std::uint64_t size = 0;
};

// The contents go to the sink as they are read; they count only when it ends well.
Result<SignedContents> read_signed(ByteSource source, const ByteSink& sink);

}  // namespace daylit::sealing
