// Ed25519 keys (RFC 8032) that sign the log's checkpoints.
//
// Refusals: malformed_key, key_not_ed25519, signature_invalid.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace daylit {

class Ed25519PublicKey {
public:
    static Result<Ed25519PublicKey> from_bytes(std::string_view bytes, const std::string& field = {});  // 32
    static Result<Ed25519PublicKey> from_spki_der(std::string_view der, const std::string& field = {});
    static Result<Ed25519PublicKey> from_spki_pem(std::string_view pem, const std::string& field = {});

    const std::string& bytes() const { return bytes_; }
    std::string spki_der() const;
    std::string spki_pem() const;

    Outcome verify(std::string_view message, std::string_view signature, const std::string& field = {}) const;

    bool operator==(const Ed25519PublicKey& other) const { return bytes_ == other.bytes_; }

private:
    friend class Ed25519PrivateKey;
    Ed25519PublicKey(std::string bytes, std::shared_ptr<evp_pkey_st> handle)
        : bytes_(std::move(bytes)), handle_(std::move(handle)) {}
    std::string bytes_;
    std::shared_ptr<evp_pkey_st> handle_;  // never changed after it is made, so threads share it
};

class Ed25519PrivateKey {
public:
    static Ed25519PrivateKey generate();
    static Result<Ed25519PrivateKey> from_seed(const Secret& seed,
                                               const std::string& field = {});  // 32 bytes
    static Result<Ed25519PrivateKey> from_pkcs8_pem(const Secret& pem, const std::string& field = {});

    Secret pkcs8_pem() const;
    const Ed25519PublicKey& public_key() const { return public_key_; }
    std::string sign(std::string_view message) const;  // 64 bytes, the same each time

private:
    explicit Ed25519PrivateKey(Ed25519PublicKey keys) : public_key_(std::move(keys)) {}
    Ed25519PublicKey public_key_;  // its handle holds the private half too; freeing it wipes the seed
};

}  // namespace daylit
