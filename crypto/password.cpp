#include "crypto/password.hpp"

#include "base/encoding.hpp"

#include <argon2.h>
#include <openssl/crypto.h>

#include <charconv>
#include <optional>
#include <stdexcept>

namespace daylit {

namespace {

constexpr std::size_t hash_bytes = 32;
constexpr std::string_view prefix = "$argon2id$v=19$";
constexpr PasswordCost most_cost{1024 * 1024, 16, 16};

struct PasswordRecord {
    PasswordCost cost;
    std::string salt;
    std::string hash;
};

// PHC strings carry base64 without padding.
std::string unpadded(std::string_view bytes) {
    auto text = to_base64(bytes);
    while (text.ends_with('=')) {
        text.pop_back();
    }
    return text;
}

std::optional<std::string> from_unpadded(std::string_view text) {
    std::string padded(text);
    padded.append((4 - padded.size() % 4) % 4, '=');
    return text.ends_with('=') ? std::nullopt : from_base64(padded);
}

// Takes `name` and the number after it off the front.
std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view name) {
    if (!text.starts_with(name)) {
        return std::nullopt;
    }
    text.remove_prefix(name.size());
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || text.front() == '0') {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool is_acceptable(const PasswordCost& cost) {
    return cost.lanes <= most_cost.lanes && cost.passes <= most_cost.passes &&
           cost.memory_kib <= most_cost.memory_kib && cost.memory_kib >= 8 * cost.lanes;
}

std::optional<PasswordRecord> read_record(std::string_view text) {
    if (text.size() > 256 || !text.starts_with(prefix)) {
        return std::nullopt;
    }
    text.remove_prefix(prefix.size());
    const auto memory = take_number(text, "m=");
    const auto passes = memory ? take_number(text, ",t=") : std::nullopt;
    const auto lanes = passes ? take_number(text, ",p=") : std::nullopt;
    const auto gap = text.rfind('$');
    if (!lanes || !text.starts_with('$') || gap == 0) {
        return std::nullopt;
    }
    const PasswordCost cost{*memory, *passes, *lanes};
    auto salt = from_unpadded(text.substr(1, gap - 1));
    auto hash = from_unpadded(text.substr(gap + 1));
    if (!is_acceptable(cost) || !salt || !hash || salt->size() < 8 || hash->size() != hash_bytes) {
        return std::nullopt;
    }
    return PasswordRecord{cost, std::move(*salt), std::move(*hash)};
}

std::string argon2id(const Secret& password, std::string_view salt, const PasswordCost& cost) {
    std::string hash(hash_bytes, '\0');
    const auto text = password.reveal();
    const int outcome = argon2id_hash_raw(cost.passes, cost.memory_kib, cost.lanes, text.data(), text.size(),
                                          salt.data(), salt.size(), hash.data(), hash.size());
    if (outcome != ARGON2_OK) {
        throw std::runtime_error(std::string("argon2id: ") + argon2_error_message(outcome));
    }
    return hash;
}

}  // namespace

Result<std::string> hash_password(const Secret& password, const Entropy& salt, const PasswordCost& cost) {
    ensure(is_acceptable(cost), "a password's cost is one that verify_password accepts");
    if (password.empty()) {
        return refuse("empty_text", "password");
    }
    if (password.reveal().size() > most_password_bytes) {
        return refuse("password_too_long", "password", {std::to_string(most_password_bytes)});
    }
    const std::string_view salt_bytes(reinterpret_cast<const char*>(salt.data()), salt.size());
    return std::string(prefix) + "m=" + std::to_string(cost.memory_kib) +
           ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(cost.lanes) + "$" +
           unpadded(salt_bytes) + "$" + unpadded(argon2id(password, salt_bytes, cost));
}

Result<bool> verify_password(const Secret& password, std::string_view record) {
    const auto parsed = read_record(record);
    if (!parsed) {
        return refuse("password_record_malformed");
    }
    if (password.reveal().size() > most_password_bytes) {
        return false;
    }
    const auto hash = argon2id(password, parsed->salt, parsed->cost);
    return CRYPTO_memcmp(hash.data(), parsed->hash.data(), hash.size()) == 0;
}

bool needs_rehash(std::string_view record, const PasswordCost& wanted) {
    const auto parsed = read_record(record);
    return !parsed || !(parsed->cost == wanted);
}

}  // namespace daylit
