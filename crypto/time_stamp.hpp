// Time stamps of an outside authority (RFC 3161): that some bytes, known by their SHA-256, existed at a
// moment. A whole TimeStampResp is kept, as `openssl ts -verify -in` reads it.
//
// A stamp's certificate is judged at the moment that the stamp tells: it stays good after its certificate has
// run out. Revocation lists are not read.
#pragma once

#include "crypto/digest.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace daylit {

// Of a response in DER; what authorities send has 3 to 8 KiB.
constexpr std::size_t most_time_stamp_bytes = 32 * 1024;

// The certificates under which an authority's stamps must stand: its self-signed root, and such between them
// as the authority does not send along.
class TimeStampTrust {
public:
    // One to 16 certificates, of any key. Refuses certificate_malformed.
    static Result<TimeStampTrust> from_pem(std::string_view text, const std::string& field = {});

    const std::vector<std::string>& certificates() const { return certificates_; }  // DER

private:
    std::vector<std::string> certificates_;
};

struct TimeStampRequest {
    std::string der;  // TimeStampReq: SHA-256, a random nonce, the certificate asked for
};
TimeStampRequest make_time_stamp_request(const Digest& imprint);

// The moment that the response gives to what was asked, rounded up to a millisecond: no earlier than the
// authority says. Refuses time_stamp_malformed, time_stamp_refused (what the authority says about it),
// time_stamp_of_another (another imprint or nonce), time_stamp_untrusted (no certificate enclosed, not by
// this authority, not for time stamps alone (RFC 3161, 2.3), not valid then, broken signature, or SHA-1 and
// RSA keys under 2,048 bits anywhere in it).
Result<Instant> check_time_stamp(std::string_view response, const TimeStampRequest& request,
                                 const TimeStampTrust& trusted);
// The same for a response that was kept without its request, so without a nonce.
Result<Instant> verify_time_stamp(std::string_view response, const Digest& imprint,
                                  const TimeStampTrust& trusted);

// The TimeStampToken (CMS) within a response; refuses time_stamp_malformed and time_stamp_refused.
Result<std::string> time_stamp_token(std::string_view response);

}  // namespace daylit
