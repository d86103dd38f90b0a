#include "crypto/sealing/envelope_record.hpp"

#include "base/encoding.hpp"

namespace daylit::sealing {

namespace {

constexpr std::string_view gcm = "aes_256_gcm";
constexpr std::string_view cbc = "aes_256_cbc";

// Somewhat more than an envelope's reader takes (crypto/sealing/envelope.cpp), so that its figures stand
// once.
constexpr std::size_t most_bytes = 8 * 1024;

std::optional<Point> point_of(const std::string& hex) {
    const auto bytes = from_hex(hex);
    if (!bytes || bytes->size() != point_bytes) {
        return std::nullopt;
    }
    auto point = Point::from_bytes(*bytes);
    return point ? std::optional(*std::move(point)) : std::nullopt;
}

bool take(const std::string& hex, std::string& bytes) {
    auto read = hex.size() <= 2 * most_bytes ? from_hex(hex) : std::nullopt;
    if (!read) {
        return false;
    }
    bytes = *std::move(read);
    return true;
}

}  // namespace

EnvelopeRecord record_of(const Envelope& envelope) {
    EnvelopeRecord record;
    record.cipher = envelope.cipher == ContentCipher::aes_256_gcm ? gcm : cbc;
    record.ephemeral = to_hex(envelope.ephemeral.compressed());
    record.ephemeral_at = static_cast<std::int64_t>(envelope.ephemeral_at);
    record.issuer = to_hex(envelope.issuer);
    record.serial = to_hex(envelope.serial);
    record.content_size = static_cast<std::int64_t>(envelope.content_size);
    record.size = static_cast<std::int64_t>(envelope.size);
    record.recipients = to_hex(envelope.recipients);
    record.algorithm = to_hex(envelope.algorithm);
    record.mac = to_hex(envelope.mac);
    return record;
}

std::optional<Envelope> envelope_of(const EnvelopeRecord& record) {
    Envelope envelope;
    const bool is_gcm = record.cipher == gcm;
    const auto ephemeral = point_of(record.ephemeral);
    if ((!is_gcm && record.cipher != cbc) || !ephemeral) {
        return std::nullopt;
    }
    envelope.cipher = is_gcm ? ContentCipher::aes_256_gcm : ContentCipher::aes_256_cbc;
    envelope.ephemeral = *ephemeral;
    if (!take(record.issuer, envelope.issuer) || !take(record.serial, envelope.serial) ||
        !take(record.recipients, envelope.recipients) || !take(record.algorithm, envelope.algorithm) ||
        !take(record.mac, envelope.mac)) {
        return std::nullopt;
    }
    // What the parts are used for (Envelope::frame_with, writing over the point) holds for them.
    const bool fit = record.content_size > 0 && record.content_size < record.size &&
                     record.ephemeral_at > 0 &&
                     record.ephemeral_at < record.size - static_cast<std::int64_t>(uncompressed_bytes) &&
                     envelope.recipients.find(ephemeral->uncompressed()) != std::string::npos &&
                     envelope.mac.size() == (is_gcm ? 16U : 0U);
    if (!fit) {
        return std::nullopt;
    }
    envelope.ephemeral_at = static_cast<std::uint64_t>(record.ephemeral_at);
    envelope.content_size = static_cast<std::uint64_t>(record.content_size);
    envelope.size = static_cast<std::uint64_t>(record.size);
    return envelope;
}

}  // namespace daylit::sealing
