// Certificates that were found and checked already, so that a bidder's thousandth act need not look for its
// key, read it and check its issuer's signature again. What a serial names never changes; what may change is
// looked at for every act: the moment against both validities, and revocation in the act's own transaction.
#pragma once

#include "base/id.hpp"
#include "crypto/certificate.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace daylit::app {

struct Signer {
    Certificate certificate;
    PersonId person;
    OrganisationId organisation;
};

class KnownSigners {
public:
    // The signer that was kept under this serial, where the moment lies within what it was kept for.
    std::optional<Signer> find(const std::string& serial, Instant now) const;
    // `good`: when both the certificate and its authority's are valid.
    void keep(const std::string& serial, const Signer& signer, const Validity& good);

private:
    struct Known {
        Signer signer;
        Validity good;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Known> known_;
};

}  // namespace daylit::app
