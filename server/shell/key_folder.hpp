// The keys in the data folder, made at first start. docs/SECURITY.md says who holds which.
//
//   keys/authority.{pem,key}   the platform's certification authority, for bidders and receipts
//   keys/receipt.{pem,key}     signs receipts
//   keys/log.key               signs checkpoints
//   keys/sealing.key, keys/linking.key
//   keys/rows.key              seals the database's rows
//   trusted-authorities/NAME.{pem,json,crl}   authorities outside, which the operator puts there
//   tls/local-authority.{pem,key}, tls/server.{pem,key}   the server's certificate for localhost
#pragma once

#include "crypto/note.hpp"
#include "schema/row_seal.hpp"
#include "server/app/keys.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace daylit::shell {

class KeyFolder {
public:
    // Makes what is missing. Throws std::runtime_error with a text for the operator when a file is damaged.
    KeyFolder(std::filesystem::path data, const std::string& log_origin, Instant now);

    app::Keys platform_keys() const;
    NoteSigner log_signer() const;
    // The key of the rows' seals (schema/row_seal.hpp). Where there is none yet, `begin` gives every row its
    // first seal, and only then is the key kept.
    std::shared_ptr<const schema::RowSealer> row_sealer(
        const std::function<void(const schema::RowSealer&)>& begin) const;
    std::filesystem::path tls_certificate() const { return tls_ / "server.pem"; }
    std::filesystem::path tls_key() const { return tls_ / "server.key"; }
    std::filesystem::path local_authority() const { return tls_ / "local-authority.pem"; }
    bool made_local_authority() const { return made_local_authority_; }

private:
    CertificateAuthority authority(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& common_name);
    void make_receipt_key();
    void make_tls_certificate();

    std::filesystem::path keys_;
    std::filesystem::path tls_;
    std::string log_origin_;
    Instant now_;
    bool made_local_authority_ = false;
};

}  // namespace daylit::shell
