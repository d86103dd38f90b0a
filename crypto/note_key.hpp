// What the kinds of note keys share (C2SP signed-note): ids, their text, and signature lines.
#pragma once

#include "crypto/ed25519.hpp"

#include <string>
#include <string_view>

namespace daylit {

// The first four bytes of SHA-256(name || 0x0A || type || key).
std::string note_key_id(std::string_view name, char type, std::string_view key);

// "<name>+<id as 8 hex digits>+<base64(type || key)>"
std::string note_key_text(const std::string& name, char type, const Ed25519PublicKey& key);

struct NoteKey {
    std::string name;
    Ed25519PublicKey key;
};
// Refuses malformed_verifier_key, also for a key of another type or whose id does not fit.
Result<NoteKey> parse_note_key(std::string_view text, char type, const std::string& field);

// "— <name> <base64(id || signature)>" with its line end.
std::string note_signature_line(const std::string& name, const std::string& id, const std::string& signature);

}  // namespace daylit
