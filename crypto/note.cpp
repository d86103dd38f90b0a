#include "crypto/note.hpp"

#include "base/encoding.hpp"
#include "crypto/note_key.hpp"

#include <algorithm>
#include <array>

namespace daylit {

namespace {

constexpr std::size_t most_note_bytes = 64 * 1024;
constexpr std::size_t most_signatures = 64;
constexpr std::size_t id_size = 4;
constexpr char ed25519_type = '\x01';
constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space

// Unicode's White_Space beyond ASCII, in UTF-8.
constexpr std::array<std::string_view, 19> wide_spaces{
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
    "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86",
    "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80",
};

bool is_note_character(char c) {
    return c == '\n' || static_cast<unsigned char>(c) >= 0x20;
}

bool is_note_text(std::string_view text) {
    return is_utf8(text) && std::all_of(text.begin(), text.end(), is_note_character);
}

// One line without its line end.
std::optional<NoteSignature> read_signature(std::string_view line) {
    if (!line.starts_with(dash)) {
        return std::nullopt;
    }
    line.remove_prefix(dash.size());
    const auto space = line.find(' ');
    if (space == line.npos || !is_note_key_name(line.substr(0, space))) {
        return std::nullopt;
    }
    const auto bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() <= id_size) {
        return std::nullopt;
    }
    return NoteSignature{std::string(line.substr(0, space)), bytes->substr(0, id_size),
                         bytes->substr(id_size)};
}

const NoteVerifier* find_verifier(const NoteSignature& signature, std::span<const NoteVerifier> known) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const NoteVerifier& verifier) {
        return verifier.name() == signature.name && verifier.id() == signature.id;
    });
    return found == known.end() ? nullptr : &*found;
}

}  // namespace

bool is_note_key_name(std::string_view name) {
    const auto is_plain = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '+';
    };
    return !name.empty() && is_utf8(name) && std::all_of(name.begin(), name.end(), is_plain) &&
           std::none_of(wide_spaces.begin(), wide_spaces.end(),
                        [&](std::string_view space) { return name.find(space) != name.npos; });
}

NoteVerifier::NoteVerifier(std::string name, Ed25519PublicKey key)
    : name_(std::move(name)), id_(note_key_id(name_, ed25519_type, key.bytes())), key_(std::move(key)) {
    ensure(is_note_key_name(name_), "a note's key has a plain name");
}

Result<NoteVerifier> NoteVerifier::parse(std::string_view text, const std::string& field) {
    auto key = parse_note_key(text, ed25519_type, field);
    return key ? Result<NoteVerifier>(NoteVerifier(std::move(key->name), std::move(key->key)))
               : std::move(key).refusal();
}

std::string NoteVerifier::text() const {
    return note_key_text(name_, ed25519_type, key_);
}

NoteSigner::NoteSigner(std::string name, Ed25519PrivateKey key)
    : key_(std::move(key)), verifier_(std::move(name), key_.public_key()) {}

std::string NoteSigner::sign(std::string_view text) const {
    return note_signature_line(verifier_.name(), verifier_.id(), key_.sign(text));
}

Result<Note> parse_note(std::string_view bytes, const std::string& field) {
    const auto malformed = refuse("malformed_note", field);
    const auto gap = bytes.rfind("\n\n");
    if (bytes.size() > most_note_bytes || gap == bytes.npos || !is_note_text(bytes) ||
        !bytes.ends_with('\n')) {
        return malformed;
    }
    Note note{std::string(bytes.substr(0, gap + 1)), {}};
    for (auto rest = bytes.substr(gap + 2); !rest.empty();) {
        const auto end = rest.find('\n');
        auto signature = read_signature(rest.substr(0, end));
        if (!signature || note.signatures.size() == most_signatures) {
            return malformed;
        }
        note.signatures.push_back(std::move(*signature));
        rest.remove_prefix(end + 1);
    }
    return note.signatures.empty() ? Result<Note>(malformed) : Result<Note>(std::move(note));
}

Result<std::vector<std::string>> verify_note(const Note& note, std::span<const NoteVerifier> known,
                                             const std::string& field) {
    std::vector<std::string> names;
    for (const auto& signature : note.signatures) {
        const auto* verifier = find_verifier(signature, known);
        if (verifier == nullptr) {
            continue;
        }
        if (auto outcome = verifier->key().verify(note.text, signature.signature, field); !outcome) {
            return std::move(outcome).refusal();
        }
        if (std::find(names.begin(), names.end(), signature.name) == names.end()) {
            names.push_back(signature.name);
        }
    }
    return names.empty() ? Result<std::vector<std::string>>(refuse("note_not_signed", field)) : names;
}

std::string signed_note(const std::string& text, std::span<const NoteSigner> signers) {
    ensure(is_note_text(text) && text.ends_with('\n') && !signers.empty(),
           "a note's text is fit to be signed");
    auto note = text + "\n";
    for (const auto& signer : signers) {
        note += signer.sign(text);
    }
    return note;
}

}  // namespace daylit
