// What was read of an envelope, as text that is kept beside it or handed on to whoever opens it. Neither side
// believes the other's form: an envelope out of a record is as whole as one that was read, or there is none.
#pragma once

#include "base/json.hpp"
#include "crypto/sealing/envelope.hpp"

#include <optional>

namespace daylit::sealing {

// Bytes stand as lower-case hex.
struct EnvelopeRecord {
    std::string cipher;     // "aes_256_gcm" or "aes_256_cbc"
    std::string ephemeral;  // compressed
    std::int64_t ephemeral_at = 0;
    std::string issuer;
    std::string serial;
    std::int64_t content_size = 0;
    std::int64_t size = 0;
    std::string recipients;
    std::string algorithm;
    std::string mac;
    bool operator==(const EnvelopeRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(EnvelopeRecord, (),
                      (cipher, ephemeral, ephemeral_at, issuer, serial, content_size, size, recipients,
                       algorithm, mac))

EnvelopeRecord record_of(const Envelope& envelope);
// None where a member does not fit into an envelope, or the members not together.
std::optional<Envelope> envelope_of(const EnvelopeRecord& record);

}  // namespace daylit::sealing
