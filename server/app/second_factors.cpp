#include "server/app/second_factors.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/totp.hpp"
#include "crypto/webauthn.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/people.hpp"
#include "server/app/private_data.hpp"
#include "server/app/proofs.hpp"
#include "server/app/sessions.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using registry::FactorKind;
using registry::SecondFactors;
using schema::Lock;
using schema::SecondFactorRow;

constexpr std::size_t recovery_code_bytes = 10;

std::string stream_of(const PersonId& person) {
    return "second_factor:" + person.text;
}

std::string secret_place(const PersonId& person) {
    return "totp:" + person.text;
}

// A person's factors under the lock of their stream.
struct Locked {
    Stream stream;
    std::optional<SecondFactorRow> row;
    SecondFactors factors;
};

Locked lock_factors(Act& act, const PersonId& person) {
    auto stream = act.lock(stream_of(person));
    auto row = act.tx.find<SecondFactorRow>(Lock::update, person);
    auto factors = row ? stored_state<SecondFactors>(row->state) : SecondFactors();
    return {std::move(stream), std::move(row), std::move(factors)};
}

void store_factors(Act& act, const PersonId& person, Locked& locked,
                   const std::vector<registry::SecondFactorEvent>& events) {
    apply(act, locked.stream, locked.factors, events);
    const SecondFactorRow row{person, locked.stream.head.seq, to_json_text(locked.factors)};
    if (locked.row) {
        act.update(row);
    } else {
        act.insert(row);
    }
}

