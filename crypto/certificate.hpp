// X.509 certificates of the platform's authority (RFC 5280): P-256 keys, ECDSA with SHA-256.
//
// Refusals: certificate_malformed, key_not_p256 (RSA and other curves), certificate_wrong_issuer,
// certificate_not_yet_valid, certificate_expired, certificate_wrong_use.
#pragma once

#include "base/json.hpp"
#include "crypto/p256.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct x509_st;

namespace daylit {

// Whom a certificate names. The unified social credit code stands in organizationIdentifier (OID 2.5.4.97) as
// "NTRCN-<code>", the form of ETSI EN 319 412-1, 5.1.4.
struct Subject {
    std::string common_name;
    std::optional<std::string> organisation = {};
    std::optional<std::string> uscc = {};
    bool operator==(const Subject&) const = default;
};
BOOST_DESCRIBE_STRUCT(Subject, (), (common_name, organisation, uscc))

// From `from` on, until just before `until`; whole seconds, finer parts are cut off.
struct Validity {
    Instant from;
    Instant until;
    bool operator==(const Validity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Validity, (), (from, until))

// What a key was certified for: the extended key usage decides.
enum class CertificateUse {
    authority,
    bidder,           // clientAuth: quotes, answers, confirmations
    receipt_signing,  // documentSigning (RFC 9336): the platform's receipts
    tls_server,       // serverAuth
    bid_sealing,      // our own purpose, with keyAgreement: what bids are sealed to
};
BOOST_DESCRIBE_ENUM(CertificateUse, authority, bidder, receipt_signing, tls_server, bid_sealing)

class Certificate {
public:
    // Exactly one certificate, at most 16 KiB, version 3, on a P-256 key.
    static Result<Certificate> from_pem(std::string_view pem, const std::string& field = {});
    static Result<Certificate> from_der(std::string_view der, const std::string& field = {});

    const std::string& der() const { return der_; }
    std::string pem() const;
    Digest fingerprint() const { return sha256(der_); }

    const std::string& serial() const { return serial_; }  // lower-case hex, whole bytes
    const Subject& subject() const { return subject_; }
    const Subject& issuer() const { return issuer_; }
    const Validity& validity() const { return validity_; }
    const P256PublicKey& public_key() const { return public_key_; }
    Digest spki_fingerprint() const { return public_key_.fingerprint(); }
    // What the authority says beside it, in an extension of our own; where there is one.
    std::optional<std::string> statement() const;

    bool operator==(const Certificate& other) const { return der_ == other.der_; }

    x509_st* handle() const { return handle_.get(); }  // for this folder

private:
    Certificate(std::string der, std::shared_ptr<x509_st> handle, P256PublicKey key)
        : der_(std::move(der)), handle_(std::move(handle)), public_key_(std::move(key)) {}
    std::string der_;
    std::shared_ptr<x509_st> handle_;
    P256PublicKey public_key_;
    std::string serial_;
    Subject subject_;
    Subject issuer_;
    Validity validity_;
};

// Whether `authority` issued this certificate for this use and it is valid at that instant. The authority's
// own validity is checked too. Revocation is not: the registry knows it.
Outcome check_certificate(const Certificate& certificate, const Certificate& authority, Instant at,
                          CertificateUse use, const std::string& field = {});

// 1 to 20 bytes as lower-case hex, positive and without a needless leading zero byte.
bool is_serial_text(std::string_view text);

}  // namespace daylit
