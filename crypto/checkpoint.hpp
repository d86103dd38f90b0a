// The log's signed tree heads (C2SP tlog-checkpoint): a signed note over origin, size and root.
//
// Refusals: those of notes, malformed_checkpoint, checkpoint_wrong_origin.
#pragma once

#include "crypto/digest.hpp"
#include "crypto/note.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daylit {

struct Checkpoint {
    std::string origin;      // the log's name; ours also names the log's key
    std::uint64_t size = 0;  // leaves
    Digest root;
    std::vector<std::string> extensions = {};  // further lines, opaque; our log writes none
    bool operator==(const Checkpoint&) const = default;
};

std::string checkpoint_text(const Checkpoint& checkpoint);  // what is signed
Result<Checkpoint> parse_checkpoint_text(std::string_view text, const std::string& field = {});

std::string sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& log);

// The checkpoint of the log that `log` names, its signature verified. Others' signatures may stand beside it.
Result<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& log,
                                   const std::string& field = {});

}  // namespace daylit
