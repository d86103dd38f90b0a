// Time stamps, which an authority sends and receipts' files carry: nobody without its key makes one.
//
// The root's key, and those that signed the seeds, were thrown away: the seeds' three moments are all that
// there will ever be under it. make_seeds does not make them, the openssl command did.
#include "crypto/time_stamp.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <set>

namespace daylit::fuzz {

namespace {

constexpr const char* root =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBTDCB86ADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMMAmNhMCAXDTIw\n"
    "MDEwMTAwMDAwMFoYDzIwNTAwMTAxMDAwMDAwWjANMQswCQYDVQQDDAJjYTBZMBMG\n"
    "ByqGSM49AgEGCCqGSM49AwEHA0IABPtlJ9MxJVgsOVQcsq1of/9qZMWMPOb770GH\n"
    "KGdmXIF+Ovi967ufw9lkreYL0ln6c62taujv9EgscxOUTmOfiSyjQjBAMA8GA1Ud\n"
    "EwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgEGMB0GA1UdDgQWBBSn0VIgwuay5CgG\n"
    "FKihdj8FZDJaaDAKBggqhkjOPQQDAgNIADBFAiAHoO4gGdYSiuyL/7yQtkA6z3m9\n"
    "+nywSajPL6m32VnKIAIhAOpTZNkcHbd+QLpooQgOFk5gJIMospBy/0tx7cWijKIg\n"
    "-----END CERTIFICATE-----\n";

const std::set<Instant>& moments() {
    static const std::set<Instant> told{parse_instant("2026-11-29T08:42:17.197Z", "").value(),
                                        parse_instant("2026-11-29T08:42:17.279Z", "").value(),
                                        parse_instant("2026-11-29T08:42:17.391Z", "").value()};
    return told;
}

}  // namespace

void try_input(std::string_view bytes) {
    static const auto trust = TimeStampTrust::from_pem(root).value();
    static const auto data = sha256("seed");
    const auto token = time_stamp_token(bytes);
    const auto at = verify_time_stamp(bytes, data, trust);
    if (at) {
        ensure(token.ok(), "a good stamp has its token");
        ensure(moments().contains(*at), "no other moment was ever signed");
    }
    (void)TimeStampTrust::from_pem(bytes);
}

}  // namespace daylit::fuzz
