// How people prove who they are: by a password, a one-time code, a passkey or a recovery code. Which of them
// a step takes follows from which second factors the person has.
#pragma once

#include "registry/person.hpp"
#include "registry/second_factors.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/sign_in_guard.hpp"

namespace daylit::app {

enum class ProofKind { password, totp, passkey, recovery_code };
BOOST_DESCRIBE_ENUM(ProofKind, password, totp, passkey, recovery_code)

// An assertion as the browser gives it; all in base64url.
struct PasskeyProof {
    std::string credential_id;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
};
BOOST_DESCRIBE_STRUCT(PasskeyProof, (), (credential_id, client_data, authenticator_data, signature))

// Exactly one of them.
struct Proof {
    std::optional<std::string> password;
    std::optional<std::string> totp;
    std::optional<PasskeyProof> passkey;
    std::optional<std::string> recovery_code;
};
BOOST_DESCRIBE_STRUCT(Proof, (), (password, totp, passkey, recovery_code))

// The second step of signing in takes any factor or a recovery code; a fresh confirmation takes any factor,
// and the password where there is none.
std::vector<ProofKind> second_step_proofs(const registry::SecondFactors& factors);
std::vector<ProofKind> step_up_proofs(const registry::SecondFactors& factors);

// A proof that is well-formed and of an allowed kind, with what had to be done before any transaction: the
// password was compared, the session's challenge was taken.
struct ReadProof {
    ProofKind kind = ProofKind::password;
    Proof proof;
    std::string challenge;
    Attempt attempt;
    std::string device;  // the browser's device token, where it has one
};
// For the person of the session. Refuses proof_not_accepted, wait_before_sign_in, password_desk_busy,
// wrong_login_or_password, passkey_challenge_gone.
Result<ReadProof> read_proof(Call& call, const schema::PersonRow& person,
                             const std::vector<ProofKind>& allowed, const Proof& proof,
                             const std::string& device);
// Judges it inside the transaction and writes that it was used. Nothing was written where it refuses:
// code_wrong, passkey_unknown, recovery_code_wrong, and what check_assertion refuses.
Outcome accept_proof(Act& act, const PersonId& person, const ReadProof& proof);

// Runs `work` in a transaction once the proof was accepted; counts the failure where it was not.
template <class Out, class Work>
Result<Out> with_proof(Call& call, const PersonId& person, const ReadProof& proof, Work work) {
    auto done = call.transact<Out>([&](Act& act) -> Result<Out> {
        if (auto accepted = accept_proof(act, person, proof); !accepted) {
            return accepted.refusal();
        }
        return work(act);
    });
    if (!done) {
        note_failure(call.services, proof.attempt);
    }
    return done;
}

// What the browser asks an authenticator for; the challenge is good once, for this session, for five minutes.
struct PasskeyRequest {
    std::string challenge;  // base64url
    std::string rp_id;
    std::vector<std::string> credential_ids;  // base64url
};
BOOST_DESCRIBE_STRUCT(PasskeyRequest, (), (challenge, rp_id, credential_ids))
// For a session that is signed in or waits for its second step. Refuses not_signed_in.
Result<PasskeyRequest> request_passkey(Call& call, const Params& params, const Nothing& in);

// --- for the enrolment of passkeys ---
std::string new_challenge(Act& act, const Digest& session);
// Takes it away: nullopt when there is none, or it has grown old.
std::optional<std::string> take_challenge(const Services& services, const std::string& session);
std::string relying_party_id(const Services& services);

}  // namespace daylit::app
