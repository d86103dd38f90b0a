// Private keys as unencrypted PKCS#8 in PEM (RFC 5958, RFC 7468), for this folder's .cpp files only.
#pragma once

#include "base/secret.hpp"
#include "crypto/openssl.hpp"

namespace daylit::openssl {

// Null when the text is not exactly one such key.
Pkey read_pkcs8_pem(const Secret& pem);
Secret write_pkcs8_pem(const EVP_PKEY* key);

}  // namespace daylit::openssl
