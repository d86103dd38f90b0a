// What the platform answers an act with, once it is durable: a JWS (ES256) of the type "daylight-receipt+jws"
// over the event that the act became. The inclusion proof follows when the event is in the log; see
// proof_bundle.hpp.
//
// Refusals: those of a JWS, receipt_malformed.
#pragma once

#include "crypto/digest.hpp"
#include "crypto/jws.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daylit {

constexpr std::string_view receipt_type = "daylight-receipt+jws";
constexpr std::string_view receipt_format = "daylight/receipt/1";

struct Receipt {
    std::string format = std::string(receipt_format);
    std::string kind;                            // what was acknowledged: "quote", "application" ...
    std::string stream;                          // the event's stream: "lot:<id>"
    std::int64_t seq = 0;                        // its place there, from 1
    Digest digest;                               // SHA-256 of the stored event body
    std::optional<Digest> previous_digest = {};  // of the stream's event before; none for the first
    Instant at = {};                             // the event's time
    boost::json::object subject = {};            // the act's public details: lot, price ...
    // When it was signed by the wall clock, where the event's time is not that clock's (a demonstration's
    // accelerated one): the signing certificate lives by the wall clock.
    std::optional<Instant> signed_at = {};
    bool operator==(const Receipt&) const = default;
};
BOOST_DESCRIBE_STRUCT(Receipt, (),
                      (format, kind, stream, seq, digest, previous_digest, at, subject, signed_at))

// signer_serial: the serial of the certificate that the key belongs to.
std::string sign_receipt(const Receipt& receipt, const P256PrivateKey& key, const std::string& signer_serial);

// The receipt in a statement whose signature this key made.
Result<Receipt> verify_receipt(const jws::Unverified& statement, const P256PublicKey& key,
                               const std::string& field = {});
Result<Receipt> verify_receipt(std::string_view compact, const P256PublicKey& key,
                               const std::string& field = {});

}  // namespace daylit
