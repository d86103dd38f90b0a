#include "crypto/cosignature.hpp"

#include "base/encoding.hpp"
#include "crypto/note_key.hpp"

namespace daylit {

namespace {

constexpr char cosignature_type = '\x04';
constexpr std::size_t time_size = 8;

std::string signed_message(std::string_view text, std::uint64_t at) {
    return "cosignature/v1\ntime " + std::to_string(at) + "\n" + std::string(text);
}

std::string big_endian(std::uint64_t number) {
    std::string bytes(time_size, '\0');
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, number >>= 8U) {
        *byte = static_cast<char>(number & 0xFFU);
    }
    return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char byte : bytes) {
        number = (number << 8U) | static_cast<unsigned char>(byte);
    }
    return number;
}

}  // namespace

WitnessVerifier::WitnessVerifier(std::string name, Ed25519PublicKey key)
    : name_(std::move(name)), id_(note_key_id(name_, cosignature_type, key.bytes())), key_(std::move(key)) {
    ensure(is_note_key_name(name_), "a witness has a plain name");
}

Result<WitnessVerifier> WitnessVerifier::parse(std::string_view text, const std::string& field) {
    auto key = parse_note_key(text, cosignature_type, field);
    return key ? Result<WitnessVerifier>(WitnessVerifier(std::move(key->name), std::move(key->key)))
               : std::move(key).refusal();
}

std::string WitnessVerifier::text() const {
    return note_key_text(name_, cosignature_type, key_);
}

Result<std::optional<std::int64_t>> WitnessVerifier::cosigned_at(const Note& note,
                                                                 const std::string& field) const {
    std::optional<std::int64_t> latest;
    for (const auto& line : note.signatures) {
        if (line.name != name_ || line.id != id_) {
            continue;
        }
        if (line.signature.size() <= time_size) {
            return refuse("signature_invalid", field);
        }
        const auto at = from_big_endian(std::string_view(line.signature).substr(0, time_size));
        if (at > INT64_MAX) {
            return refuse("signature_invalid", field);
        }
        auto holds = key_.verify(signed_message(note.text, at),
                                 std::string_view(line.signature).substr(time_size), field);
        if (!holds) {
            return std::move(holds).refusal();
        }
        latest = std::max(latest.value_or(0), static_cast<std::int64_t>(at));
    }
    return latest;
}

WitnessSigner::WitnessSigner(std::string name, Ed25519PrivateKey key)
    : key_(std::move(key)), verifier_(std::move(name), key_.public_key()) {}

std::string WitnessSigner::cosign(std::string_view text, std::int64_t at) const {
    ensure(at > 0, "a cosignature has a time");
    const auto time = static_cast<std::uint64_t>(at);
    return note_signature_line(verifier_.name(), verifier_.id(),
                               big_endian(time) + key_.sign(signed_message(text, time)));
}

}  // namespace daylit
