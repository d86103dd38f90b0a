// Signed notes (C2SP signed-note) with Ed25519 signatures: text, an empty line, then lines
// "— <key name> <base64(key id || signature)>". Signatures by keys that the reader does not know are ignored.
//
// Refusals: malformed_note, malformed_verifier_key, note_not_signed, signature_invalid.
#pragma once

#include "crypto/ed25519.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daylit {

// Not empty, UTF-8, without Unicode spaces, control characters and plus signs.
bool is_note_key_name(std::string_view name);

// A key that a reader trusts under a name. Its id is the first four bytes of SHA-256(name || 0x0A || 0x01 ||
// key).
class NoteVerifier {
public:
    NoteVerifier(std::string name, Ed25519PublicKey key);
    // "<name>+<id as 8 hex digits>+<base64(0x01 || key)>"
    static Result<NoteVerifier> parse(std::string_view text, const std::string& field = {});
    std::string text() const;

    const std::string& name() const { return name_; }
    const std::string& id() const { return id_; }  // 4 bytes
    const Ed25519PublicKey& key() const { return key_; }

private:
    std::string name_;
    std::string id_;
    Ed25519PublicKey key_;
};

class NoteSigner {
public:
    NoteSigner(std::string name, Ed25519PrivateKey key);
    const NoteVerifier& verifier() const { return verifier_; }
    // The signature line, with its line end, over a text that ends in a line end.
    std::string sign(std::string_view text) const;

private:
    Ed25519PrivateKey key_;
    NoteVerifier verifier_;
};

struct NoteSignature {
    std::string name;
    std::string id;         // 4 bytes
    std::string signature;  // 64 bytes for Ed25519; another algorithm's may be longer
    bool operator==(const NoteSignature&) const = default;
};

struct Note {
    std::string text;  // with its last line end
    std::vector<NoteSignature> signatures;
    bool operator==(const Note&) const = default;
};

// Form alone: at most 64 KiB and 64 signatures. The text means nothing before verify_note.
Result<Note> parse_note(std::string_view bytes, const std::string& field = {});

// The names of the known keys that signed, each once. Refuses when none did, or when a known key's signature
// is wrong.
Result<std::vector<std::string>> verify_note(const Note& note, std::span<const NoteVerifier> known,
                                             const std::string& field = {});

// text || empty line || the signers' lines. The text must be fit for a note: our own bug otherwise.
std::string signed_note(const std::string& text, std::span<const NoteSigner> signers);

}  // namespace daylit
