#include "crypto/hmac.hpp"

#include <openssl/hmac.h>

namespace daylit {

Digest hmac_sha256(const Secret& key, std::string_view message) {
    const auto bytes = key.reveal();
    Digest digest;
    unsigned length = 0;
    const auto* made = HMAC(EVP_sha256(), bytes.data(), static_cast<int>(bytes.size()),
                            reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                            digest.bytes.data(), &length);
    ensure(made != nullptr && length == digest.bytes.size(), "HMAC-SHA-256 can be computed");
    return digest;
}

}  // namespace daylit
