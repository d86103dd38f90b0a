#include "crypto/ed25519.hpp"

#include "crypto/openssl.hpp"
#include "crypto/pkcs8.hpp"

namespace daylit {

namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t signature_size = 64;

// SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING (33 bytes, none unused) } up to the key (RFC 8410, 4).
constexpr std::string_view spki_prefix("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);

std::string public_bytes_of(const EVP_PKEY* key) {
    std::string bytes(key_size, '\0');
    std::size_t length = bytes.size();
    openssl::need(EVP_PKEY_get_raw_public_key(key, openssl::bytes_of(bytes), &length),
                  "EVP_PKEY_get_raw_public_key");
    ensure(length == key_size, "an Ed25519 public key has 32 bytes");
    return bytes;
}

std::shared_ptr<evp_pkey_st> shared(openssl::Pkey key) {
    return {key.release(), EVP_PKEY_free};
}

}  // namespace

Result<Ed25519PublicKey> Ed25519PublicKey::from_bytes(std::string_view bytes, const std::string& field) {
    if (bytes.size() != key_size) {
        return refuse("malformed_key", field);
    }
    openssl::Pkey key(openssl::need(
        EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, openssl::bytes_of(bytes), bytes.size()),
        "EVP_PKEY_new_raw_public_key_ex"));
    return Ed25519PublicKey(std::string(bytes), shared(std::move(key)));
}

Result<Ed25519PublicKey> Ed25519PublicKey::from_spki_der(std::string_view der, const std::string& field) {
    if (!der.starts_with(spki_prefix)) {
        return refuse("key_not_ed25519", field);
    }
    return from_bytes(der.substr(spki_prefix.size()), field);
}

Result<Ed25519PublicKey> Ed25519PublicKey::from_spki_pem(std::string_view pem, const std::string& field) {
    const auto der = openssl::only_pem_block(pem, "PUBLIC KEY");
    return der.empty() ? refuse("malformed_key", field) : from_spki_der(der, field);
}

std::string Ed25519PublicKey::spki_der() const {
    return std::string(spki_prefix) + bytes_;
}

std::string Ed25519PublicKey::spki_pem() const {
    return openssl::as_pem(spki_der(), "PUBLIC KEY");
}

Outcome Ed25519PublicKey::verify(std::string_view message, std::string_view signature,
                                 const std::string& field) const {
    const openssl::MdContext context(openssl::need(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    openssl::need(
        EVP_DigestVerifyInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr, handle_.get(), nullptr),
        "EVP_DigestVerifyInit_ex");
    const bool holds = signature.size() == signature_size &&
                       EVP_DigestVerify(context.get(), openssl::bytes_of(signature), signature.size(),
                                        openssl::bytes_of(message), message.size()) == 1;
    openssl::forget_errors();
    return holds ? Outcome(Done{}) : refuse("signature_invalid", field);
}

Ed25519PrivateKey Ed25519PrivateKey::generate() {
    openssl::Pkey key(openssl::need(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), "EVP_PKEY_Q_keygen"));
    auto bytes = public_bytes_of(key.get());
    return Ed25519PrivateKey(Ed25519PublicKey(std::move(bytes), shared(std::move(key))));
}

Result<Ed25519PrivateKey> Ed25519PrivateKey::from_seed(const Secret& seed, const std::string& field) {
    if (seed.reveal().size() != key_size) {
        return refuse("malformed_key", field);
    }
    openssl::Pkey key(
        openssl::need(EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr,
                                                      openssl::bytes_of(seed.reveal()), key_size),
                      "EVP_PKEY_new_raw_private_key_ex"));
    auto bytes = public_bytes_of(key.get());
    return Ed25519PrivateKey(Ed25519PublicKey(std::move(bytes), shared(std::move(key))));
}

Result<Ed25519PrivateKey> Ed25519PrivateKey::from_pkcs8_pem(const Secret& pem, const std::string& field) {
    openssl::Pkey key = openssl::read_pkcs8_pem(pem);
    if (!key) {
        return refuse("malformed_key", field);
    }
    if (EVP_PKEY_is_a(key.get(), "ED25519") != 1) {
        return refuse("key_not_ed25519", field);
    }
    auto bytes = public_bytes_of(key.get());
    return Ed25519PrivateKey(Ed25519PublicKey(std::move(bytes), shared(std::move(key))));
}

Secret Ed25519PrivateKey::pkcs8_pem() const {
    return openssl::write_pkcs8_pem(public_key_.handle_.get());
}

std::string Ed25519PrivateKey::sign(std::string_view message) const {
    const openssl::MdContext context(openssl::need(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    openssl::need(EVP_DigestSignInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr,
                                        public_key_.handle_.get(), nullptr),
                  "EVP_DigestSignInit_ex");
    std::string signature(signature_size, '\0');
    std::size_t length = signature.size();
    openssl::need(EVP_DigestSign(context.get(), openssl::bytes_of(signature), &length,
                                 openssl::bytes_of(message), message.size()),
                  "EVP_DigestSign");
    ensure(length == signature_size, "an Ed25519 signature has 64 bytes");
    return signature;
}

}  // namespace daylit
