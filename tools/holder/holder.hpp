// A holder at work: it looks at the platform's ceremonies and lots, and does what is its own to do. It
// believes its own files, the outside witnesses and the log's key; what the server says it checks, and what
// it cannot check it does not act upon.
#pragma once

#include "crypto/p256.hpp"
#include "tools/client/client.hpp"
#include "tools/holder/journal.hpp"
#include "tools/holder/kept_lot.hpp"
#include "tools/holder/vault.hpp"

#include <functional>
#include <set>

namespace daylit::tools {

struct HolderIdentity {
    bool gate = false;
    P256PrivateKey key;       // signs its words
    std::string certificate;  // the serial under which the platform knows it
    std::string audience;     // the log's origin
};

class Holder {
public:
    using Say = std::function<void(const std::string& what)>;
    // `journal` may be null: an officer's acts stand in the public log.
    Holder(HolderIdentity identity, HolderTrust trust, Client& client, Vault& vault, Journal* journal,
           Say say);

    // Does once what is to be done now; how many acts. Throws ServerAway where the server does not answer.
    int step();
    // Lots whose parts this holder releases; where none are named, all.
    void only(std::set<std::string> lots) { lots_ = std::move(lots); }

private:
    int join_ceremonies();
    int speak(const boost::json::object& ceremony);
    Result<CeremonySpeech> speech(const boost::json::object& ceremony, KeptCeremony& kept);
    Result<CeremonySpeech> conclude(const boost::json::object& ceremony, KeptCeremony& kept);
    int conclude_own_half(const std::string& id, KeptCeremony& kept);
    int bind_lots();
    int bind(const std::string& id);
    int release_lots();
    int release(const std::string& id);
    int erase_used_shares();
    int erase(const std::string& lot, KeptCeremony& kept);

    bool wants(const std::string& lot) const { return lots_.empty() || lots_.contains(lot); }
    boost::json::object get(const std::string& path);
    boost::json::array items(const std::string& path);
    std::string text(const std::string& path);
    std::int64_t own_index(const boost::json::object& ceremony) const;
    std::optional<Certificate> lot_certificate(const std::string& id);
    // Signs the payload and sends it with what belongs to it; whether it was taken.
    bool act(const std::string& path, const std::string& type, boost::json::object payload,
             boost::json::object body, const std::string& what);
    void keep(const std::string& what, const boost::json::object& details);

    HolderIdentity identity_;
    HolderTrust trust_;
    Client& client_;
    Vault& vault_;
    Journal* journal_;
    Say say_;
    std::set<std::string> lots_;
    std::set<std::string> refused_;  // what was said of a refusal is said once
};

}  // namespace daylit::tools
