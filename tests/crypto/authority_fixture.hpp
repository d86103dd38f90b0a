// A platform's authority and bidders' orders at a round hour, for the tests of certificates, receipts and
// proofs.
#pragma once

#include "crypto/certificate_authority.hpp"
#include "crypto/certificate_request.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit::testing {

inline const Instant noon = instant("2026-11-23T12:00:00Z");
inline const Validity ten_years{instant("2026-01-01T00:00:00Z"), instant("2036-01-01T00:00:00Z")};
inline const Validity one_year{noon, instant("2027-11-23T12:00:00Z")};
constexpr const char* authority_serial = "40000000000000000000000000000001";
constexpr const char* bidder_serial = "5a0102030405060708090a0b0c0d0e0f";

inline CertificateAuthority make_authority(const std::string& name = "阳光交易平台根证书") {
    return CertificateAuthority::create({name, "青溪市公共资源交易中心", {}}, authority_serial, ten_years)
        .value();
}

inline CertificateOrder bidder_order(const P256PublicKey& key) {
    return {key,
            {"张三", "青溪市大地置业有限公司", "91320000MA1234567X"},
            bidder_serial,
            one_year,
            CertificateUse::bidder};
}

inline CertificateOrder server_order(const P256PublicKey& key) {
    return {key,
            {"localhost"},
            "5b",
            one_year,
            CertificateUse::tls_server,
            {},
            {"localhost", "daylight.example"},
            {"127.0.0.1", "::1"}};
}

}  // namespace daylit::testing
