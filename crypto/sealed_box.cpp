#include "crypto/sealed_box.hpp"

#include "crypto/openssl.hpp"
#include "crypto/random.hpp"

#include <limits>

namespace daylit {

namespace {

constexpr char version = '\x01';
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

int length_of(std::string_view bytes) {
    ensure(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()), "a box fits in memory");
    return static_cast<int>(bytes.size());
}

enum class Direction { sealing, opening };

// A cipher that has taken key, nonce and associated data.
openssl::CipherContext started(Direction direction, const Secret& key, std::string_view nonce,
                               std::string_view associated_data) {
    ensure(key.reveal().size() == sealing_key_bytes, "a sealing key has 32 bytes");
    static const std::unique_ptr<EVP_CIPHER, openssl::Freed<EVP_CIPHER_free>> cipher(
        openssl::need(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr), "EVP_CIPHER_fetch"));
    openssl::CipherContext context(openssl::need(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new"));
    openssl::need(
        EVP_CipherInit_ex2(context.get(), cipher.get(), openssl::bytes_of(key.reveal()),
                           openssl::bytes_of(nonce), direction == Direction::sealing ? 1 : 0, nullptr),
        "EVP_CipherInit_ex2");
    int length = 0;
    openssl::need(EVP_CipherUpdate(context.get(), nullptr, &length, openssl::bytes_of(associated_data),
                                   length_of(associated_data)),
                  "EVP_CipherUpdate");
    return context;
}

std::string updated(const openssl::CipherContext& context, std::string_view bytes) {
    std::string out(bytes.size(), '\0');
    int length = 0;
    openssl::need(EVP_CipherUpdate(context.get(), openssl::bytes_of(out), &length, openssl::bytes_of(bytes),
                                   length_of(bytes)),
                  "EVP_CipherUpdate");
    ensure(static_cast<std::size_t>(length) == bytes.size(), "GCM is a stream");
    return out;
}

}  // namespace

std::string seal_box(const Secret& key, std::string_view content, std::string_view associated_data) {
    const auto nonce = random_bytes(nonce_size);
    const auto context = started(Direction::sealing, key, nonce, associated_data);
    const auto ciphertext = updated(context, content);
    unsigned char nothing[tag_size] = {};
    int length = 0;
    openssl::need(EVP_CipherFinal_ex(context.get(), nothing, &length), "EVP_CipherFinal_ex");
    std::string tag(tag_size, '\0');
    openssl::need(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()),
                  "EVP_CIPHER_CTX_ctrl");
    return std::string(1, version) + nonce + ciphertext + tag;
}

Result<Secret> open_box(const Secret& key, std::string_view box, std::string_view associated_data) {
    if (box.size() < 1 + nonce_size + tag_size || box.front() != version) {
        return refuse("sealed_box_broken");
    }
    const auto nonce = box.substr(1, nonce_size);
    const auto ciphertext = box.substr(1 + nonce_size, box.size() - 1 - nonce_size - tag_size);
    std::string tag(box.substr(box.size() - tag_size));
    const auto context = started(Direction::opening, key, nonce, associated_data);
    Secret content(updated(context, ciphertext));
    openssl::need(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()),
                  "EVP_CIPHER_CTX_ctrl");
    unsigned char nothing[tag_size] = {};
    int length = 0;
    const bool holds = EVP_CipherFinal_ex(context.get(), nothing, &length) == 1;
    openssl::forget_errors();
    return holds ? Result<Secret>(std::move(content)) : refuse("sealed_box_broken");
}

}  // namespace daylit
