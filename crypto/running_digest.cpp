#include "crypto/running_digest.hpp"

#include "crypto/openssl.hpp"

namespace daylit {

RunningSha256::RunningSha256()
    : context_(openssl::need(EVP_MD_CTX_new(), "EVP_MD_CTX_new"), &EVP_MD_CTX_free) {
    openssl::need(EVP_DigestInit_ex2(context_.get(), openssl::sha256_method(), nullptr),
                  "EVP_DigestInit_ex2");
}

void RunningSha256::add(std::string_view bytes) {
    openssl::need(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()), "EVP_DigestUpdate");
}

Digest RunningSha256::digest() {
    Digest digest;
    unsigned length = 0;
    openssl::need(EVP_DigestFinal_ex(context_.get(), digest.bytes.data(), &length), "EVP_DigestFinal_ex");
    ensure(length == digest.bytes.size(), "SHA-256 gives 32 bytes");
    return digest;
}

}  // namespace daylit
