// Slows down who guesses, and nobody else: passwords and one-time codes are tried under counts that are bound
// to where the tries come from (registry::Tries). A try counts as failed from its beginning, so that many at
// once gain nothing; it is taken back when it was right.
#pragma once

#include "registry/sign_in.hpp"
#include "server/app/services.hpp"

namespace daylit::app {

struct TryCount {
    registry::Tries tries;
    std::string subject;
};

struct Attempt {
    TryCount own;                  // forgotten when the try was right
    std::vector<TryCount> shared;  // counted when it was wrong
};

// `device`: of a browser from which this login has signed in before; then others' failures do not count here.
Attempt password_attempt(const std::string& login, const std::string& address,
                         const std::optional<Digest>& device);
Attempt code_attempt(const PersonId& person, const std::string& address, const std::optional<Digest>& device);

// Refuses wait_before_sign_in.
Outcome begin_attempt(const Services& services, const Attempt& attempt);
void note_failure(const Services& services, const Attempt& attempt);
// It was not judged at all, for no fault of who tried.
void take_back(const Services& services, const Attempt& attempt);
void note_success(schema::UnitOfWork& tx, const Attempt& attempt);

// The device's name for this login, where the login has signed in from it before. Looked up in the same way
// whether such a login exists or not.
std::optional<Digest> known_device(const Services& services, const std::string& token,
                                   const std::string& login);
// Remembers it from now on.
void remember_device(schema::UnitOfWork& tx, const Services& services, const std::string& token,
                     const std::string& login);
// Forgets what has run out: sessions, challenges, counts of failures, devices unseen for 400 days. Tells how
// many rows went.
int prune_accounts(const Services& services);

// A browser's own: 32 random bytes and their HMAC, in base64url, so that it is known as ours without a look
// into the store. Given to who has signed in.
std::string new_device_token(const Services& services);
bool is_device_token(const Services& services, std::string_view token);

}  // namespace daylit::app
