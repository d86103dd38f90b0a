// The authorities outside the platform that the operator trusts, from a folder: NAME.pem is its certificate,
// NAME.json says where its subjects carry the unified social credit code and where its revocation lists are
// published (AuthorityFile), NAME.crl is the list that is kept, PEM or DER: fetched from there
// (server/jobs/list_keeper.hpp), or kept fresh by the operator, who replaces the file. Lists are read again
// when the file changes.
#pragma once

#include "crypto/outside_certificate.hpp"
#include "crypto/revocation_list.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <vector>

namespace daylit::app {

struct AuthorityFile {
    std::string uscc_attribute;                            // an object identifier
    std::string uscc_prefix;                               // "" for none
    std::optional<std::vector<std::string>> crl_url = {};  // http(s), of the same list: the first that works
};
BOOST_DESCRIBE_STRUCT(AuthorityFile, (), (uscc_attribute, uscc_prefix, crl_url))

constexpr std::size_t most_list_bytes = std::size_t{16} * 1024 * 1024;

class TrustedAuthorities {
public:
    TrustedAuthorities() = default;  // none
    // A folder that is not there trusts nobody. Throws std::runtime_error with a text for the operator.
    explicit TrustedAuthorities(const std::filesystem::path& folder);

    // By the name of the certificate's issuer; whether it did issue it, check_outside_certificate says.
    const TrustedAuthority* issuer_of(const Certificate& certificate) const;

    const std::vector<TrustedAuthority>& all() const { return authorities_; }
    // Where the authority's list is published, in the order in which it is asked for; empty where the
    // operator brings it.
    const std::vector<std::string>& list_urls(const TrustedAuthority& authority) const;

    // Whether there is a list by which one can judge at that moment. Refuses as check_not_revoked does.
    Outcome check_list(const TrustedAuthority& authority, Instant now, const std::string& field) const;
    // Takes a list, PEM or DER, in the place of the kept one: durably, whole or not at all. Refuses what
    // RevocationList refuses, revocation_list_stale for one that does not hold now, and
    // revocation_list_set_back for one whose number or thisUpdate lies behind the kept one's, or that has its
    // number and says something else. Throws std::runtime_error when it cannot be written.
    Outcome take_list(const TrustedAuthority& authority, std::string_view bytes, Instant now) const;

    // By the authority's present list. Refuses certificate_revoked; revocation_list_missing,
    // revocation_list_stale and what a list is refused for where nobody can know: never taken for good.
    Outcome check_not_revoked(const TrustedAuthority& authority, const Certificate& certificate, Instant now,
                              const std::string& field) const;

private:
    struct Lists {
        std::filesystem::file_time_type changed;
        std::uintmax_t size = 0;
        std::int64_t number = 0;
        Digest digest;  // of the list's DER
        Instant from;
        Instant until;
        std::set<std::string> revoked;
    };
    static void describe(Lists& lists, const RevocationList& list);
    std::filesystem::path file_of(const TrustedAuthority& authority) const;
    Outcome check_newer(const TrustedAuthority& authority, const Lists& offered) const;
    // The mutex must be held.
    Result<std::shared_ptr<const Lists>> read(const TrustedAuthority& authority,
                                              const std::string& field) const;
    Result<std::shared_ptr<const Lists>> in_force(const TrustedAuthority& authority, Instant now,
                                                  const std::string& field) const;

    std::filesystem::path folder_;
    std::vector<TrustedAuthority> authorities_;
    std::map<std::string, std::vector<std::string>> urls_;  // by the authority's name
    mutable std::mutex taking_;                             // one list at a time; taken before the other
    mutable std::mutex mutex_;                              // of what follows
    mutable std::map<std::string, std::shared_ptr<const Lists>> lists_;  // by the authority's name
};

}  // namespace daylit::app
