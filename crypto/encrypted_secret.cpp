#include "crypto/encrypted_secret.hpp"

#include "crypto/openssl.hpp"
#include "crypto/random.hpp"

#include <openssl/pkcs12.h>

namespace daylit {

namespace {

using Info = std::unique_ptr<PKCS8_PRIV_KEY_INFO, openssl::Freed<PKCS8_PRIV_KEY_INFO_free>>;
using Encrypted = std::unique_ptr<X509_SIG, openssl::Freed<X509_SIG_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, openssl::Freed<X509_ALGOR_free>>;

constexpr const char* label = "ENCRYPTED PRIVATE KEY";
constexpr const char* secret_oid = "2.25.172906703678154015915351966426536142621.3";
constexpr std::uint64_t scrypt_n = 1U << 14U;
constexpr std::uint64_t scrypt_r = 8;
constexpr std::uint64_t scrypt_p = 5;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;

Info info_of(const Secret& secret) {
    Info info(openssl::need(PKCS8_PRIV_KEY_INFO_new(), "PKCS8_PRIV_KEY_INFO_new"));
    auto* oid = openssl::need(OBJ_txt2obj(secret_oid, 1), "OBJ_txt2obj");
    const auto bytes = secret.reveal();
    auto* copy =
        static_cast<unsigned char*>(openssl::need(OPENSSL_memdup(bytes.data(), bytes.size()), "copy"));
    openssl::need(
        PKCS8_pkey_set0(info.get(), oid, 0, V_ASN1_UNDEF, nullptr, copy, static_cast<int>(bytes.size())),
        "PKCS8_pkey_set0");
    return info;
}

Refusal malformed() {
    openssl::forget_errors();
    return refuse("encrypted_secret_malformed");
}

// Scrypt's own figures in PBES2's parameters: another file must not make us work for hours.
bool is_bearable(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* oid = nullptr;
    int type = 0;
    const void* parameters = nullptr;
    X509_ALGOR_get0(&oid, &type, &parameters, algorithm);
    if (OBJ_obj2nid(oid) != NID_pbes2 || type != V_ASN1_SEQUENCE) {
        return false;
    }
    const std::unique_ptr<PBE2PARAM, openssl::Freed<PBE2PARAM_free>> pbes2(
        static_cast<PBE2PARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), algorithm->parameter)));
    if (!pbes2 || OBJ_obj2nid(pbes2->keyfunc->algorithm) != NID_id_scrypt) {
        return false;
    }
    const std::unique_ptr<SCRYPT_PARAMS, openssl::Freed<SCRYPT_PARAMS_free>> scrypt(
        static_cast<SCRYPT_PARAMS*>(
            ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(SCRYPT_PARAMS), pbes2->keyfunc->parameter)));
    if (!scrypt) {
        return false;
    }
    const auto at_most = [](const ASN1_INTEGER* number, std::uint64_t most) {
        std::uint64_t value = 0;
        return ASN1_INTEGER_get_uint64(&value, number) == 1 && value >= 1 && value <= most;
    };
    return at_most(scrypt->costParameter, scrypt_n) && at_most(scrypt->blockSize, scrypt_r) &&
           at_most(scrypt->parallelizationParameter, scrypt_p * 4);
}

}  // namespace

std::string encrypt_secret(const Secret& secret, const Secret& passphrase) {
    ensure(!secret.reveal().empty() && secret.reveal().size() <= most_bytes, "there is something to keep");
    auto salt = random_bytes(salt_bytes);
    Algorithm algorithm(openssl::need(
        PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), openssl::bytes_of(salt), static_cast<int>(salt.size()),
                              nullptr, scrypt_n, scrypt_r, scrypt_p),
        "PKCS5_pbe2_set_scrypt"));
    const auto info = info_of(secret);
    const auto words = passphrase.reveal();
    const Encrypted encrypted(openssl::need(
        PKCS8_set0_pbe(words.data(), static_cast<int>(words.size()), info.get(), algorithm.get()),
        "PKCS8_set0_pbe"));
    (void)algorithm.release();  // the structure has it now
    unsigned char* der = nullptr;
    const int size = i2d_X509_SIG(encrypted.get(), &der);
    const openssl::Bytes owner(der);
    ensure(size > 0, "what we encrypted can be written");
    return openssl::as_pem({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)}, label);
}

Result<Secret> decrypt_secret(std::string_view pem, const Secret& passphrase) {
    const auto der = pem.size() <= 2 * most_bytes ? openssl::only_pem_block(pem, label) : std::string();
    const auto* at = openssl::bytes_of(der);
    const Encrypted encrypted(d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!encrypted || at != openssl::bytes_of(der) + der.size()) {
        return malformed();
    }
    const X509_ALGOR* algorithm = nullptr;
    X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
    if (!is_bearable(algorithm)) {
        return malformed();
    }
    const auto words = passphrase.reveal();
    const Info info(PKCS8_decrypt(encrypted.get(), words.data(), static_cast<int>(words.size())));
    openssl::forget_errors();
    if (!info) {
        return refuse("passphrase_wrong");
    }
    const unsigned char* bytes = nullptr;
    int size = 0;
    if (PKCS8_pkey_get0(nullptr, &bytes, &size, nullptr, info.get()) != 1 || size <= 0) {
        return malformed();
    }
    return Secret(std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)));
}

}  // namespace daylit
