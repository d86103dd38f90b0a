// Enrolling and removing second factors, and the recovery codes that stand in for them. What a person has is
// an event stream of its own (registry/second_factors.hpp); secrets, keys and codes are rows beside it.
#pragma once

#include "base/secret.hpp"
#include "schema/rows_accounts.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct FactorView {
    std::string id;
    registry::FactorKind kind = registry::FactorKind::totp;
    std::string name;
    Instant added_at;
    std::optional<Instant> used_at;  // told of passkeys
};
BOOST_DESCRIBE_STRUCT(FactorView, (), (id, kind, name, added_at, used_at))

struct SecurityView {
    registry::SecondFactorPolicy policy = registry::SecondFactorPolicy::required;
    bool policy_applies = false;  // to this person: a member of staff
    std::vector<FactorView> factors;
    std::int64_t recovery_codes_left = 0;
    std::optional<Instant> password_changed_at;
    std::optional<std::vector<std::string>> new_recovery_codes;  // told this once
};
BOOST_DESCRIBE_STRUCT(SecurityView, (),
                      (policy, policy_applies, factors, recovery_codes_left, password_changed_at,
                       new_recovery_codes))

Result<SecurityView> my_security(Call& call, const Params& params);

// A fresh secret for an authenticator app; it counts once a code of it was told. Refuses totp_already_there.
struct TotpSecret {
    std::string secret;  // base32, to type
    std::string uri;     // otpauth://, for a QR code
};
BOOST_DESCRIBE_STRUCT(TotpSecret, (), (secret, uri))
Result<TotpSecret> begin_totp(Call& call, const Params& params, const Nothing& in);

struct TotpConfirmation {
    std::string name;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TotpConfirmation, (), (name, code))
// Refuses code_wrong, no_enrolment, wait_before_sign_in and what registry::AddFactor refuses.
Result<SecurityView> finish_totp(Call& call, const Params& params, const TotpConfirmation& in);

// What the browser asks an authenticator to make; all but names in base64url.
struct PasskeyOrder {
    std::string challenge;
    std::string rp_id;
    std::string rp_name;
    std::string user_id;
    std::string user_name;
    std::string user_display_name;
    std::vector<std::string> known_credential_ids;
};
BOOST_DESCRIBE_STRUCT(PasskeyOrder, (),
                      (challenge, rp_id, rp_name, user_id, user_name, user_display_name,
                       known_credential_ids))
Result<PasskeyOrder> begin_passkey(Call& call, const Params& params, const Nothing& in);

struct NewPasskey {
    std::string name;
    std::string client_data;         // base64url
    std::string attestation_object;  // base64url
};
BOOST_DESCRIBE_STRUCT(NewPasskey, (), (name, client_data, attestation_object))
// Refuses passkey_challenge_gone, passkey_taken, what check_attestation and registry::AddFactor refuse.
Result<SecurityView> finish_passkey(Call& call, const Params& params, const NewPasskey& in);

Result<SecurityView> remove_factor(Call& call, const Params& params, const Nothing& in);
// New codes in the place of the old ones.
Result<SecurityView> renew_recovery_codes(Call& call, const Params& params, const Nothing& in);

// For somebody who lost every factor and code: whoever manages the person takes all away and ends its
// sessions; never for oneself (refuses author_cannot_approve). The next sign-in enrols anew.
struct ResetInput {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ResetInput, (), (reason))
Result<Nothing> reset_second_factors(Call& call, const Params& params, const ResetInput& in);

// --- for the other use cases of accounts ---

registry::SecondFactors factors_of(schema::UnitOfWork& tx, const PersonId& person);
registry::SecondFactors factors_in(const std::optional<schema::SecondFactorRow>& row);
std::vector<schema::PasskeyRow> passkeys_of(schema::UnitOfWork& tx, const PersonId& person);
bool must_have_factor(const Services& services, registry::OrganisationKind kind);
Secret open_totp_secret(const Services& services, const schema::TotpRow& row);
// Refuses recovery_code_wrong; a code that was right counts no more.
Outcome use_recovery_code(Act& act, const PersonId& person, const std::string& code);

}  // namespace daylit::app
