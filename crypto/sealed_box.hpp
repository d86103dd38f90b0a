// Personal data at rest: AES-256-GCM (SP 800-38D) under a key of 32 bytes, with a random nonce of 96 bits and
// associated data that bind a box to its place ("person:<id>:mobile"). A box is 0x01 || nonce || ciphertext
// || tag.
//
// With random nonces one key seals at most 2^32 boxes; ours are one key a person. Refusals:
// sealed_box_broken.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace daylit {

constexpr std::size_t sealing_key_bytes = 32;

std::string seal_box(const Secret& key, std::string_view content, std::string_view associated_data);
Result<Secret> open_box(const Secret& key, std::string_view box, std::string_view associated_data);

}  // namespace daylit
