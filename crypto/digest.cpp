#include "crypto/digest.hpp"

#include "base/encoding.hpp"
#include "crypto/openssl.hpp"

#include <algorithm>

namespace daylit {

std::string Digest::hex() const {
    return to_hex(view());
}

std::optional<Digest> Digest::from_bytes(std::string_view bytes) {
    Digest digest;
    if (bytes.size() != digest.bytes.size()) {
        return std::nullopt;
    }
    std::transform(bytes.begin(), bytes.end(), digest.bytes.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
    return digest;
}

std::optional<Digest> Digest::from_hex(std::string_view text) {
    const auto bytes = daylit::from_hex(text);
    return bytes ? from_bytes(*bytes) : std::nullopt;
}

Digest sha256(std::string_view bytes) {
    // The context is kept per thread: allocating one costs more than hashing a tree node does.
    thread_local const openssl::MdContext context(openssl::need(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    Digest digest;
    unsigned length = 0;
    openssl::need(EVP_DigestInit_ex2(context.get(), openssl::sha256_method(), nullptr), "EVP_DigestInit_ex2");
    openssl::need(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()), "EVP_DigestUpdate");
    openssl::need(EVP_DigestFinal_ex(context.get(), digest.bytes.data(), &length), "EVP_DigestFinal_ex");
    ensure(length == digest.bytes.size(), "SHA-256 gives 32 bytes");
    return digest;
}

Result<Digest> JsonCodec<Digest>::read(const boost::json::value& value, const std::string& path) {
    if (value.is_string()) {
        if (auto digest = Digest::from_hex(value.get_string())) {
            return *digest;
        }
    }
    return json_detail::wrong_type(path, "sha-256 in hex");
}

}  // namespace daylit
