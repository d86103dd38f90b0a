// lot.crt: the certificate that bids are sealed to. It says whose opening the key is for, and when: gate,
// officers and bidders believe it, and no word of the server's.
//
// Refusals: lot_key_malformed, and those of certificates.
#pragma once

#include "base/json.hpp"
#include "crypto/certificate.hpp"
#include "crypto/sealing/group.hpp"

namespace daylit::sealing {

constexpr std::string_view lot_key_format = "daylight/lot-key/1";

struct LotKeyStatement {
    std::string format = std::string(lot_key_format);
    std::string lot;
    std::string stage;
    std::string ceremony;
    std::int64_t number = 0;  // in the ceremony's pool, from 1
    Digest transcript;        // of the ceremony
    Instant opens_at;         // not earlier; logged changes may let it come later
    std::int64_t least_submissions = 1;
    bool operator==(const LotKeyStatement&) const = default;
};
BOOST_DESCRIBE_STRUCT(LotKeyStatement, (),
                      (format, lot, stage, ceremony, number, transcript, opens_at, least_submissions))

std::string lot_key_text(const LotKeyStatement& statement);
// The point as certificates carry it.
P256PublicKey public_key_at(const Point& point);

struct LotKeyCertificate {
    Certificate certificate;
    LotKeyStatement statement;
    Point point;  // Y
};
// A certificate for bid sealing with its statement; who issued it is for others to ask.
Result<LotKeyCertificate> read_lot_key(const Certificate& certificate);

}  // namespace daylit::sealing
