#include "server/app/trusted_authorities.hpp"

#include "crypto/revocation_list.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace daylit::app {

namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t most_list_bytes = std::uintmax_t{16} * 1024 * 1024;

std::optional<std::string> bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return in ? std::optional(bytes.str()) : std::nullopt;
}

std::string needed(const fs::path& file) {
    auto bytes = bytes_of(file);
    if (!bytes) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return std::move(*bytes);
}

TrustedAuthority authority_of(const fs::path& file) {
    auto certificate = Certificate::from_pem(needed(file));
    if (!certificate) {
        throw std::runtime_error(file.string() + " cannot be used: " + certificate.refusal().code);
    }
    auto described = file;
    described.replace_extension(".json");
    const auto settings = parse_as<AuthorityFile>(needed(described));
    if (!settings || !is_attribute(settings->uscc_attribute)) {
        throw std::runtime_error(described.string() +
                                 " must say uscc_attribute (an object identifier) and uscc_prefix");
    }
    return {file.stem().string(), std::move(*certificate), settings->uscc_attribute, settings->uscc_prefix};
}

}  // namespace

TrustedAuthorities::TrustedAuthorities(const fs::path& folder) : folder_(folder) {
    if (!fs::is_directory(folder)) {
        return;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".pem") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        authorities_.push_back(authority_of(file));
    }
}

const TrustedAuthority* TrustedAuthorities::issuer_of(const Certificate& certificate) const {
    const auto found = std::find_if(authorities_.begin(), authorities_.end(), [&](const auto& one) {
        return one.certificate.subject() == certificate.issuer();
    });
    return found == authorities_.end() ? nullptr : &*found;
}

Result<TrustedAuthorities::Lists> TrustedAuthorities::read(const TrustedAuthority& authority,
                                                           const fs::path& file,
                                                           const std::string& field) const {
    std::error_code error;
    Lists lists;
    lists.changed = fs::last_write_time(file, error);
    lists.size = error ? 0 : fs::file_size(file, error);
    if (error) {
        return refuse("revocation_list_missing", field, {authority.name});
    }
    const auto kept = lists_.find(authority.name);
    if (kept != lists_.end() && kept->second.changed == lists.changed && kept->second.size == lists.size) {
        return kept->second;
    }
    if (lists.size > most_list_bytes) {
        return refuse("revocation_list_malformed", field);
    }
    const auto bytes = bytes_of(file);
    if (!bytes) {
        return refuse("revocation_list_missing", field, {authority.name});
    }
    const auto list = bytes->starts_with("-----")
                          ? RevocationList::from_pem(*bytes, authority.certificate, field)
                          : RevocationList::from_der(*bytes, authority.certificate, field);
    if (!list) {
        return list.refusal();
    }
    lists.from = list->content().this_update;
    lists.until = list->content().next_update;
    for (const auto& one : list->content().revoked) {
        lists.revoked.insert(one.serial);
    }
    lists_[authority.name] = lists;
    return lists;
}

Outcome TrustedAuthorities::check_not_revoked(const TrustedAuthority& authority,
                                              const Certificate& certificate, Instant now,
                                              const std::string& field) const {
    const std::scoped_lock lock(mutex_);
    const auto lists = read(authority, folder_ / (authority.name + ".crl"), field);
    if (!lists) {
        return lists.refusal();
    }
    if (now < lists->from || now >= lists->until) {
        return refuse("revocation_list_stale", field, {authority.name, to_rfc3339(lists->until)});
    }
    return lists->revoked.contains(certificate.serial()) ? Outcome(refuse("certificate_revoked", field))
                                                         : Outcome(Done{});
}

}  // namespace daylit::app
