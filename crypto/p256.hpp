// Keys on P-256 and ES256 signatures over them: ECDSA with SHA-256, the signature as the raw 64 bytes r || s
// (RFC 7518, 3.4). Public keys are carried as SubjectPublicKeyInfo in its one accepted spelling: the named
// curve and an uncompressed point (RFC 5480), 91 bytes. Private keys are PKCS#8 in PEM, unencrypted.
//
// Refusals: malformed_key, key_not_p256, signature_invalid.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace daylit {

class P256PublicKey {
public:
    // The point is checked to lie on the curve.
    static Result<P256PublicKey> from_spki_der(std::string_view der, const std::string& field = {});
    static Result<P256PublicKey> from_spki_pem(std::string_view pem, const std::string& field = {});
    static Result<P256PublicKey> from_coordinates(
        std::string_view x, std::string_view y, const std::string& field = {});  // 32 bytes each, as in a JWK

    const std::string& spki_der() const { return spki_der_; }
    std::string spki_pem() const;
    Digest fingerprint() const { return sha256(spki_der_); }  // the key's id wherever one is shown

    // signature: the raw 64 bytes. Anything that does not hold is signature_invalid.
    Outcome verify(std::string_view message, std::string_view signature, const std::string& field = {}) const;
    // The same for a signature as DER (ECDSA-Sig-Value, RFC 3279), which authenticators make.
    Outcome verify_der(std::string_view message, std::string_view signature,
                       const std::string& field = {}) const;

    bool operator==(const P256PublicKey& other) const { return spki_der_ == other.spki_der_; }

private:
    friend class P256PrivateKey;
    P256PublicKey(std::string spki_der, std::shared_ptr<evp_pkey_st> handle)
        : spki_der_(std::move(spki_der)), handle_(std::move(handle)) {}
    std::string spki_der_;
    std::shared_ptr<evp_pkey_st> handle_;  // never changed after it is made, so threads share it
};

class P256PrivateKey {
public:
    static P256PrivateKey generate();
    static Result<P256PrivateKey> from_pkcs8_pem(const Secret& pem, const std::string& field = {});

    Secret pkcs8_pem() const;
    const P256PublicKey& public_key() const { return public_key_; }
    std::string sign(std::string_view message) const;  // 64 bytes; differs each time

    evp_pkey_st* handle() const { return public_key_.handle_.get(); }  // for this folder

private:
    explicit P256PrivateKey(P256PublicKey keys) : public_key_(std::move(keys)) {}
    P256PublicKey public_key_;  // its handle holds the private half too; freeing it wipes the scalar
};

}  // namespace daylit
