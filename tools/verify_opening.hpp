// `daylight verify opening`: everything about an opening that can be checked by somebody who trusts neither
// the platform nor its officers.
#pragma once

#include "crypto/cosignature.hpp"
#include "crypto/proof_bundle.hpp"
#include "tendering/opening_bundle.hpp"

#include <map>

namespace daylit::tools {

struct OpeningTrust {
    Certificate authority;
    NoteVerifier log;
    std::vector<WitnessVerifier> witnesses;  // none: that step says so, and does not hold
};

// Every step in order; those that need a failed one are not ok and say so. `envelopes`: the sealed letters by
// submission.
std::vector<ProofStep> check_opening(const tendering::OpeningBundle& bundle,
                                     const std::map<std::string, std::string>& envelopes,
                                     const OpeningTrust& trust);
// Each sealed letter with the agreed point in the place of its own, for `openssl cms -decrypt` with the
// key 1. Of a bundle that holds.
std::map<std::string, std::string> published_envelopes(const tendering::OpeningBundle& bundle,
                                                       const std::map<std::string, std::string>& envelopes);

int verify_opening(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
