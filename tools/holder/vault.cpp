#include "tools/holder/vault.hpp"

#include "crypto/encrypted_secret.hpp"
#include "crypto/synced_file.hpp"

#include <stdexcept>

namespace daylit::tools {

namespace {

struct VaultText {
    std::string format = "daylight/holder/1";
    std::vector<KeptCeremony> ceremonies;
};
BOOST_DESCRIBE_STRUCT(VaultText, (), (format, ceremonies))

}  // namespace

Vault::Vault(std::filesystem::path file, Secret passphrase)
    : file_(std::move(file)), passphrase_(std::move(passphrase)) {
    const auto pem = read_whole(file_);
    if (!pem) {
        return;
    }
    const auto secret = decrypt_secret(*pem, passphrase_);
    if (!secret) {
        throw std::runtime_error(file_.string() + ": " + secret.refusal().code);
    }
    auto text = parse_as<VaultText>(secret->reveal());
    if (!text || text->format != VaultText().format) {
        throw std::runtime_error(file_.string() + " is no holder's file");
    }
    kept_ = std::move(text->ceremonies);
}

KeptCeremony* Vault::find(const std::string& ceremony) {
    for (auto& kept : kept_) {
        if (kept.plan.id == ceremony) {
            return &kept;
        }
    }
    return nullptr;
}

KeptCeremony& Vault::add(KeptCeremony kept) {
    return kept_.emplace_back(std::move(kept));
}

void Vault::save() const {
    const Secret text(to_json_text(VaultText{VaultText().format, kept_}));
    write_synced(file_, encrypt_secret(text, passphrase_));
}

}  // namespace daylit::tools
