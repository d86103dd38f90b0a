// The authorities outside the platform that the operator trusts, from a folder: NAME.pem is its certificate,
// NAME.json says where its subjects carry the unified social credit code (AuthorityFile), NAME.crl is its
// revocation list, PEM or DER, which the operator keeps fresh by replacing the file. Lists are read again
// when the file changes.
#pragma once

#include "crypto/outside_certificate.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <vector>

namespace daylit::app {

struct AuthorityFile {
    std::string uscc_attribute;  // an object identifier
    std::string uscc_prefix;     // "" for none
};
BOOST_DESCRIBE_STRUCT(AuthorityFile, (), (uscc_attribute, uscc_prefix))

class TrustedAuthorities {
public:
    TrustedAuthorities() = default;  // none
    // A folder that is not there trusts nobody. Throws std::runtime_error with a text for the operator.
    explicit TrustedAuthorities(const std::filesystem::path& folder);

    // By the name of the certificate's issuer; whether it did issue it, check_outside_certificate says.
    const TrustedAuthority* issuer_of(const Certificate& certificate) const;

    // By the authority's present list. Refuses certificate_revoked; revocation_list_missing,
    // revocation_list_stale and what a list is refused for where nobody can know: never taken for good.
    Outcome check_not_revoked(const TrustedAuthority& authority, const Certificate& certificate, Instant now,
                              const std::string& field) const;

private:
    struct Lists {
        std::filesystem::file_time_type changed;
        std::uintmax_t size = 0;
        Instant from;
        Instant until;
        std::set<std::string> revoked;
    };
    Result<Lists> read(const TrustedAuthority& authority, const std::filesystem::path& file,
                       const std::string& field) const;

    std::filesystem::path folder_;
    std::vector<TrustedAuthority> authorities_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, Lists> lists_;  // by the authority's name
};

}  // namespace daylit::app
