// The platform's certification authority: a self-signed P-256 root that issues directly to bidders, to the
// platform's receipt key, to its TLS servers, and for the keys that bids are sealed to (RFC 5280). Serials,
// keys and instants are arguments.
//
// Refusals: malformed_name, malformed_uri, malformed_host_name, text_too_long, empty_text,
// certificate_malformed, malformed_key, key_pair_mismatch, not_an_authority, certificate_outlives_authority.
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/revocation_list.hpp"

#include <optional>
#include <string>
#include <vector>

namespace daylit {

struct CertificateOrder {
    P256PublicKey key;  // of a bidder: from a CertificateRequest, which proves possession
    Subject subject;
    std::string serial;  // random_serial(), unique among the issued
    Validity validity;   // within the authority's own
    CertificateUse use = CertificateUse::bidder;
    std::optional<std::string> revocation_list_uri = {};  // http(s)
    std::vector<std::string> dns_names = {};              // of a TLS server: one name or address at least
    std::vector<std::string> ip_addresses = {};
    std::optional<std::string> statement = {};  // what the authority says beside it (Certificate::statement)
};

class CertificateAuthority {
public:
    static Result<CertificateAuthority> create(const Subject& subject, const std::string& serial,
                                               const Validity& validity);
    static Result<CertificateAuthority> from_pem(std::string_view certificate, const Secret& key);

    const Certificate& certificate() const { return certificate_; }
    const P256PrivateKey& key() const { return key_; }

    Result<Certificate> issue(const CertificateOrder& order) const;
    RevocationList revoke(const RevocationOrder& order) const;

private:
    CertificateAuthority(Certificate certificate, P256PrivateKey key)
        : certificate_(std::move(certificate)), key_(std::move(key)) {}
    Certificate certificate_;
    P256PrivateKey key_;
};

}  // namespace daylit
