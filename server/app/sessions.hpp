// Who is calling: sessions behind the __Host-session cookie, and what their holders see of them.
#pragma once

#include "base/secret.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/proofs.hpp"

namespace daylit::app {

// The caller behind a session's token; a visitor when the token is empty, unknown, expired, waits for the
// second factor, or its person may not act. Roles count only while the organisation is active, and for staff
// only once they have the second factor that they must have.
Caller authenticate(const Services& services, const std::string& token, const std::string& address);

// The topic that a session's feeds watch besides: closed when the session ends.
std::string session_topic(const std::string& session);
bool is_open(const Services& services, const std::string& session);

struct PersonBrief {
    PersonId id;
    std::string login;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(PersonBrief, (), (id, login, display_name))

struct OrganisationBrief {
    OrganisationId id;
    std::string name;
    std::string kind;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(OrganisationBrief, (), (id, name, kind, state))

struct SessionView {
    bool signed_in = false;
    std::optional<PersonBrief> person;
    std::optional<OrganisationBrief> organisation;
    std::vector<registry::Role> roles;
    std::optional<Instant> expires_at;
    // What the second step of signing in takes, while it is waited for.
    std::vector<ProofKind> second_step;
    // What a fresh confirmation takes, and until when the last one counts.
    std::vector<ProofKind> step_up;
    std::optional<Instant> confirmed_until;
    bool must_enrol = false;  // staff without the second factor that they must have
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (signed_in, person, organisation, roles, expires_at, second_step, step_up,
                       confirmed_until, must_enrol))

Result<SessionView> session_view(Call& call, const Params& params);
Outcome sign_out(Call& call);

// One's own sessions, the newest first.
struct OwnSession {
    std::string id;
    bool current = false;
    std::string device;   // what the browser says of itself
    std::string network;  // "192.0.2.0/24"
    Instant created_at;
    Instant seen_at;
};
BOOST_DESCRIBE_STRUCT(OwnSession, (), (id, current, device, network, created_at, seen_at))
Result<Page<OwnSession>> my_sessions(Call& call, const Params& params);
// Refuses not_found for what is not one's own.
Result<Nothing> end_session(Call& call, const Params& params, const Nothing& in);
Result<Nothing> end_other_sessions(Call& call, const Params& params, const Nothing& in);

struct ChangePassword {
    std::string old_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (old_password, new_password))
// Ends every other session of the person. Refuses wait_before_sign_in, wrong_login_or_password and what
// registry::check_password refuses.
Result<Nothing> change_password(Call& call, const Params& params, const ChangePassword& in);

// --- for the other use cases of accounts ---

struct PresentSession {
    schema::SessionRow session;
    schema::PersonRow person;
    registry::PersonState state;
    schema::OrganisationRow organisation;
    registry::SecondFactors factors;
};
// The session with this token's digest, where it is still good and its person active.
std::optional<PresentSession> find_session(schema::UnitOfWork& tx, const Digest& token, Instant now);
SessionView view_of(const Services& services, const PresentSession& present, Instant now);
// Ends the person's sessions and closes their feeds; all but the one with this token's digest, where one is
// named.
enum class Keep { none, present };
void end_sessions(Act& act, const PersonId& person, Keep keep);

// An account as the password desk needs it.
struct Account {
    schema::PersonRow person;
    registry::PersonState state;
    std::string hash;
};
std::optional<Account> find_account(schema::UnitOfWork& tx, const std::string& login);
// As costly whether there is such an account or not. Refuses password_desk_busy.
Result<bool> password_holds(const Services& services, const std::optional<Account>& account,
                            const Secret& password);

}  // namespace daylit::app
