// Hashing and checking passwords costs memory and time on purpose; at most so many at once, and nobody waits
// for ever.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/password.hpp"

#include <semaphore>
#include <string>

namespace daylit::app {

class PasswordDesk {
public:
    // The cost is that of new records; a check costs what its record says.
    explicit PasswordDesk(int at_once, const PasswordCost& cost = {}) : places_(at_once), cost_(cost) {}

    // Both refuse password_desk_busy when no place came free within two seconds.
    Result<std::string> hash(const Secret& password);
    Result<bool> check(const Secret& password, std::string_view record);
    // As costly as a check: for logins that do not exist, so that timing does not tell.
    Outcome check_nobody(const Secret& password);

private:
    Outcome take_place();
    std::counting_semaphore<64> places_;
    PasswordCost cost_;
};

}  // namespace daylit::app
