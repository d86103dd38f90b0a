#include "server/app/known_certificates.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

std::string key_of(const Digest& digest) {
    return std::string(digest.view());
}

}  // namespace

Certificate KnownCertificates::read(const std::string& der) {
    const auto key = key_of(sha256(der));
    {
        const std::lock_guard lock(mutex_);
        if (const auto* known = known_.find(key); known != nullptr && known->certificate) {
            return *known->certificate;
        }
    }
    auto certificate = Certificate::from_der(der);
    ensure(certificate.ok(), "a stored certificate can be read");
    const std::lock_guard lock(mutex_);
    known_.at(key).certificate = *certificate;
    return std::move(*certificate);
}

Outcome KnownCertificates::check_bidders(const Certificate& certificate, const Certificate& authority,
                                         Instant now, const std::string& field) {
    const auto key = key_of(certificate.fingerprint());
    const auto issuer = authority.fingerprint();
    {
        const std::lock_guard lock(mutex_);
        const auto* known = known_.find(key);
        if (known != nullptr && known->authority == issuer && known->both.from <= now &&
            now < known->both.until) {
            return Done{};
        }
    }
    auto good = check_certificate(certificate, authority, now, CertificateUse::bidder, field);
    if (good) {
        const auto& one = certificate.validity();
        const auto& other = authority.validity();
        const std::lock_guard lock(mutex_);
        auto& known = known_.at(key);
        known.authority = issuer;
        known.both = {std::max(one.from, other.from), std::min(one.until, other.until)};
    }
    return good;
}

}  // namespace daylit::app