// "K7QM-2X4D-…" as it was typed: without dashes and blanks, in capitals.
Digest code_digest(const Services& services, const PersonId& person, const std::string& code) {
    std::string plain;
    for (const char c : code.substr(0, 64)) {
        if (c != '-' && c != ' ') {
            plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return keyed_digest(services, "recovery_code", person.text + ":" + plain);
}

std::vector<std::string> make_recovery_codes(Act& act, const PersonId& person) {
    act.erase<schema::RecoveryCodeRow>({schema::equals("person", person)});
    std::vector<std::string> codes;
    for (std::int64_t i = 0; i < registry::recovery_code_count; ++i) {
        auto code = to_base32(random_bytes(recovery_code_bytes));
        for (const std::size_t at : {12U, 8U, 4U}) {
            code.insert(at, 1, '-');
        }
        act.insert(schema::RecoveryCodeRow{code_digest(act.services(), person, code), person});
        codes.push_back(std::move(code));
    }
    return codes;
}

void forget_everything(Act& act, const PersonId& person) {
    act.erase<schema::TotpRow>({schema::equals("person", person)});
    act.erase<schema::PasskeyRow>({schema::equals("person", person)});
    act.erase<schema::RecoveryCodeRow>({schema::equals("person", person)});
}

SecurityView view_of(Act& act, const SecondFactors& factors,
                     std::optional<std::vector<std::string>> new_codes = std::nullopt) {
    const auto& caller = act.caller();
    const auto organisation = act.tx.find<schema::OrganisationRow>(Lock::none, *caller.organisation);
    ensure(organisation.has_value(), "a signed-in person's organisation is there");
    SecurityView view;
    view.policy = act.services().settings.second_factor;
    view.policy_applies =
        registry::is_staff(schema::ColumnCodec<registry::OrganisationKind>::read(organisation->kind));
    const auto passkeys = passkeys_of(act.tx, *caller.person);
    for (const auto& factor : factors.factors) {
        const auto used = std::find_if(passkeys.begin(), passkeys.end(),
                                       [&](const auto& row) { return row.factor == factor.id; });
        view.factors.push_back({factor.id, factor.kind, factor.name, factor.added_at,
                                used == passkeys.end() ? std::nullopt : used->used_at});
    }
    view.recovery_codes_left = factors.recovery_codes;
    if (const auto password = act.tx.find<schema::PasswordRow>(Lock::none, *caller.person)) {
        view.password_changed_at = password->changed_at;
    }
    view.new_recovery_codes = std::move(new_codes);
    return view;
}

// Stores a factor that was proved to work; the first one brings recovery codes.
Result<std::vector<registry::SecondFactorEvent>> decide_factor(Act& act, const Locked& locked,
                                                               const std::string& id, FactorKind kind,
                                                               const std::string& name) {
    return decide(locked.factors, registry::SecondFactorCommand(registry::AddFactor{
                                      {id, kind, name, act.services().wall_clock.now()}}));
}

SecurityView store_factor(Act& act, const PersonId& person, Locked& locked,
                          const std::vector<registry::SecondFactorEvent>& events) {
    store_factors(act, person, locked, events);
    auto codes = events.size() > 1 ? std::optional(make_recovery_codes(act, person)) : std::nullopt;
    return view_of(act, locked.factors, std::move(codes));
}

}  // namespace

SecondFactors factors_of(schema::UnitOfWork& tx, const PersonId& person) {
    return factors_in(tx.find<SecondFactorRow>(Lock::none, person));
}

SecondFactors factors_in(const std::optional<SecondFactorRow>& row) {
    return row ? stored_state<SecondFactors>(row->state) : SecondFactors();
}

std::vector<schema::PasskeyRow> passkeys_of(schema::UnitOfWork& tx, const PersonId& person) {
    return tx.select<schema::PasskeyRow>({{schema::equals("person", person)},
                                          {{"credential", schema::Order::ascending}},
                                          static_cast<int>(registry::most_factors)});
}

bool must_have_factor(const Services& services, registry::OrganisationKind kind) {
    return services.settings.second_factor == registry::SecondFactorPolicy::required &&
           registry::is_staff(kind);
}

Secret open_totp_secret(const Services& services, const schema::TotpRow& row) {
    return Secret(unseal(services, row.sealed_secret, secret_place(row.person)));
}

Result<SecurityView> my_security(Call& call, const Params&) {
    return call.read<SecurityView>([&](Act& act) -> Result<SecurityView> {
        return view_of(act, factors_of(act.tx, *call.caller.person));
    });
}

Result<TotpSecret> begin_totp(Call& call, const Params&, const Nothing&) {
    const auto person = *call.caller.person;
    return call.transact<TotpSecret>([&](Act& act) -> Result<TotpSecret> {
        const auto locked = lock_factors(act, person);
        if (locked.factors.has(FactorKind::totp)) {
            return refuse("totp_already_there");
        }
        const auto secret = random_secret(totp_secret_bytes);
        const schema::TotpRow row{person, "", seal(act.services(), secret.reveal(), secret_place(person)), 0};
        act.erase<schema::TotpRow>({schema::equals("person", person)});
        act.insert(row);
        const auto holder = act.tx.find<schema::PersonRow>(Lock::none, person);
        return TotpSecret{to_base32(secret.reveal()),
                          totp_uri(secret, act.services().settings.center_name_zh, holder->login)};
    });
}

Result<SecurityView> finish_totp(Call& call, const Params&, const TotpConfirmation& in) {
    const auto person = *call.caller.person;
    const auto attempt = code_attempt(person, call.caller.address, std::nullopt);
    if (auto free = begin_attempt(call.services, attempt); !free) {
        return free.refusal();
    }
    auto done = call.transact<SecurityView>([&](Act& act) -> Result<SecurityView> {
        auto locked = lock_factors(act, person);
        auto row = act.tx.find<schema::TotpRow>(Lock::update, person);
        if (!row || !row->factor.empty()) {
            return refuse("no_enrolment");
        }
        const auto step = match_totp(open_totp_secret(act.services(), *row), in.code,
                                     act.services().wall_clock.now(), row->used_step);
        if (!step) {
            return refuse("code_wrong", "code");
        }
        row->factor = id_text(act.services().random.entropy());
        row->used_step = *step;
        const auto events = decide_factor(act, locked, row->factor, FactorKind::totp, in.name);
        if (!events) {
            return events.refusal();
        }
        act.update(*row);
        note_success(act.tx, attempt);
        return store_factor(act, person, locked, *events);
    });
    if (!done) {
        note_failure(call.services, attempt);
    }
    return done;
}

Result<PasskeyOrder> begin_passkey(Call& call, const Params&, const Nothing&) {
    const auto session = Digest::from_hex(call.caller.session);
    ensure(session.has_value(), "a signed-in person has a session");
    return call.transact<PasskeyOrder>([&](Act& act) -> Result<PasskeyOrder> {
        const auto& services = act.services();
        const auto person = act.tx.find<schema::PersonRow>(Lock::none, *call.caller.person);
        ensure(person.has_value(), "a signed-in person is in the registry");
        PasskeyOrder order{new_challenge(act, *session),
                           relying_party_id(services),
                           services.settings.center_name_zh,
                           to_base64url(keyed_digest(services, "passkey_user", person->id.text).view()),
                           person->login,
                           person->display_name,
                           {}};
        for (const auto& row : passkeys_of(act.tx, person->id)) {
            order.known_credential_ids.push_back(to_base64url(row.credential_id));
        }
        return order;
    });
}

Result<SecurityView> finish_passkey(Call& call, const Params&, const NewPasskey& in) {
    const auto& services = call.services;
    const auto client_data = from_base64url(in.client_data);
    const auto attestation = from_base64url(in.attestation_object);
    if (!client_data || !attestation) {
        return refuse("passkey_malformed", "attestation_object");
    }
    const auto challenge = take_challenge(services, call.caller.session);
    if (!challenge) {
        return refuse("passkey_challenge_gone");
    }
    const auto made = check_attestation({relying_party_id(services), services.settings.public_address},
                                        *challenge, {*client_data, *attestation}, "attestation_object");
    if (!made) {
        return made.refusal();
    }
    const auto person = *call.caller.person;
    return call.transact<SecurityView>([&](Act& act) -> Result<SecurityView> {
        auto locked = lock_factors(act, person);
        const auto digest = sha256(made->credential_id);
        if (act.tx.find<schema::PasskeyRow>(Lock::none, digest)) {
            return refuse("passkey_taken");
        }
        const auto id = id_text(act.services().random.entropy());
        const auto events = decide_factor(act, locked, id, FactorKind::passkey, in.name);
        if (!events) {
            return events.refusal();
        }
        act.insert_unless_raced(schema::PasskeyRow{digest, made->credential_id, id, person,
                                                   made->key.spki_der(), made->counter, std::nullopt});
        return store_factor(act, person, locked, *events);
    });
}

Result<SecurityView> remove_factor(Call& call, const Params& params, const Nothing&) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    const auto person = *call.caller.person;
    return call.transact<SecurityView>([&](Act& act) -> Result<SecurityView> {
        auto locked = lock_factors(act, person);
        const auto organisation = act.tx.find<schema::OrganisationRow>(Lock::none, *call.caller.organisation);
        const bool must = must_have_factor(
            act.services(), schema::ColumnCodec<registry::OrganisationKind>::read(organisation->kind));
        const auto events =
            decide(locked.factors, registry::SecondFactorCommand(registry::RemoveFactor{*id, must}));
        if (!events) {
            return events.refusal();
        }
        act.erase<schema::TotpRow>({schema::equals("person", person), schema::equals("factor", *id)});
        act.erase<schema::PasskeyRow>({schema::equals("person", person), schema::equals("factor", *id)});
        store_factors(act, person, locked, *events);
        if (locked.factors.factors.empty()) {
            forget_everything(act, person);
        }
        return view_of(act, locked.factors);
    });
}

