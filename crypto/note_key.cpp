#include "crypto/note_key.hpp"

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "crypto/note.hpp"

namespace daylit {

std::string note_key_id(std::string_view name, char type, std::string_view key) {
    std::string bytes(name);
    bytes += '\n';
    bytes += type;
    bytes += key;
    return std::string(sha256(bytes).view().substr(0, 4));
}

std::string note_key_text(const std::string& name, char type, const Ed25519PublicKey& key) {
    return name + "+" + to_hex(note_key_id(name, type, key.bytes())) + "+" +
           to_base64(std::string(1, type) + key.bytes());
}

Result<NoteKey> parse_note_key(std::string_view text, char type, const std::string& field) {
    const auto malformed = refuse("malformed_verifier_key", field);
    const auto first = text.find('+');
    const auto second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos || !is_note_key_name(text.substr(0, first))) {
        return malformed;
    }
    const auto id = from_hex(text.substr(first + 1, second - first - 1));
    const auto typed_key = from_base64(text.substr(second + 1));
    if (!id || !typed_key || typed_key->empty() || typed_key->front() != type) {
        return malformed;
    }
    auto key = Ed25519PublicKey::from_bytes(std::string_view(*typed_key).substr(1), field);
    std::string name(text.substr(0, first));
    if (!key || note_key_id(name, type, key->bytes()) != *id) {
        return malformed;
    }
    return NoteKey{std::move(name), std::move(*key)};
}

std::string note_signature_line(const std::string& name, const std::string& id,
                                const std::string& signature) {
    return "\xe2\x80\x94 " + name + " " + to_base64(id + signature) + "\n";
}

}  // namespace daylit
