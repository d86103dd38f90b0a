// OpenSSL's handles as owners, for this folder's .cpp files only: no public header includes it. A call that
// fails for no fault of the input means a broken world (no memory, no provider) and throws.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

namespace daylit::openssl {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* handle) const noexcept {
        Free(handle);
    }
};

inline void free_bytes(unsigned char* bytes) noexcept {
    OPENSSL_free(bytes);
}

using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Pkey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using MdContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Mac = std::unique_ptr<EVP_MAC, Freed<EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freed<EVP_MAC_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Bytes = std::unique_ptr<unsigned char, Freed<free_bytes>>;

[[noreturn]] void fail(const char* what);  // throws std::runtime_error with OpenSSL's own words

inline void need(int outcome, const char* what) {
    if (outcome != 1) {
        fail(what);
    }
}

// What a call returned, or throws.
template <class T>
T* need(T* handle, const char* what) {
    if (handle == nullptr) {
        fail(what);
    }
    return handle;
}

// An input's fault: forgets what OpenSSL queued about it, so that it is not reported for a later call.
void forget_errors() noexcept;

const EVP_MD* sha256_method();

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

Bio reading(std::string_view bytes);     // reads the caller's bytes in place
std::string written(const Bio& memory);  // what was written to a memory BIO

// The bytes of the only PEM block in `text`, which must carry this label and nothing but white space around
// it. Empty when there is none, another, or more than one.
std::string only_pem_block(std::string_view text, const std::string& label);
std::string as_pem(std::string_view der, const char* label);

}  // namespace daylit::openssl
