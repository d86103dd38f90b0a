// Certificates that sign again and again: what the bytes alone decide is worked out once. Whether one was
// revoked is no part of it, and is read in the transaction that takes its act.
#pragma once

#include "base/lru_map.hpp"
#include "crypto/certificate.hpp"

#include <mutex>
#include <optional>

namespace daylit::app {

class KnownCertificates {
public:
    // Each known one takes some 8 KiB.
    explicit KnownCertificates(std::size_t most = 1024) : known_(most) {}

    // Of bytes that were read as a certificate before they were stored.
    Certificate read(const std::string& der);

    // As check_certificate for CertificateUse::bidder. What was good is good again for the same authority at
    // any moment at which both certificates are valid; at any other it is checked afresh, as is what was not
    // good.
    Outcome check_bidders(const Certificate& certificate, const Certificate& authority, Instant now,
                          const std::string& field);

private:
    // Bytes by their SHA-256, which nobody else's share.
    struct Known {
        std::optional<Certificate> certificate;
        std::optional<Digest> authority;  // that was seen to have issued it
        Validity both;                    // while both are valid
    };

    std::mutex mutex_;
    LruMap<Known> known_;
};

}  // namespace daylit::app
