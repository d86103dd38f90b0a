// The file in which the demonstration keeps its accounts and the bidders' keys, so that a restart goes on
// with the same cast. The server writes the first two administrators into it
// (server/shell/demo_accounts.hpp).
#pragma once

#include "base/json.hpp"

namespace daylit::tools {

struct Account {
    std::string role;  // "administrator", a registry::Role, "guest"
    std::string organisation;
    std::string name;
    std::string login;
    std::string password;
    std::optional<std::string> key_pem;      // PKCS#8, of those who sign
    std::optional<std::string> certificate;  // its serial
    bool operator==(const Account&) const = default;
};
BOOST_DESCRIBE_STRUCT(Account, (), (role, organisation, name, login, password, key_pem, certificate))

struct AccountFile {
    std::string format = "daylight/demo-accounts/1";
    std::vector<Account> accounts;
    bool operator==(const AccountFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountFile, (), (format, accounts))

class Accounts {
public:
    static bool exists(const std::string& file);
    // Throws std::runtime_error with a text for the operator when the file is damaged.
    explicit Accounts(std::string file);

    const std::vector<Account>& all() const { return content_.accounts; }
    const Account* find(std::string_view login) const;
    // Adds or replaces the login's account and writes the file, readable by this user alone.
    void keep(Account account);

private:
    std::string file_;
    AccountFile content_;
};

// A table for people: role, organisation, login, password.
std::string accounts_table(const std::vector<Account>& accounts);

}  // namespace daylit::tools
