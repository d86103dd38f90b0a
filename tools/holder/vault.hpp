// A holder's file: everything that it keeps of its ceremonies, under its passphrase
// (crypto/encrypted_secret), written whole and synced before anything that rests on it is said.
#pragma once

#include "base/secret.hpp"
#include "tools/holder/kept_ceremony.hpp"

#include <filesystem>

namespace daylit::tools {

class Vault {
public:
    // Where there is no such file yet, it begins empty. Throws std::runtime_error with a text for its holder
    // where the file cannot be read or the passphrase is wrong.
    Vault(std::filesystem::path file, Secret passphrase);

    // nullptr where nothing is kept of it.
    KeptCeremony* find(const std::string& ceremony);
    KeptCeremony& add(KeptCeremony kept);
    std::vector<KeptCeremony>& all() { return kept_; }
    void save() const;

private:
    std::filesystem::path file_;
    Secret passphrase_;
    std::vector<KeptCeremony> kept_;
};

}  // namespace daylit::tools
