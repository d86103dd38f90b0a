#include "crypto/openssl.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <limits>
#include <stdexcept>

namespace daylit::openssl {

void fail(const char* what) {
    std::string message = std::string("OpenSSL: ") + what;
    if (const auto code = ERR_get_error(); code != 0) {
        char words[256] = {};
        ERR_error_string_n(code, words, sizeof words);
        message += std::string(": ") + words;
    }
    ERR_clear_error();
    throw std::runtime_error(message);
}

void forget_errors() noexcept {
    ERR_clear_error();
}

const EVP_MD* sha256_method() {
    static const std::unique_ptr<EVP_MD, Freed<EVP_MD_free>> method(
        need(EVP_MD_fetch(nullptr, "SHA256", nullptr), "EVP_MD_fetch"));
    return method.get();
}

Bio reading(std::string_view bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw std::runtime_error("OpenSSL: more bytes than a BIO reads");
    }
    return Bio(need(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), "BIO_new_mem_buf"));
}

std::string written(const Bio& memory) {
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return length > 0 ? std::string(data, static_cast<std::size_t>(length)) : std::string();
}

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

}  // namespace

std::string only_pem_block(std::string_view text, const std::string& label) {
    const auto block = trimmed(text);
    const std::string begin = "-----BEGIN " + label + "-----";
    const std::string end = "-----END " + label + "-----";
    if (!block.starts_with(begin) || !block.ends_with(end) || block.find("-----BEGIN", 1) != block.npos ||
        block.find("-----END") != block.size() - end.size()) {
        return {};
    }
    const Bio source = reading(block);
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long length = 0;
    // An encrypted block (one with headers) is not ours either.
    const bool read = PEM_read_bio(source.get(), &name, &header, &data, &length) == 1;
    std::string bytes;
    if (read && label == name && *header == '\0' && length > 0) {
        bytes.assign(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
    }
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, read ? static_cast<std::size_t>(length) : 0);
    forget_errors();
    return bytes;
}

std::string as_pem(std::string_view der, const char* label) {
    const Bio memory(need(BIO_new(BIO_s_mem()), "BIO_new"));
    if (PEM_write_bio(memory.get(), label, "", bytes_of(der), static_cast<long>(der.size())) <= 0) {
        fail("PEM_write_bio");
    }
    return written(memory);
}

}  // namespace daylit::openssl
