// Signing in, in one step or two, and confirming afresh who one is.
#pragma once

#include "server/app/sessions.hpp"

namespace daylit::app {

struct SignIn {
    std::string login;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password))

// What a request says of where it comes from.
struct Browser {
    std::string user_agent;    // shown to its holder in the list of sessions; anything may stand in it
    std::string device_token;  // of the __Host-device cookie
};

struct OpenedSession {
    SessionView view;
    std::string token;         // for the cookie; only its digest is stored
    std::string device_token;  // for the cookie that knows the browser again; "" where it stays as it is
};

// Opens a session; one that waits for the second step where the person has a second factor. Refuses
// wait_before_sign_in, wrong_login_or_password, password_desk_busy.
Result<OpenedSession> sign_in(Call& call, const SignIn& in, const Browser& browser = {});
// The second step: the session goes on under a new token. Refuses not_signed_in where none waits for it, and
// what proofs refuse.
Result<OpenedSession> finish_sign_in(Call& call, const Proof& in, const Browser& browser = {});

// Who one is, freshly, in a session that is signed in: acts that publish, confirm or pay ask for it.
Result<SessionView> confirm_identity(Call& call, const Proof& in, const Browser& browser = {});

// "192.0.2.0/24", "2001:db8::/48"; "" for what is no address.
std::string network_of(const std::string& address);

}  // namespace daylit::app
