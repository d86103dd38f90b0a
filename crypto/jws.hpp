// Compact JWS with ES256 (RFC 7515; RFC 7518, 3.4). The signature stands over the received bytes, and the
// payload is handed on as received, never rebuilt. What is not verified yet shows nothing but its header,
// since the header says which key to look up.
//
// Strict form: exactly three parts of unpadded base64url, a header of the fields below alone (no crit, no
// jwk, no b64), alg exactly "ES256", no repeated field, all within `most_bytes`.
//
// Refusals: jws_too_large, malformed_jws, jws_algorithm_not_allowed, jws_wrong_type, signature_invalid.
#pragma once

#include "base/json.hpp"
#include "crypto/p256.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace daylit::jws {

struct Header {
    std::string alg = "ES256";
    std::optional<std::string> typ = {};  // what kind of statement this is: "daylight-quote+jws"
    std::optional<std::string> kid = {};  // the signing certificate's serial, in hex
    bool operator==(const Header&) const = default;
};
BOOST_DESCRIBE_STRUCT(Header, (), (alg, typ, kid))

struct Verified {
    Header header;
    std::string payload;  // the exact bytes that were signed
    bool operator==(const Verified&) const = default;
};

class Unverified {
public:
    const Header& header() const { return header_; }

    // The statement, once its type and its signature hold.
    Result<Verified> verify(const P256PublicKey& key, std::string_view wanted_type) const;

private:
    friend Result<Unverified> parse(std::string_view, const std::string&, std::size_t);
    Unverified() = default;
    std::string field_;
    Header header_;
    std::string signing_input_;
    std::string payload_;
    std::string signature_;
};

constexpr std::size_t most_bytes = std::size_t{16} * 1024;

Result<Unverified> parse(std::string_view compact, const std::string& field = {},
                         std::size_t most = most_bytes);

std::string sign(std::string_view payload, const Header& header, const P256PrivateKey& key);

}  // namespace daylit::jws
