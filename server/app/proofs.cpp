#include "server/app/proofs.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/totp.hpp"
#include "crypto/webauthn.hpp"
#include "schema/rows_accounts.hpp"
#include "server/app/private_data.hpp"
#include "server/app/second_factors.hpp"
#include "server/app/sessions.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;

constexpr auto challenge_life = std::chrono::minutes(5);

std::optional<ProofKind> kind_of(const Proof& proof) {
    const int given = int(proof.password.has_value()) + int(proof.totp.has_value()) +
                      int(proof.passkey.has_value()) + int(proof.recovery_code.has_value());
    if (given != 1) {
        return std::nullopt;
    }
    return proof.password  ? ProofKind::password
           : proof.totp    ? ProofKind::totp
           : proof.passkey ? ProofKind::passkey
                           : ProofKind::recovery_code;
}

// Passwords are compared before any lock, since that costs on purpose.
Outcome check_own_password(Call& call, const schema::PersonRow& person, const Attempt& attempt,
                           const std::string& password) {
    std::optional<Account> account;
    call.services.store.read([&](schema::UnitOfWork& tx) { account = find_account(tx, person.login); });
    const auto holds = password_holds(call.services, account, Secret(password));
    if (!holds) {
        take_back(call.services, attempt);
        return holds.refusal();
    }
    if (!*holds) {
        note_failure(call.services, attempt);
        return refuse("wrong_login_or_password", "password");
    }
    return Done{};
}

Outcome accept_code(Act& act, const PersonId& person, const std::string& code) {
    const auto now = act.services().wall_clock.now();
    auto row = act.tx.find<schema::TotpRow>(Lock::update, person);
    if (!row || row->factor.empty()) {
        return refuse("code_wrong", "totp");
    }
    const auto step = match_totp(open_totp_secret(act.services(), *row), code, now, row->used_step);
    if (!step) {
        return refuse("code_wrong", "totp");
    }
    row->used_step = *step;
    act.update(*row);
    return Done{};
}

Outcome accept_passkey(Act& act, const PersonId& person, const PasskeyProof& proof,
                       const std::string& challenge) {
    const auto id = from_base64url(proof.credential_id);
    const auto client_data = from_base64url(proof.client_data);
    const auto data = from_base64url(proof.authenticator_data);
    const auto signature = from_base64url(proof.signature);
    if (!id || !client_data || !data || !signature) {
        return refuse("passkey_malformed", "passkey");
    }
    auto row = act.tx.find<schema::PasskeyRow>(Lock::update, sha256(*id));
    if (!row || row->person != person) {
        return refuse("passkey_unknown", "passkey");
    }
    const auto key = P256PublicKey::from_spki_der(row->public_key);
    ensure(key.ok(), "a key that we stored can be read");
    const auto counter = check_assertion(
        {relying_party_id(act.services()), act.services().settings.public_address}, challenge,
        {*client_data, *data, *signature}, *key, static_cast<std::uint32_t>(row->counter), "passkey");
    if (!counter) {
        return counter.refusal();
    }
    row->counter = *counter;
    row->used_at = act.services().wall_clock.now();
    act.update(*row);
    return Done{};
}

}  // namespace

std::vector<ProofKind> second_step_proofs(const registry::SecondFactors& factors) {
    auto proofs = step_up_proofs(factors);
    if (factors.recovery_codes > 0) {
        proofs.push_back(ProofKind::recovery_code);
    }
    return proofs;
}

std::vector<ProofKind> step_up_proofs(const registry::SecondFactors& factors) {
    std::vector<ProofKind> proofs;
    if (factors.has(registry::FactorKind::passkey)) {
        proofs.push_back(ProofKind::passkey);
    }
    if (factors.has(registry::FactorKind::totp)) {
        proofs.push_back(ProofKind::totp);
    }
    return proofs.empty() ? std::vector{ProofKind::password} : proofs;
}

Result<ReadProof> read_proof(Call& call, const schema::PersonRow& person,
                             const std::vector<ProofKind>& allowed, const Proof& proof,
                             const std::string& device) {
    const auto& services = call.services;
    const auto kind = kind_of(proof);
    if (!kind || std::find(allowed.begin(), allowed.end(), *kind) == allowed.end()) {
        return refuse("proof_not_accepted");
    }
    const auto known = known_device(services, device, person.login);
    ReadProof read{*kind, proof, "",
                   *kind == ProofKind::totp ? code_attempt(person.id, call.caller.address, known)
                                            : password_attempt(person.login, call.caller.address, known),
                   device};
    if (auto free = begin_attempt(services, read.attempt); !free) {
        return free.refusal();
    }
    if (*kind == ProofKind::password) {
        if (auto holds = check_own_password(call, person, read.attempt, *proof.password); !holds) {
            return holds.refusal();
        }
    }
    if (*kind == ProofKind::passkey) {
        auto challenge = take_challenge(services, call.caller.session);
        if (!challenge) {
            take_back(services, read.attempt);
            return refuse("passkey_challenge_gone", "passkey");
        }
        read.challenge = std::move(*challenge);
    }
    return read;
}

Outcome accept_proof(Act& act, const PersonId& person, const ReadProof& read) {
    Outcome accepted = Done{};
    switch (read.kind) {
        case ProofKind::password:
            break;  // compared already
        case ProofKind::totp:
            accepted = accept_code(act, person, *read.proof.totp);
            break;
        case ProofKind::passkey:
            accepted = accept_passkey(act, person, *read.proof.passkey, read.challenge);
            break;
        case ProofKind::recovery_code:
            accepted = use_recovery_code(act, person, *read.proof.recovery_code);
            break;
    }
    if (accepted) {
        note_success(act.tx, read.attempt);
    }
    return accepted;
}

Result<PasskeyRequest> request_passkey(Call& call, const Params&, const Nothing&) {
    const auto session = Digest::from_hex(call.caller.session);
    if (!session) {
        return refuse("not_signed_in");
    }
    return call.transact<PasskeyRequest>([&](Act& act) -> Result<PasskeyRequest> {
        const auto present = find_session(act.tx, *session, call.services.wall_clock.now());
        if (!present) {
            return refuse("not_signed_in");
        }
        PasskeyRequest request{new_challenge(act, *session), relying_party_id(call.services), {}};
        for (const auto& row : passkeys_of(act.tx, present->person.id)) {
            request.credential_ids.push_back(to_base64url(row.credential_id));
        }
        return request;
    });
}

std::string new_challenge(Act& act, const Digest& session) {
    const auto challenge = random_bytes(passkey_challenge_bytes);
    const schema::PasskeyChallengeRow row{session, challenge,
                                          act.services().wall_clock.now() + challenge_life};
    if (!act.try_insert(row)) {
        act.update(row);
    }
    return to_base64url(challenge);
}

std::optional<std::string> take_challenge(const Services& services, const std::string& session) {
    const auto digest = Digest::from_hex(session);
    std::optional<std::string> taken;
    services.store.transact([&](schema::UnitOfWork& tx) {
        taken.reset();
        const auto row = digest ? tx.find<schema::PasskeyChallengeRow>(Lock::update, *digest) : std::nullopt;
        if (!row) {
            return;
        }
        (void)tx.erase<schema::PasskeyChallengeRow>({schema::equals("session", *digest)});
        if (services.wall_clock.now() < row->expires_at) {
            taken = row->challenge;
        }
    });
    return taken;
}

std::string relying_party_id(const Services& services) {
    const std::string_view address = services.settings.public_address;
    const auto host = address.substr(address.find("//") + 2);
    return std::string(host.substr(0, host.find(':')));
}

}  // namespace daylit::app
