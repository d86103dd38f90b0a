// The question that a log asks its witnesses (C2SP tlog-witness, add-checkpoint): the size that the witness
// is thought to have seen, the proof that the new tree continues it, and the new checkpoint.
//
// Refusals: malformed_witness_request.
#pragma once

#include "crypto/digest.hpp"
#include "crypto/note.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daylit {

struct WitnessRequest {
    std::uint64_t old_size = 0;
    std::vector<Digest> proof;  // at most 63
    std::string note;           // the checkpoint's exact bytes
    bool operator==(const WitnessRequest&) const = default;
};

std::string witness_request_text(const WitnessRequest& request);
// Form alone; the note is not looked into.
Result<WitnessRequest> parse_witness_request(std::string_view body);

// A size as the protocol spells it: digits alone, without a leading zero. None for another spelling.
std::optional<std::uint64_t> parse_log_size(std::string_view text);

}  // namespace daylit
