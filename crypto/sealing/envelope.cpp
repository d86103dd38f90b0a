#include "crypto/sealing/envelope.hpp"

#include "crypto/sealing/cms.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace daylit::sealing {

namespace {

using enum BerTag;
using Length = BerReader::Length;
using namespace std::string_view_literals;

using cms_type::data;
using cms_type::signed_data;

// The contents of object identifiers, as X.690 encodes them.
constexpr auto enveloped_data = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"sv;               // …7.3
constexpr auto auth_enveloped_data = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17"sv;  // …9.16.1.23
constexpr auto ec_public_key = "\x2a\x86\x48\xce\x3d\x02\x01"sv;                        // 1.2.840.10045.2.1
constexpr auto p256 = "\x2a\x86\x48\xce\x3d\x03\x01\x07"sv;                             // 1.2.840.10045.3.1.7
constexpr std::array key_agreements{"\x2b\x81\x04\x01\x0b\x01"sv,        // 1.3.132.1.11.1, SHA-256
                                    "\x2b\x81\x04\x01\x0b\x02"sv,        // SHA-384
                                    "\x2b\x81\x04\x01\x0b\x03"sv};       // SHA-512
constexpr auto aes_256_wrap = "\x60\x86\x48\x01\x65\x03\x04\x01\x2d"sv;  // 2.16.840.1.101.3.4.1.45
constexpr auto aes_256_gcm = "\x60\x86\x48\x01\x65\x03\x04\x01\x2e"sv;   // …1.46
constexpr auto aes_256_cbc = "\x60\x86\x48\x01\x65\x03\x04\x01\x2a"sv;   // …1.42

constexpr std::size_t most_name = 2048;
constexpr std::size_t most_serial = 20;  // RFC 5280, 4.1.2.2
constexpr std::size_t most_recipients = 4096;
constexpr std::size_t most_key_material = 64;
constexpr std::size_t wrapped_key = 40;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t block = 16;
constexpr std::size_t mac_size = 16;

// As the sender wrote it; nullopt where it is no point of an elliptic curve, or names another curve.
std::optional<std::string> ephemeral_point(BerReader& ber, bool& names_curve) {
    ber.enter(explicit_0);
    ber.enter(explicit_1);
    ber.enter(sequence);
    const bool is_ec = ber.take(object_identifier, most_oid) == ec_public_key;
    names_curve = ber.next_is(object_identifier);
    const bool is_p256 = !names_curve || ber.take(object_identifier, most_oid) == p256;
    if (ber.next_is(null)) {
        (void)ber.take(null, 0);
    }
    ber.leave();
    const auto bits = ber.take(bit_string, 1 + uncompressed_bytes);
    ber.leave();
    ber.leave();
    if (!is_ec || !is_p256 || bits.empty() || bits.front() != '\0') {
        return std::nullopt;
    }
    return bits.substr(1);
}

bool is_agreement(BerReader& ber) {
    ber.enter(sequence);
    const auto agreement = ber.take(object_identifier, most_oid);
    ber.enter(sequence);
    const auto wrap = ber.take(object_identifier, most_oid);
    if (ber.next_is(null)) {
        (void)ber.take(null, 0);
    }
    ber.leave();
    ber.leave();
    return std::ranges::find(key_agreements, std::string_view(agreement)) != key_agreements.end() &&
           wrap == aes_256_wrap;
}

// OpenSSL looks into names and numbers more closely than we need to: what it cannot read nobody could check.
bool is_read_by_others(const std::string& frame) {
    const auto memory = openssl::reading(frame);
    const Cms cms(d2i_CMS_bio(memory.get(), nullptr));
    openssl::forget_errors();
    return cms != nullptr;
}

}  // namespace

std::string Envelope::frame_with(const Point& point) const {
    auto recipient = recipients;
    const auto at = recipient.find(ephemeral.uncompressed());
    recipient.replace(at, uncompressed_bytes, point.uncompressed());
    const bool is_gcm = cipher == ContentCipher::aes_256_gcm;
    const auto sealed = ber_element(integer, is_gcm ? "\0"sv : "\2"sv) + recipient +
                        ber_element(sequence, ber_element(object_identifier, data) + algorithm) +
                        (is_gcm ? ber_element(octet_string, mac) : std::string());
    return ber_element(sequence,
                       ber_element(object_identifier, is_gcm ? auth_enveloped_data : enveloped_data) +
                           ber_element(explicit_0, ber_element(sequence, sealed)));
}

EnvelopeReader::EnvelopeReader(ByteSource source) : ber_(std::move(source)) {}

void EnvelopeReader::refuse_as(const char* code) {
    if (!ber_.failed()) {
        code_ = code;
        ber_.fail();
    }
}

Refusal EnvelopeReader::refusal() const {
    return code_ != nullptr ? refuse(code_) : refuse("envelope_malformed");
}

void EnvelopeReader::read_type() {
    if (!ber_.next_is(sequence)) {
        return refuse_as("envelope_not_encrypted");
    }
    ber_.enter(sequence, Length::any);
    const auto type = ber_.take(object_identifier, most_oid);
    if (type == data || type == signed_data) {
        return refuse_as("envelope_not_encrypted");
    }
    if (type != enveloped_data && type != auth_enveloped_data) {
        return ber_.fail();
    }
    envelope_.cipher = type == auth_enveloped_data ? ContentCipher::aes_256_gcm : ContentCipher::aes_256_cbc;
    ber_.enter(explicit_0, Length::any);
    ber_.enter(sequence, Length::any);
    const auto version = ber_.take(integer, 1);
    if (version != (type == auth_enveloped_data ? "\0"sv : "\2"sv)) {
        ber_.fail();
    }
}

