// Passwords as argon2id (RFC 9106) in PHC strings:
// "$argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash>".
//
// Refusals: empty_text, password_too_long, password_record_malformed.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace daylit {

// What one guess costs. The default is above OWASP's least (19 MiB, 2 passes, 1 lane), and small enough that
// the bounded pool that checks passwords cannot exhaust a server's memory: 8 at once take 256 MiB. One lane,
// since the pool already keeps the cores busy.
struct PasswordCost {
    std::uint32_t memory_kib = 32 * 1024;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 1;
    bool operator==(const PasswordCost&) const = default;
};

constexpr std::size_t most_password_bytes = 256;

// The record to store. The salt is random for each password.
Result<std::string> hash_password(const Secret& password, const Entropy& salt, const PasswordCost& cost = {});

// Whether the password is the record's, compared in constant time. A record whose form or cost (at most 1
// GiB, 16 passes, 16 lanes) cannot be ours is refused, so that a planted one cannot exhaust the server.
Result<bool> verify_password(const Secret& password, std::string_view record);

// Whether the record was made at another cost than wanted, so that the next good login stores it anew.
bool needs_rehash(std::string_view record, const PasswordCost& wanted = {});

}  // namespace daylit
