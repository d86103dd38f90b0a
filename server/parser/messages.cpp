#include "server/parser/messages.hpp"

#include "base/encoding.hpp"

#include <array>

namespace daylit::parser {

namespace {

using sealing::ContentCipher;
using sealing::Point;

constexpr std::string_view gcm = "aes_256_gcm";
constexpr std::string_view cbc = "aes_256_cbc";

// Somewhat more than an envelope's reader takes (crypto/sealing/envelope.cpp), so that its figures stand
// once.
constexpr std::size_t most_bytes = 8 * 1024;
constexpr std::int64_t point_size = 65;

constexpr std::array<std::string_view, 5> reading_codes{"envelope_not_encrypted", "envelope_malformed",
                                                        "envelope_algorithms", "envelope_recipients",
                                                        "malformed_point"};
constexpr std::array<std::string_view, 6> opening_codes{"envelope_does_not_open", "signed_malformed",
                                                        "signed_algorithms",      "signature_invalid",
                                                        "certificate_malformed",  "key_not_p256"};

template <std::size_t Count>
bool has(const std::array<std::string_view, Count>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::optional<Point> point_of(const std::string& hex) {
    const auto bytes = from_hex(hex);
    if (!bytes || bytes->size() != sealing::point_bytes) {
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

std::string_view without_line_feed(std::string_view line) {
    return line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
}

template <class Answer>
std::optional<Answer> read_line(std::string_view line) {
    auto answer = parse_as<Answer>(without_line_feed(line));
    return answer ? std::optional(*std::move(answer)) : std::nullopt;
}

}  // namespace

EnvelopeMessage message_of(const sealing::Envelope& envelope) {
    EnvelopeMessage message;
    message.cipher = envelope.cipher == ContentCipher::aes_256_gcm ? gcm : cbc;
    message.ephemeral = to_hex(envelope.ephemeral.compressed());
    message.ephemeral_at = static_cast<std::int64_t>(envelope.ephemeral_at);
    message.issuer = to_hex(envelope.issuer);
    message.serial = to_hex(envelope.serial);
    message.content_size = static_cast<std::int64_t>(envelope.content_size);
    message.size = static_cast<std::int64_t>(envelope.size);
    message.recipients = to_hex(envelope.recipients);
    message.algorithm = to_hex(envelope.algorithm);
    message.mac = to_hex(envelope.mac);
    return message;
}

std::optional<sealing::Envelope> envelope_of(const EnvelopeMessage& message) {
    sealing::Envelope envelope;
    const bool is_gcm = message.cipher == gcm;
    const auto ephemeral = point_of(message.ephemeral);
    if ((!is_gcm && message.cipher != cbc) || !ephemeral) {
        return std::nullopt;
    }
    envelope.cipher = is_gcm ? ContentCipher::aes_256_gcm : ContentCipher::aes_256_cbc;
    envelope.ephemeral = *ephemeral;
    if (!take(message.issuer, envelope.issuer) || !take(message.serial, envelope.serial) ||
        !take(message.recipients, envelope.recipients) || !take(message.algorithm, envelope.algorithm) ||
        !take(message.mac, envelope.mac)) {
        return std::nullopt;
    }
    // What the parts are used for (Envelope::frame_with, writing over the point) holds for them.
    const bool fit = message.content_size > 0 && message.content_size < message.size &&
                     message.ephemeral_at > 0 && message.ephemeral_at < message.size - point_size &&
                     envelope.recipients.find(ephemeral->uncompressed()) != std::string::npos &&
                     envelope.mac.size() == (is_gcm ? 16U : 0U);
    if (!fit) {
        return std::nullopt;
    }
    envelope.ephemeral_at = static_cast<std::uint64_t>(message.ephemeral_at);
    envelope.content_size = static_cast<std::uint64_t>(message.content_size);
    envelope.size = static_cast<std::uint64_t>(message.size);
    return envelope;
}

std::optional<CheckAnswer> read_check_answer(std::string_view line) {
    auto answer = read_line<CheckAnswer>(line);
    if (!answer || answer->checked.has_value() == answer->refused.has_value() ||
        (answer->refused && !has(reading_codes, answer->refused->code))) {
        return std::nullopt;
    }
    return answer;
}

std::optional<OpenAnswer> read_open_answer(std::string_view line) {
    auto answer = read_line<OpenAnswer>(line);
    if (!answer || answer->opened.has_value() == answer->refused.has_value() ||
        (answer->refused && !has(reading_codes, answer->refused->code) &&
         !has(opening_codes, answer->refused->code))) {
        return std::nullopt;
    }
    return answer;
}

std::string frame_of(std::size_t size) {
    std::string header;
    for (unsigned shift = 32; shift > 0;) {
        shift -= 8;
        header += static_cast<char>(size >> shift & 0xffU);
    }
    return header;
}

std::uint32_t size_in_frame(std::string_view header) {
    std::uint32_t size = 0;
    for (const char byte : header.substr(0, frame_header)) {
        size = size << 8U | static_cast<unsigned char>(byte);
    }
    return size;
}

}  // namespace daylit::parser
