// Certificate revocation lists, version 2 (RFC 5280, 5). CertificateAuthority::revoke signs them.
//
// Refusals: revocation_list_malformed, revocation_list_wrong_issuer.
#pragma once

#include "crypto/certificate.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace daylit {

// RFC 5280, 5.3.1; the reasons that this authority gives.
enum class RevocationReason {
    unspecified,
    key_compromise,
    affiliation_changed,
    superseded,
    cessation_of_operation,
    privilege_withdrawn,
};
BOOST_DESCRIBE_ENUM(RevocationReason, unspecified, key_compromise, affiliation_changed, superseded,
                    cessation_of_operation, privilege_withdrawn)

struct RevokedCertificate {
    std::string serial;
    Instant at;
    RevocationReason reason = RevocationReason::unspecified;
    bool operator==(const RevokedCertificate&) const = default;
};

struct RevocationOrder {
    std::int64_t number = 0;  // grows with each list
    Instant this_update;
    Instant next_update;
    std::vector<RevokedCertificate> revoked;  // any order; each serial once
};

class RevocationList {
public:
    // Checks the list's form and the authority's signature. Complete lists alone are taken: deltas, lists of
    // one distribution point and what carries another critical extension are malformed to us.
    static Result<RevocationList> from_der(std::string_view der, const Certificate& authority,
                                           const std::string& field = {});
    static Result<RevocationList> from_pem(std::string_view pem, const Certificate& authority,
                                           const std::string& field = {});

    const std::string& der() const { return der_; }
    std::string pem() const;
    const RevocationOrder& content() const { return content_; }  // serials ascending, times in whole seconds

private:
    RevocationList(std::string der, RevocationOrder content)
        : der_(std::move(der)), content_(std::move(content)) {}
    std::string der_;
    RevocationOrder content_;
};

}  // namespace daylit
