#include "crypto/p256.hpp"

#include "base/encoding.hpp"
#include "crypto/openssl.hpp"
#include "crypto/pkcs8.hpp"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>

namespace daylit {

namespace {

using Signature = std::unique_ptr<ECDSA_SIG, openssl::Freed<ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, openssl::Freed<BN_free>>;

constexpr std::size_t number_size = 32;

// SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING (66 bytes, none unused) } up to the point.
constexpr std::string_view spki_prefix(
    "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42"
    "\x00",
    26);
constexpr std::size_t spki_size = 26 + 65;

std::string spki_of(const EVP_PKEY* key) {
    unsigned char* data = nullptr;
    const int length = i2d_PUBKEY(key, &data);
    const openssl::Bytes owner(data);
    if (length <= 0) {
        openssl::fail("i2d_PUBKEY");
    }
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(length)};
}

Signature signature_from_raw(std::string_view raw) {
    const auto* bytes = openssl::bytes_of(raw);
    Number r(openssl::need(BN_bin2bn(bytes, number_size, nullptr), "BN_bin2bn"));
    Number s(openssl::need(BN_bin2bn(bytes + number_size, number_size, nullptr), "BN_bin2bn"));
    Signature signature(openssl::need(ECDSA_SIG_new(), "ECDSA_SIG_new"));
    openssl::need(ECDSA_SIG_set0(signature.get(), r.get(), s.get()), "ECDSA_SIG_set0");
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    return signature;
}

std::string der_of(const Signature& signature) {
    unsigned char* data = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &data);
    const openssl::Bytes owner(data);
    if (length <= 0) {
        openssl::fail("i2d_ECDSA_SIG");
    }
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(length)};
}

std::string raw_of(const std::string& der) {
    const auto* at = openssl::bytes_of(std::string_view(der));
    const Signature signature(
        openssl::need(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), "d2i_ECDSA_SIG"));
    std::string raw(2 * number_size, '\0');
    auto* bytes = openssl::bytes_of(raw);
    const bool fits =
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes, number_size) == number_size &&
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes + number_size, number_size) == number_size;
    ensure(fits, "a P-256 signature is two numbers of 32 bytes");
    return raw;
}

}  // namespace

Result<P256PublicKey> P256PublicKey::from_spki_der(std::string_view der, const std::string& field) {
    if (der.size() != spki_size || !der.starts_with(spki_prefix) || der[spki_prefix.size()] != '\x04') {
        return refuse("key_not_p256", field);
    }
    const auto* at = openssl::bytes_of(der);
    openssl::Pkey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    if (!key) {  // the point is not on the curve
        openssl::forget_errors();
        return refuse("malformed_key", field);
    }
    return P256PublicKey(std::string(der), std::shared_ptr<evp_pkey_st>(key.release(), EVP_PKEY_free));
}

Result<P256PublicKey> P256PublicKey::from_spki_pem(std::string_view pem, const std::string& field) {
    const auto der = openssl::only_pem_block(pem, "PUBLIC KEY");
    return der.empty() ? refuse("malformed_key", field) : from_spki_der(der, field);
}

Result<P256PublicKey> P256PublicKey::from_coordinates(std::string_view x, std::string_view y,
                                                      const std::string& field) {
    if (x.size() != number_size || y.size() != number_size) {
        return refuse("malformed_key", field);
    }
    std::string der(spki_prefix);
    der += '\x04';
    der += x;
    der += y;
    return from_spki_der(der, field);
}

std::string P256PublicKey::spki_pem() const {
    return openssl::as_pem(spki_der_, "PUBLIC KEY");
}

Outcome P256PublicKey::verify(std::string_view message, std::string_view signature,
                              const std::string& field) const {
    if (signature.size() != 2 * number_size) {
        return refuse("signature_invalid", field);
    }
    return verify_der(message, der_of(signature_from_raw(signature)), field);
}

Outcome P256PublicKey::verify_der(std::string_view message, std::string_view signature,
                                  const std::string& field) const {
    const openssl::MdContext context(openssl::need(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    openssl::need(
        EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, handle_.get(), nullptr),
        "EVP_DigestVerifyInit_ex");
    const int verdict = EVP_DigestVerify(context.get(), openssl::bytes_of(signature), signature.size(),
                                         openssl::bytes_of(message), message.size());
    openssl::forget_errors();
    return verdict == 1 ? Outcome(Done{}) : refuse("signature_invalid", field);
}

P256PrivateKey P256PrivateKey::generate() {
    openssl::Pkey key(openssl::need(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), "EVP_PKEY_Q_keygen"));
    auto spki = spki_of(key.get());
    return P256PrivateKey(
        P256PublicKey(std::move(spki), std::shared_ptr<evp_pkey_st>(key.release(), EVP_PKEY_free)));
}

Result<P256PrivateKey> P256PrivateKey::from_pkcs8_pem(const Secret& pem, const std::string& field) {
    openssl::Pkey key = openssl::read_pkcs8_pem(pem);
    if (!key) {
        return refuse("malformed_key", field);
    }
    if (!EVP_PKEY_is_a(key.get(), "EC")) {
        return refuse("key_not_p256", field);
    }
    // Refuses other curves and explicit parameters; the pair must belong together.
    auto spki = P256PublicKey::from_spki_der(spki_of(key.get()), field);
    if (!spki) {
        return std::move(spki).refusal();
    }
    const openssl::PkeyContext context(
        openssl::need(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr), "EVP_PKEY_CTX_new_from_pkey"));
    if (EVP_PKEY_pairwise_check(context.get()) != 1) {
        openssl::forget_errors();
        return refuse("malformed_key", field);
    }
    return P256PrivateKey(
        P256PublicKey(spki->spki_der(), std::shared_ptr<evp_pkey_st>(key.release(), EVP_PKEY_free)));
}

Secret P256PrivateKey::pkcs8_pem() const {
    return openssl::write_pkcs8_pem(handle());
}

std::string P256PrivateKey::sign(std::string_view message) const {
    const openssl::MdContext context(openssl::need(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    openssl::need(
        EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, handle(), nullptr),
        "EVP_DigestSignInit_ex");
    std::string der(80, '\0');  // at most 72 bytes
    std::size_t length = der.size();
    openssl::need(EVP_DigestSign(context.get(), openssl::bytes_of(der), &length, openssl::bytes_of(message),
                                 message.size()),
                  "EVP_DigestSign");
    der.resize(length);
    return raw_of(der);
}

}  // namespace daylit
