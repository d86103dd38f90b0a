// Signed notes and checkpoints: what is read is written back to the byte, and nothing is signed by a key that
// did not.
#include "base/encoding.hpp"
#include "crypto/checkpoint.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

namespace {

std::string written(const Note& note) {
    auto text = note.text + "\n";
    for (const auto& signature : note.signatures) {
        text += "\u2014 " + signature.name + " " + to_base64(signature.id + signature.signature) + "\n";
    }
    return text;
}

void try_checkpoint(std::string_view text) {
    const auto checkpoint = parse_checkpoint_text(text);
    if (checkpoint) {
        ensure(checkpoint_text(*checkpoint) == text, "a checkpoint has one form");
    }
}

}  // namespace

void try_input(std::string_view bytes) {
    static const NoteSigner log("fuzz.example/log", Ed25519PrivateKey::generate());
    try_checkpoint(bytes);
    if (const auto note = parse_note(bytes)) {
        ensure(written(*note) == bytes, "a note has one form");
        try_checkpoint(note->text);
        ensure(!verify_note(*note, std::span(&log.verifier(), 1)), "nobody else has our key");
        ensure(!open_checkpoint(bytes, log.verifier()), "nobody else has our key");
    }
    if (const auto verifier = NoteVerifier::parse(bytes)) {
        ensure(verifier->text() == bytes, "a verifier key has one form");
    }
}

}  // namespace daylit::fuzz
