// What a log asks its witnesses and what they answer: a question has one form, and nobody cosigns for a
// witness but itself.
#include "crypto/cosignature.hpp"
#include "crypto/witness_request.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    static const WitnessSigner witness("fuzz.example/witness", Ed25519PrivateKey::generate());
    if (const auto request = parse_witness_request(bytes)) {
        ensure(witness_request_text(*request) == bytes, "a question has one form");
        ensure(request->proof.size() <= 63, "a proof is no longer than a tree is high");
    }
    if (const auto size = parse_log_size(bytes)) {
        ensure(std::to_string(*size) == bytes, "a size has one spelling");
    }
    if (const auto verifier = WitnessVerifier::parse(bytes)) {
        ensure(verifier->text() == bytes, "a witness's key has one form");
    }
    if (const auto note = parse_note(bytes)) {
        const auto said = witness.verifier().cosigned_at(*note);
        ensure(!said || !*said, "nobody else has our witness's key");
        // Under the witness's own line whatever stands there before is still no cosignature of its own.
        const auto cosigned = parse_note(std::string(bytes) + witness.cosign(note->text, 1'772'424'000));
        if (cosigned) {
            const auto again = witness.verifier().cosigned_at(*cosigned);
            ensure(!again || *again == 1'772'424'000, "a cosignature says when");
        }
    }
}

}  // namespace daylit::fuzz
