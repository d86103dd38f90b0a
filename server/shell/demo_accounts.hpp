// DATA/demo-accounts.json: where the demonstration keeps the accounts that it acts with. The server writes
// the first two, `daylight demo` adds its own.
//
//   {"format": "daylight/demo-accounts/1",
//    "accounts": [{"role": "administrator", "organisation": …, "name": …, "login": …, "password": …}, …]}
#pragma once

#include "server/app/people.hpp"

#include <filesystem>

namespace daylit::shell {

// Replaces the file, which only this user may read. Throws std::runtime_error with a text for the operator.
void write_demo_accounts(const std::filesystem::path& data,
                         const std::vector<app::FirstAdministrator>& administrators);

}  // namespace daylit::shell
