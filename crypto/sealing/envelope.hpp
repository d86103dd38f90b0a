// A sealed envelope: CMS AuthEnvelopedData with AES-256-GCM (RFC 5083, 5084), or EnvelopedData with
// AES-256-CBC (RFC 5652), to exactly one recipient by ephemeral-static ECDH on P-256 with a SHA-2 KDF and
// AES-256 key wrap (RFC 5753), in DER, or in BER with indefinite lengths where stock tools write them. What
// is sealed is read piece by piece, so that a large envelope takes no more memory than a small one.
//
// Nothing here is secret, and nothing says whether the envelope opens: only that it can be opened without
// surprises, by one key, in one way.
//
// Refusals: envelope_not_encrypted, envelope_malformed, envelope_algorithms, envelope_recipients,
// malformed_point.
#pragma once

#include "crypto/sealing/ber.hpp"
#include "crypto/sealing/group.hpp"

namespace daylit::sealing {

enum class ContentCipher { aes_256_gcm, aes_256_cbc };

struct Envelope {
    ContentCipher cipher = ContentCipher::aes_256_gcm;
    Point ephemeral = Point::infinity();  // R: the sender's half of the agreement
    std::uint64_t ephemeral_at = 0;       // where its 65 bytes stand in the envelope
    std::string issuer;                   // of the recipient's certificate: its name in DER
    std::string serial;                   // and its number, as the certificate spells it
    std::uint64_t content_size = 0;       // of what is sealed, in its cipher's form
    std::uint64_t size = 0;

    // The same envelope without what is sealed, in DER, with another point in the place of R.
    std::string frame_with(const Point& point) const;

    std::string recipients;  // as it stands in the envelope
    std::string algorithm;   // likewise
    std::string mac;         // of GCM
};

class EnvelopeReader {
public:
    explicit EnvelopeReader(ByteSource source);

    // In this order: up to what is sealed; what is sealed, to its end (0); and the rest.
    Outcome head();
    std::size_t content(std::span<char> to);
    Result<Envelope> tail();

private:
    Refusal refusal() const;
    void read_type();
    void read_recipients();
    void read_algorithm();
    bool next_segment();
    void refuse_as(const char* code);

    BerReader ber_;
    Envelope envelope_;
    const char* code_ = nullptr;  // of the refusal, where it is none for bad form
    bool segmented_ = false;
};

// All of it, without looking at what is sealed.
Result<Envelope> read_envelope(ByteSource source);

}  // namespace daylit::sealing