void EnvelopeReader::read_recipients() {
    const auto begun = ber_.position();
    envelope_.recipients = ber_.take_whole(set, most_recipients);
    if (ber_.failed()) {
        return;
    }
    BerReader one(bytes_in(envelope_.recipients));
    one.enter(set);
    if (!one.next_is(explicit_1)) {
        return refuse_as("envelope_algorithms");  // RSA, a password, a key that both hold
    }
    one.enter(explicit_1);
    const bool is_version = one.take(integer, 1) == "\3"sv;
    bool names_curve = false;
    const auto ephemeral = ephemeral_point(one, names_curve);
    const bool has_material = one.next_is(explicit_1);
    if (has_material) {
        one.enter(explicit_1);
        (void)one.take(octet_string, most_key_material);
        one.leave();
    }
    const bool is_listed = is_agreement(one);
    one.enter(sequence);
    one.enter(sequence);
    const bool by_serial = one.next_is(sequence);
    if (by_serial) {
        one.enter(sequence);
        envelope_.issuer = one.take_whole(sequence, most_name);
        envelope_.serial = one.take(integer, most_serial);
        one.leave();
    } else {
        one.fail();
    }
    const bool has_key = one.take(octet_string, wrapped_key).size() == wrapped_key;
    one.leave();
    const bool one_key = !one.more();
    if (one_key) {
        one.leave();
        one.leave();
    }
    const bool alone = one_key && !one.more();
    if (!one.failed() && !alone) {
        return refuse_as("envelope_recipients");
    }
    one.leave();
    one.finish();
    if (one.failed() || !is_version || !has_key) {
        return by_serial ? refuse_as("envelope_malformed") : refuse_as("envelope_recipients");
    }
    // The library pkijs names the curve; where it was given no key material of the user's, it derives the key
    // from what no other tool derives it from, and nobody could open what it sealed.
    if (!is_listed || !ephemeral || (names_curve && !has_material)) {
        return refuse_as("envelope_algorithms");
    }
    auto point = Point::from_bytes(*ephemeral);
    if (!point || ephemeral->size() != uncompressed_bytes) {
        return refuse_as("malformed_point");
    }
    envelope_.ephemeral = *point;
    envelope_.ephemeral_at = begun + envelope_.recipients.find(*ephemeral);
}

void EnvelopeReader::read_algorithm() {
    envelope_.algorithm = ber_.take_whole(sequence, 64);
    BerReader one(bytes_in(envelope_.algorithm));
    one.enter(sequence);
    const auto cipher = one.take(object_identifier, most_oid);
    bool fits = false;
    if (envelope_.cipher == ContentCipher::aes_256_gcm) {
        one.enter(sequence);
        const auto nonce = one.take(octet_string, nonce_size);
        fits = cipher == aes_256_gcm && nonce.size() == nonce_size && one.take(integer, 1) == "\x10"sv;
        one.leave();
    } else {
        fits = cipher == aes_256_cbc && one.take(octet_string, block).size() == block;
    }
    one.leave();
    one.finish();
    if (one.failed() || !fits) {
        refuse_as("envelope_algorithms");
    }
}

Outcome EnvelopeReader::head() {
    read_type();
    read_recipients();
    ber_.enter(sequence, Length::any);
    if (ber_.take(object_identifier, most_oid) != data) {
        ber_.fail();
    }
    read_algorithm();
    segmented_ = ber_.next_is(explicit_0);
    if (segmented_) {
        ber_.enter(explicit_0, Length::any);
        (void)next_segment();
    } else {
        ber_.begin(primitive_0);
    }
    return ber_.failed() ? Outcome(refusal()) : Outcome(Done{});
}

bool EnvelopeReader::next_segment() {
    if (!segmented_ || !ber_.more()) {
        return false;
    }
    ber_.begin(octet_string);
    return !ber_.failed();
}

std::size_t EnvelopeReader::content(std::span<char> to) {
    for (;;) {
        if (const auto size = ber_.read(to); size > 0) {
            envelope_.content_size += size;
            return size;
        }
        if (ber_.failed() || to.empty() || !next_segment()) {
            return 0;
        }
    }
}

Result<Envelope> EnvelopeReader::tail() {
    const bool is_gcm = envelope_.cipher == ContentCipher::aes_256_gcm;
    if (segmented_) {
        ber_.leave();
    }
    ber_.leave();
    if (is_gcm) {
        envelope_.mac = ber_.take(octet_string, mac_size);
        if (envelope_.mac.size() != mac_size) {
            refuse_as("envelope_algorithms");
        }
    }
    ber_.leave();
    ber_.leave();
    ber_.leave();
    ber_.finish();
    envelope_.size = ber_.position();
    if (envelope_.content_size == 0 || (!is_gcm && envelope_.content_size % block != 0) ||
        (!ber_.failed() && !is_read_by_others(envelope_.frame_with(envelope_.ephemeral)))) {
        ber_.fail();
    }
    return ber_.failed() ? Result<Envelope>(refusal()) : Result<Envelope>(envelope_);
}

Result<Envelope> read_envelope(ByteSource source) {
    EnvelopeReader reader(std::move(source));
    if (auto head = reader.head(); !head) {
        return head.refusal();
    }
    std::array<char, 16 * 1024> piece{};
    while (reader.content(piece) > 0) {}
    return reader.tail();
}

}  // namespace daylit::sealing
