// A person's second factors: which there are, since when, and how many recovery codes are left. What they
// are made of (secrets, keys, codes) stands elsewhere, sealed or as digests; here is only what happened, so
// that it stays in the log.
#pragma once

#include "base/event.hpp"
#include "registry/organisation.hpp"

#include <variant>
#include <vector>

namespace daylit::registry {

// Whether staff must have a second factor before they may do anything else. Everybody may have one.
enum class SecondFactorPolicy { required, optional };
BOOST_DESCRIBE_ENUM(SecondFactorPolicy, required, optional)

enum class FactorKind { totp, passkey };
BOOST_DESCRIBE_ENUM(FactorKind, totp, passkey)

struct Factor {
    std::string id;
    FactorKind kind = FactorKind::totp;
    std::string name;  // what its holder calls it
    Instant added_at;
    bool operator==(const Factor&) const = default;
};
BOOST_DESCRIBE_STRUCT(Factor, (), (id, kind, name, added_at))

// --- events ---

struct FactorAdded {
    Factor factor;
};
BOOST_DESCRIBE_STRUCT(FactorAdded, (), (factor))

struct FactorRemoved {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(FactorRemoved, (), (id))

// By an administrator or colleague, for somebody who lost all of them.
struct FactorsReset {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FactorsReset, (), (reason))

// New ones; older ones count no more.
struct RecoveryCodesMade {
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodesMade, (), (count))

struct RecoveryCodeUsed {};
BOOST_DESCRIBE_STRUCT(RecoveryCodeUsed, (), ())

using SecondFactorEvent =
    std::variant<FactorAdded, FactorRemoved, FactorsReset, RecoveryCodesMade, RecoveryCodeUsed>;

// --- state ---

struct SecondFactors {
    std::vector<Factor> factors;
    std::int64_t recovery_codes = 0;
    bool operator==(const SecondFactors&) const = default;

    bool has(FactorKind kind) const;
};
BOOST_DESCRIBE_STRUCT(SecondFactors, (), (factors, recovery_codes))

// --- commands ---

constexpr std::size_t most_factors = 10;
constexpr std::int64_t recovery_code_count = 10;

// Refuses totp_already_there (one app is enough, a second would weaken it unseen), too_many_factors. The
// first factor brings recovery codes with it.
struct AddFactor {
    Factor factor;
};
// Refuses not_found, and last_second_factor where the holder must keep one.
struct RemoveFactor {
    std::string id;
    bool must_keep_one = false;
};
// Refuses no_second_factor where there is none.
struct ResetFactors {
    std::string reason;
};
struct MakeRecoveryCodes {};  // refuses no_second_factor
struct UseRecoveryCode {};    // refuses recovery_code_wrong when none is left
using SecondFactorCommand =
    std::variant<AddFactor, RemoveFactor, ResetFactors, MakeRecoveryCodes, UseRecoveryCode>;

Result<std::vector<SecondFactorEvent>> decide(const SecondFactors& state, const SecondFactorCommand& command);
SecondFactors evolve(SecondFactors state, const SecondFactorEvent& event);

}  // namespace daylit::registry

namespace daylit {
template <>
struct EventTag<registry::FactorAdded> : NamedEvent<"second_factor_added", 1> {};
template <>
struct EventTag<registry::FactorRemoved> : NamedEvent<"second_factor_removed", 1> {};
template <>
struct EventTag<registry::FactorsReset> : NamedEvent<"second_factors_reset", 1> {};
template <>
struct EventTag<registry::RecoveryCodesMade> : NamedEvent<"recovery_codes_made", 1> {};
template <>
struct EventTag<registry::RecoveryCodeUsed> : NamedEvent<"recovery_code_used", 1> {};
}  // namespace daylit
