// Rules of signing in: what a password must be, and how long somebody who failed must wait.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <string_view>

namespace daylit::registry {

// Whose password it will be: what anybody who knows the person would try.
struct PasswordOwner {
    std::string_view login;
    std::string_view display_name;
    std::string_view organisation_name;
    std::string_view mobile;
    std::string_view email;
};

// As NIST SP 800-63B, section 5.1.1.2, wants it: 12 to 128 characters, of any kind; not one of the common
// ones (nor one with digits and marks around it, with letters written as digits, or repeated), and without
// the owner's own names and numbers. Refuses password_too_short, text_too_long, password_common,
// password_guessable.
Outcome check_password(std::string_view password, const PasswordOwner& owner, const std::string& field);

// Failed tries are counted. Waiting grows with them and is bounded.
struct Failures {
    std::int64_t count = 0;
    Instant last_at;
};
// One failure more. A day without any makes a fresh start, so that an office behind one address is not slowed
// for ever by the slips of years.
Failures after_failure(const Failures& before, Instant now);

// Whose tries a count is of. All but the last are bound to where they come from, so that nobody can lock
// another out.
enum class Tries {
    of_login_from_address,  // 5 at once, then up to 15 minutes
    of_address,             // over all logins: 30 at once, then up to 15 minutes
    of_login_from_device,   // one that has signed this person in before: 5 at once, then up to 30 seconds
    // One-time codes of a person, wherever they come from but such devices: 50 at once, then up to 15
    // minutes. Six digits would else be guessed from many addresses. Only who knows the password gets here,
    // and passkeys and recovery codes are not held up.
    of_codes,
};

// Zero when one may try now.
std::chrono::seconds wait_after(Tries tries, const Failures& failures, Instant now);

}  // namespace daylit::registry
