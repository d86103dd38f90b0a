// What a holder does about a lot whose key it holds a part of: it binds the key to one certificate, the first
// that it saw, and releases its parts for one closing list, the one that outside witnesses saw in time.
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "crypto/sealing/release.hpp"
#include "tools/holder/kept_ceremony.hpp"

namespace daylit::tools {

// Whom the holder believes, from files of its own.
struct HolderTrust {
    Certificate authority;  // the platform's, which issues lots' certificates
    NoteVerifier log;
    std::vector<WitnessVerifier> witnesses;
    std::size_t least_witnesses = 1;
};

// That the certificate is for this holder's ceremony and key, and the only one for this key. Keeps it.
// Refuses what certificates and transcripts refuse, ceremony_of_another, key_bound_to_another.
Result<sealing::LotKeyStatement> bind_lot(KeptCeremony& kept, const Certificate& lot,
                                          std::string_view transcript, const HolderTrust& trust);

// The parts' text. The caller keeps what was kept before it sends them. Refuses lot_not_bound,
// key_used_already, key_erased, and what a release refuses.
Result<std::string> release_lot(KeptCeremony& kept, const Certificate& lot,
                                const sealing::ReleaseEvidence& evidence, const HolderTrust& trust);

}  // namespace daylit::tools
