// What second factors are made of. Which there are, and since when, is history (registry/second_factors.hpp);
// these rows are what is compared with, and they go when a factor goes.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// A person's stream of second factors is "second_factor:<person>"; `state` is registry::SecondFactors as
// JSON.
struct SecondFactorRow {
    PersonId person;
    std::int64_t seq = 0;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(SecondFactorRow, (), (person, seq, state))
template <>
inline const TableSpec TableOf<SecondFactorRow>::spec = describe_table<SecondFactorRow>("second_factor",
                                                                                        {"person"});

// The secret that an authenticator app shares with us, sealed by the platform.
struct TotpRow {
    PersonId person;
    std::string factor;  // its id; "" until the first code has been told
    std::string sealed_secret;
    std::int64_t used_step = 0;  // of the last code that was accepted
};
BOOST_DESCRIBE_STRUCT(TotpRow, (), (person, factor, sealed_secret, used_step))
template <>
inline const TableSpec TableOf<TotpRow>::spec = describe_table<TotpRow>("totp", {"person"});

// A passkey's public half, found by the digest of its credential id: one credential is one person's.
struct PasskeyRow {
    Digest credential;
    std::string credential_id;
    std::string factor;  // its id
    PersonId person;
    std::string public_key;  // SPKI
    std::int64_t counter = 0;
    std::optional<Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(PasskeyRow, (),
                      (credential, credential_id, factor, person, public_key, counter, used_at))
template <>
inline const TableSpec TableOf<PasskeyRow>::spec = describe_table<PasskeyRow>("passkey", {"credential"});

// A recovery code that is still good, as a keyed digest over person and code (80 random bits).
struct RecoveryCodeRow {
    Digest code;
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodeRow, (), (code, person))
template <>
inline const TableSpec TableOf<RecoveryCodeRow>::spec = describe_table<RecoveryCodeRow>("recovery_code",
                                                                                        {"code"});

// The challenge that a session's next passkey ceremony answers: one at a time, and taken away when answered.
struct PasskeyChallengeRow {
    Digest session;
    std::string challenge;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(PasskeyChallengeRow, (), (session, challenge, expires_at))
template <>
inline const TableSpec TableOf<PasskeyChallengeRow>::spec =
    describe_table<PasskeyChallengeRow>("passkey_challenge", {"session"});

// A browser from which somebody has signed in, as a keyed digest over its own token and the person, so that
// others' failures do not hold that person up there.
struct KnownDeviceRow {
    Digest device;
    Instant seen_at;
};
BOOST_DESCRIBE_STRUCT(KnownDeviceRow, (), (device, seen_at))
template <>
inline const TableSpec TableOf<KnownDeviceRow>::spec = describe_table<KnownDeviceRow>("known_device",
                                                                                      {"device"});

}  // namespace daylit::schema
