// A secret in a file under a passphrase: EncryptedPrivateKeyInfo of PKCS#8 (RFC 5958) in PEM, by PBES2 with
// scrypt (RFC 7914; N = 2^14, r = 8, p = 5) and AES-256-CBC, as `openssl pkcs8 -topk8 -scrypt` writes it.
// What is inside is a PrivateKeyInfo whose algorithm is an identifier of our own and whose key is the
// secret's bytes; `openssl pkcs8 -in FILE` shows it to whoever knows the passphrase.
//
// Refusals: encrypted_secret_malformed, passphrase_wrong.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace daylit {

std::string encrypt_secret(const Secret& secret, const Secret& passphrase);
// The file itself says how hard the passphrase is to try: at most four times as hard as ours is taken.
Result<Secret> decrypt_secret(std::string_view pem, const Secret& passphrase);

}  // namespace daylit
