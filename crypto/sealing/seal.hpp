// Sealing, as stock tools do it: CMS AuthEnvelopedData with AES-256-GCM to one P-256 key by ephemeral-static
// ECDH (X9.63 with SHA-256, AES-256 key wrap), around CMS SignedData of the contents by the bidder's
// certificate. Written piece by piece, in BER with indefinite lengths, in memory that does not grow with the
// contents.
//
// `openssl cms -sign -binary -nodetach -nosmimecap -md sha256 …` and then `openssl cms -encrypt -binary
// -aes-256-gcm -recip lot.crt -keyopt ecdh_kdf_md:sha256 -outform DER` make the same.
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/sealing/ber.hpp"
#include "crypto/sealing/group.hpp"

namespace daylit::sealing {

struct SealingSigner {
    const Certificate& certificate;
    const P256PrivateKey& key;  // the certificate's
};

// What is signed and sealed is everything that the source gives: one byte at least.
void seal_signed(const Certificate& recipient, const SealingSigner& signer, const ByteSource& contents,
                 const ByteSink& sink);
// Small contents to a key that has no certificate: a share in a ceremony. Who dealt it, the message says that
// carries it.
std::string seal_to_point(const Point& recipient, std::string_view contents);
// What was sealed so, by the key that it was sealed to. Refuses what envelope.hpp and opening.hpp refuse.
Result<Secret> open_with_key(const Scalar& key, std::string_view envelope);

}  // namespace daylit::sealing
