// What a witness says about a checkpoint (C2SP tlog-cosignature, Ed25519): that at this time it was the
// largest consistent tree of this log that the witness had seen. A cosignature is a signature line of the
// checkpoint's note, of a type of its own: its key's id differs from that of the same key as a plain note
// signer.
//
// Refusals: malformed_verifier_key, signature_invalid, those of notes and checkpoints.
#pragma once

#include "crypto/checkpoint.hpp"

#include <optional>

namespace daylit {

// A witness whom a reader trusts. Its key as text is "<name>+<id as 8 hex digits>+<base64(0x04 || key)>".
class WitnessVerifier {
public:
    WitnessVerifier(std::string name, Ed25519PublicKey key);
    static Result<WitnessVerifier> parse(std::string_view text, const std::string& field = {});
    std::string text() const;

    const std::string& name() const { return name_; }
    const std::string& id() const { return id_; }  // 4 bytes

    // The POSIX time, in seconds, of this witness's cosignature on the note: none when it has not cosigned.
    // Refuses when its line is there and wrong.
    Result<std::optional<std::int64_t>> cosigned_at(const Note& note, const std::string& field = {}) const;

private:
    std::string name_;
    std::string id_;
    Ed25519PublicKey key_;
};

class WitnessSigner {
public:
    WitnessSigner(std::string name, Ed25519PrivateKey key);
    const WitnessVerifier& verifier() const { return verifier_; }
    // The signature line, with its line end, over a checkpoint's text. `at` is POSIX time in seconds, after
    // 1970.
    std::string cosign(std::string_view text, std::int64_t at) const;

private:
    Ed25519PrivateKey key_;
    WitnessVerifier verifier_;
};

}  // namespace daylit
