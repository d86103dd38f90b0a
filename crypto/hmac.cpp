#include "crypto/hmac.hpp"

#include "crypto/openssl.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

namespace daylit {

namespace {

// With its hash chosen, and without a key.
openssl::MacContext hmac_context() {
    static const openssl::Mac method(
        openssl::need(EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr), "EVP_MAC_fetch"));
    openssl::MacContext context(openssl::need(EVP_MAC_CTX_new(method.get()), "EVP_MAC_CTX_new"));
    char hash[] = OSSL_DIGEST_NAME_SHA2_256;
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash, 0),
                                 OSSL_PARAM_construct_end()};
    openssl::need(EVP_MAC_CTX_set_params(context.get(), params), "EVP_MAC_CTX_set_params");
    return context;
}

}  // namespace

Digest hmac_sha256(const Secret& key, std::string_view message) {
    // Kept per thread: finding the algorithms and allocating costs more than a row's seal.
    thread_local const auto context = hmac_context();
    const auto bytes = key.reveal();
    Digest digest;
    std::size_t length = 0;
    openssl::need(EVP_MAC_init(context.get(), openssl::bytes_of(bytes), bytes.size(), nullptr),
                  "EVP_MAC_init");
    openssl::need(EVP_MAC_update(context.get(), openssl::bytes_of(message), message.size()),
                  "EVP_MAC_update");
    openssl::need(EVP_MAC_final(context.get(), digest.bytes.data(), &length, digest.bytes.size()),
                  "EVP_MAC_final");
    ensure(length == digest.bytes.size(), "HMAC-SHA-256 gives 32 bytes");
    return digest;
}

bool is_hmac_sha256(const Secret& key, std::string_view message, std::string_view given) {
    const auto wanted = hmac_sha256(key, message);
    return given.size() == wanted.bytes.size() &&
           CRYPTO_memcmp(given.data(), wanted.bytes.data(), given.size()) == 0;
}

}  // namespace daylit
