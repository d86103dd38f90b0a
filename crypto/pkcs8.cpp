#include "crypto/pkcs8.hpp"

#include <openssl/pem.h>

namespace daylit::openssl {

namespace {

using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freed<PKCS8_PRIV_KEY_INFO_free>>;

}  // namespace

Pkey read_pkcs8_pem(const Secret& pem) {
    const Secret der(only_pem_block(pem.reveal(), "PRIVATE KEY"));
    const auto* at = bytes_of(der.reveal());
    const auto* end = at + der.reveal().size();
    const Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.reveal().size())));
    Pkey key(info && at == end ? EVP_PKCS82PKEY(info.get()) : nullptr);
    forget_errors();
    return key;
}

Secret write_pkcs8_pem(const EVP_PKEY* key) {
    // Secure memory wipes what is written before it is freed.
    const Bio memory(need(BIO_new(BIO_s_secmem()), "BIO_new"));
    need(PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr),
         "PEM_write_bio_PKCS8PrivateKey");
    return Secret(written(memory));
}

}  // namespace daylit::openssl
