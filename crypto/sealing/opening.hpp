// Opening an envelope with the agreed point alone: the scalar behind the recipient's key is never rebuilt.
// Put S = y·R in the place of R, and the private key 1 makes stock CMS software agree upon exactly what the
// sender did: so anybody opens it, with `openssl cms -decrypt` too.
//
// Refusals: envelope_does_not_open, and those of envelope.hpp.
#pragma once

#include "crypto/sealing/dealing.hpp"
#include "crypto/sealing/envelope.hpp"

namespace daylit::sealing {

// One holder's part of the agreement for one envelope: its number times R.
struct Part {
    std::uint64_t holder = 0;
    Point point;
};

// S: the gate's part and those of exactly as many officers as the threshold says, all different, each of them
// proved (equality.hpp) beforehand.
Point agreed_point(const Point& gates, std::span<const Part> officers);

// What is to be written over the 65 bytes at `ephemeral_at`, so that the key with the scalar 1 opens it.
std::string opened_point(const Point& agreed);
// That key, with the generator as its public half: PKCS#8 in PEM. It is known to everybody.
std::string one_key_pem();

// Opens what `source` reads, which is the very envelope that was read before, and gives its contents piece by
// piece. They count only when it ends well: where the cipher is GCM no one else could have sealed them so,
// and CBC says little, which is why what is inside is signed.

Outcome open_envelope(const Envelope& envelope, const Point& agreed, ByteSource source, const ByteSink& sink);

}  // namespace daylit::sealing
