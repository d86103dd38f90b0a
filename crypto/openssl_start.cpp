#include "crypto/openssl_start.hpp"

#include "crypto/openssl.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace daylit {

void start_openssl() {
    openssl::need(OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG | OPENSSL_INIT_LOAD_CRYPTO_STRINGS |
                                          OPENSSL_INIT_ADD_ALL_CIPHERS | OPENSSL_INIT_ADD_ALL_DIGESTS,
                                      nullptr),
                  "OPENSSL_init_crypto");
    unsigned char drawn = 0;
    openssl::need(RAND_bytes(&drawn, 1), "RAND_bytes");
    openssl::need(RAND_priv_bytes(&drawn, 1), "RAND_priv_bytes");
}

}  // namespace daylit