Result<SecurityView> renew_recovery_codes(Call& call, const Params&, const Nothing&) {
    const auto person = *call.caller.person;
    return call.transact<SecurityView>([&](Act& act) -> Result<SecurityView> {
        auto locked = lock_factors(act, person);
        const auto events =
            decide(locked.factors, registry::SecondFactorCommand(registry::MakeRecoveryCodes{}));
        if (!events) {
            return events.refusal();
        }
        store_factors(act, person, locked, *events);
        return view_of(act, locked.factors, make_recovery_codes(act, person));
    });
}

Result<Nothing> reset_second_factors(Call& call, const Params& params, const ResetInput& in) {
    const auto id = params.id<PersonTag>("id");
    if (!id) {
        return id.refusal();
    }
    if (*id == *call.caller.person) {
        return refuse("author_cannot_approve", "id");
    }
    return call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto locked = lock_factors(act, *id);
        const auto person = act.tx.find<schema::PersonRow>(Lock::none, *id);
        if (!person || !may_manage(act, *person)) {
            return refuse("not_found", "id");
        }
        const auto events =
            decide(locked.factors, registry::SecondFactorCommand(registry::ResetFactors{in.reason}));
        if (!events) {
            return events.refusal();
        }
        store_factors(act, *id, locked, *events);
        forget_everything(act, *id);
        end_sessions(act, *id, Keep::none);
        return Nothing{};
    });
}

Outcome use_recovery_code(Act& act, const PersonId& person, const std::string& code) {
    auto locked = lock_factors(act, person);
    const auto digest = code_digest(act.services(), person, code);
    const auto row = act.tx.find<schema::RecoveryCodeRow>(Lock::update, digest);
    if (!row || row->person != person) {
        return refuse("recovery_code_wrong", "recovery_code");
    }
    const auto events = decide(locked.factors, registry::SecondFactorCommand(registry::UseRecoveryCode{}));
    if (!events) {
        return events.refusal();
    }
    act.erase<schema::RecoveryCodeRow>({schema::equals("code", digest)});
    store_factors(act, person, locked, *events);
    return Done{};
}

}  // namespace daylit::app
