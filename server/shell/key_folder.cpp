#include "server/shell/key_folder.hpp"

#include "crypto/random.hpp"
#include "crypto/sealed_box.hpp"
#include "crypto/synced_file.hpp"

#include <fstream>
#include <sstream>

namespace daylit::shell {

namespace {

namespace fs = std::filesystem;
using std::chrono::days;

constexpr auto authority_life = days(3650);
constexpr auto receipt_life = days(1825);
constexpr auto tls_life = days(397);
constexpr auto tls_renewal = days(30);

template <class T>
T usable(Result<T> result, const fs::path& file) {
    if (!result) {
        throw std::runtime_error(file.string() + " cannot be used: " + result.refusal().code);
    }
    return std::move(result).value();
}

void make_secret(const fs::path& file, std::size_t bytes) {
    if (!fs::exists(file)) {
        write_synced(file, random_secret(bytes).reveal());
    }
}

}  // namespace

KeyFolder::KeyFolder(fs::path data, const std::string& log_origin, Instant now)
    : keys_(data / "keys"), tls_(data / "tls"), log_origin_(log_origin), now_(now) {
    for (const auto& folder : {keys_, tls_}) {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    authority(keys_, "authority", "Daylight bidders' authority");
    make_receipt_key();
    make_secret(keys_ / "sealing.key", sealing_key_bytes);
    make_secret(keys_ / "linking.key", sealing_key_bytes);
    if (!fs::exists(keys_ / "log.key")) {
        write_synced(keys_ / "log.key", Ed25519PrivateKey::generate().pkcs8_pem().reveal());
    }
    make_tls_certificate();
}

CertificateAuthority KeyFolder::authority(const fs::path& folder, const std::string& name,
                                          const std::string& common_name) {
    const auto certificate = folder / (name + ".pem");
    const auto key = folder / (name + ".key");
    if (!fs::exists(certificate)) {
        auto made = usable(CertificateAuthority::create({common_name}, random_serial(),
                                                        {now_ - days(1), now_ + authority_life}),
                           certificate);
        write_synced(key, made.key().pkcs8_pem().reveal());
        write_synced(certificate, made.certificate().pem());
        made_local_authority_ = made_local_authority_ || folder == tls_;
        return made;
    }
    return usable(CertificateAuthority::from_pem(read_needed(certificate), Secret(read_needed(key))),
                  certificate);
}

void KeyFolder::make_receipt_key() {
    const auto certificate = keys_ / "receipt.pem";
    if (fs::exists(certificate)) {
        return;
    }
    const auto key = P256PrivateKey::generate();
    CertificateOrder order{key.public_key(),
                           {"Daylight receipts"},
                           random_serial(),
                           {now_ - days(1), now_ + receipt_life},
                           CertificateUse::receipt_signing};
    const auto made = usable(authority(keys_, "authority", "").issue(order), certificate);
    write_synced(keys_ / "receipt.key", key.pkcs8_pem().reveal());
    write_synced(certificate, made.pem());
}

void KeyFolder::make_tls_certificate() {
    auto local = authority(tls_, "local-authority", "Daylight local authority");
    if (fs::exists(tls_certificate())) {
        const auto present = usable(Certificate::from_pem(read_needed(tls_certificate())), tls_certificate());
        if (present.validity().until - now_ > tls_renewal) {
            return;
        }
    }
    const auto key = P256PrivateKey::generate();
    CertificateOrder order{key.public_key(),
                           {"localhost"},
                           random_serial(),
                           {now_ - days(1), now_ + tls_life},
                           CertificateUse::tls_server};
    order.dns_names = {"localhost"};
    order.ip_addresses = {"127.0.0.1", "::1"};
    const auto made = usable(local.issue(order), tls_certificate());
    write_synced(tls_key(), key.pkcs8_pem().reveal());
    write_synced(tls_certificate(), made.pem());
}

app::Keys KeyFolder::platform_keys() const {
    const auto file = keys_ / "authority.pem";
    const auto receipt_file = keys_ / "receipt.pem";
    return app::Keys(
        usable(
            CertificateAuthority::from_pem(read_needed(file), Secret(read_needed(keys_ / "authority.key"))),
            file),
        usable(P256PrivateKey::from_pkcs8_pem(Secret(read_needed(keys_ / "receipt.key"))), receipt_file),
        usable(Certificate::from_pem(read_needed(receipt_file)), receipt_file),
        Secret(read_needed(keys_ / "sealing.key")), Secret(read_needed(keys_ / "linking.key")),
        std::make_shared<app::TrustedAuthorities>(keys_.parent_path() / "trusted-authorities"));
}

std::shared_ptr<const schema::RowSealer> KeyFolder::row_sealer(
    const std::function<void(const schema::RowSealer&)>& begin) const {
    const auto file = keys_ / "rows.key";
    if (fs::exists(file)) {
        return std::make_shared<schema::RowSealer>(Secret(read_needed(file)));
    }
    const auto key = random_secret(sealing_key_bytes);
    auto sealer = std::make_shared<schema::RowSealer>(key.duplicate());
    begin(*sealer);
    write_synced(file, key.reveal());
    return sealer;
}

NoteSigner KeyFolder::log_signer() const {
    const auto file = keys_ / "log.key";
    return NoteSigner(log_origin_,
                      usable(Ed25519PrivateKey::from_pkcs8_pem(Secret(read_needed(file))), file));
}

}  // namespace daylit::shell
