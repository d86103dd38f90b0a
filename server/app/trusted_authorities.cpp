#include "server/app/trusted_authorities.hpp"

#include "crypto/synced_file.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace daylit::app {

namespace {

namespace fs = std::filesystem;

// One that cannot be read is as good as missing.
std::optional<std::string> bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return in ? std::optional(bytes.str()) : std::nullopt;
}

AuthorityFile settings_of(const fs::path& file) {
    auto described = file;
    described.replace_extension(".json");
    auto settings = parse_as<AuthorityFile>(read_needed(described));
    if (!settings || !is_attribute(settings->uscc_attribute)) {
        throw std::runtime_error(described.string() +
                                 " must say uscc_attribute (an object identifier) and uscc_prefix");
    }
    for (const auto& url : settings->crl_url.value_or(std::vector<std::string>{})) {
        if (!url.starts_with("http://") && !url.starts_with("https://")) {
            throw std::runtime_error(described.string() + ": a crl_url begins with http:// or https://");
        }
    }
    return std::move(*settings);
}

TrustedAuthority authority_of(const fs::path& file, const AuthorityFile& settings) {
    auto certificate = Certificate::from_pem(read_needed(file));
    if (!certificate) {
        throw std::runtime_error(file.string() + " cannot be used: " + certificate.refusal().code);
    }
    return {file.stem().string(), std::move(*certificate), settings.uscc_attribute, settings.uscc_prefix};
}

Result<RevocationList> list_from(std::string_view bytes, const TrustedAuthority& authority,
                                 const std::string& field) {
    return bytes.starts_with("-----") ? RevocationList::from_pem(bytes, authority.certificate, field)
                                      : RevocationList::from_der(bytes, authority.certificate, field);
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
        const auto settings = settings_of(file);
        authorities_.push_back(authority_of(file, settings));
        urls_[authorities_.back().name] = settings.crl_url.value_or(std::vector<std::string>{});
    }
}

const TrustedAuthority* TrustedAuthorities::issuer_of(const Certificate& certificate) const {
    const auto found = std::find_if(authorities_.begin(), authorities_.end(), [&](const auto& one) {
        return one.certificate.subject() == certificate.issuer();
    });
    return found == authorities_.end() ? nullptr : &*found;
}

const std::vector<std::string>& TrustedAuthorities::list_urls(const TrustedAuthority& authority) const {
    return urls_.at(authority.name);
}

fs::path TrustedAuthorities::file_of(const TrustedAuthority& authority) const {
    return folder_ / (authority.name + ".crl");
}

void TrustedAuthorities::describe(Lists& lists, const RevocationList& list) {
    lists.number = list.content().number;
    lists.digest = sha256(list.der());
    lists.from = list.content().this_update;
    lists.until = list.content().next_update;
    for (const auto& one : list.content().revoked) {
        lists.revoked.insert(one.serial);
    }
}

Result<std::shared_ptr<const TrustedAuthorities::Lists>> TrustedAuthorities::read(
    const TrustedAuthority& authority, const std::string& field) const {
    const auto file = file_of(authority);
    std::error_code error;
    Lists lists;
    lists.changed = fs::last_write_time(file, error);
    lists.size = error ? 0 : fs::file_size(file, error);
    if (error) {
        return refuse("revocation_list_missing", field, {authority.name});
    }
    const auto kept = lists_.find(authority.name);
    if (kept != lists_.end() && kept->second->changed == lists.changed && kept->second->size == lists.size) {
        return kept->second;
    }
    if (lists.size > most_list_bytes) {
        return refuse("revocation_list_malformed", field);
    }
    const auto bytes = bytes_of(file);
    if (!bytes) {
        return refuse("revocation_list_missing", field, {authority.name});
    }
    const auto list = list_from(*bytes, authority, field);
    if (!list) {
        return list.refusal();
    }
    describe(lists, *list);
    auto shared = std::make_shared<const Lists>(std::move(lists));
    lists_[authority.name] = shared;
    return shared;
}

Result<std::shared_ptr<const TrustedAuthorities::Lists>> TrustedAuthorities::in_force(
    const TrustedAuthority& authority, Instant now, const std::string& field) const {
    const std::scoped_lock lock(mutex_);
    auto lists = read(authority, field);
    if (lists && (now < (*lists)->from || now >= (*lists)->until)) {
        return refuse("revocation_list_stale", field, {authority.name, to_rfc3339((*lists)->until)});
    }
    return lists;
}

Outcome TrustedAuthorities::check_list(const TrustedAuthority& authority, Instant now,
                                       const std::string& field) const {
    const auto lists = in_force(authority, now, field);
    return lists ? Outcome(Done{}) : Outcome(lists.refusal());
}

Outcome TrustedAuthorities::check_not_revoked(const TrustedAuthority& authority,
                                              const Certificate& certificate, Instant now,
                                              const std::string& field) const {
    const auto lists = in_force(authority, now, field);
    if (!lists) {
        return lists.refusal();
    }
    return (*lists)->revoked.contains(certificate.serial()) ? Outcome(refuse("certificate_revoked", field))
                                                            : Outcome(Done{});
}

Outcome TrustedAuthorities::check_newer(const TrustedAuthority& authority, const Lists& offered) const {
    const std::scoped_lock lock(mutex_);
    const auto kept = read(authority, "");
    // One that cannot be read is behind every other.
    const bool behind = kept && (offered.number <= (*kept)->number || offered.from < (*kept)->from) &&
                        offered.digest != (*kept)->digest;
    return behind ? Outcome(refuse("revocation_list_set_back", "", {authority.name})) : Outcome(Done{});
}

Outcome TrustedAuthorities::take_list(const TrustedAuthority& authority, std::string_view bytes,
                                      Instant now) const {
    const auto list = list_from(bytes, authority, "");
    if (!list) {
        return list.refusal();
    }
    Lists lists;
    describe(lists, *list);
    if (now < lists.from || now >= lists.until) {
        return refuse("revocation_list_stale", "", {authority.name, to_rfc3339(lists.until)});
    }
    const std::scoped_lock taking(taking_);
    if (auto newer = check_newer(authority, lists); !newer) {
        return newer;
    }
    const auto file = file_of(authority);
    write_synced(file, list->der());
    lists.changed = fs::last_write_time(file);
    lists.size = list->der().size();
    const std::scoped_lock lock(mutex_);
    lists_[authority.name] = std::make_shared<const Lists>(std::move(lists));
    return Done{};
}

}  // namespace daylit::app
